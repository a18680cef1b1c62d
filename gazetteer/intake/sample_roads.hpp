// gazetteer/intake: which village gets how many doorplates and roads.
#pragma once
#include <vector>

#include "gazetteer/intake/sample_contents.hpp"
#include "gazetteer/intake/sample_ground.hpp"
#include "gazetteer/intake/sample_names.hpp"

namespace diming::gazetteer {

/// Doorplates of each village, `total` in all: six tenths in the dense ones (four times as many where the prefecture
/// has its seat), the rest in the others; none where there is no room.
std::vector<std::uint32_t> share_plates(const boundary::SampleAreas& areas, const std::vector<SampleGround>& grounds,
                                        std::uint32_t total);

/// The named roads of one village, with `plates` doorplates among them by length.
std::vector<SampleRoad> name_roads(std::uint32_t village, const SampleGround& ground, std::uint32_t plates,
                                   boundary::SampleRandom& random, SampleNamer& namer);

}  // namespace diming::gazetteer
