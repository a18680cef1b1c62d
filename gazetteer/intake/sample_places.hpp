// gazetteer/intake: invented places that are no roads.
#pragma once
#include <vector>

#include "gazetteer/intake/sample_contents.hpp"
#include "gazetteer/intake/sample_ground.hpp"
#include "gazetteer/intake/sample_names.hpp"

namespace diming::gazetteer {

/// Natural villages and features in the country, estates and buildings in towns, as many as the options say (a class
/// without any village to lie in gets none).
std::vector<SamplePlace> make_places(const boundary::SampleAreas& areas, const std::vector<SampleGround>& grounds,
                                     const SampleWords& words, const SampleContentOptions& options);

}  // namespace diming::gazetteer
