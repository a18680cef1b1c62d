// gazetteer/intake: the streets of one village.
#pragma once
#include <vector>

#include "boundary/intake/sample_random.hpp"
#include "gazetteer/intake/sample_contents.hpp"
#include "gazetteer/intake/sample_ground.hpp"

namespace diming::gazetteer {

struct SampleStreet {
  geo::LineString line;  ///< from where numbers begin
  SampleOrigin origin{};
  double length_m{};
  std::vector<double> crossings_m;
};

/// Two bundles of gently bent parallels that cross at right angles, from end to end of the village with room for the
/// doorplates beside them; the villages of a township turn their streets alike, more or less. As many as `wanted` where
/// the village holds them, fewer otherwise; at least one. In: a ground of at least kSmallestGround_m.
std::vector<SampleStreet> lay_streets(const SampleGround& ground, std::uint32_t wanted, boundary::SampleRandom& random);

}  // namespace diming::gazetteer
