// gazetteer/intake: invented canteens, meal points and care institutions.
#pragma once
#include <vector>

#include "gazetteer/intake/sample_contents.hpp"
#include "gazetteer/intake/sample_names.hpp"

namespace diming::gazetteer {

/// Each at a doorplate of its own; at most one canteen and one institution a village.
std::vector<SampleFacility> make_facilities(const boundary::SampleAreas& areas, const std::vector<SampleRoad>& roads,
                                            const SampleWords& words, const SampleContentOptions& options);

}  // namespace diming::gazetteer
