// boundary/intake: invented detail between the points of a generalised coast.
#pragma once
#include <cstdint>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::boundary {

/// Keeps every position of the rings and puts an irregular line between each two, no farther off than an eighth of
/// their distance and never near another part of the coast: rings that did not touch still do not. In: closed rings;
/// `step` as in break_line.
std::vector<std::vector<geo::LonLat>> roughen_shore(const std::vector<std::vector<geo::LonLat>>& rings, double step,
                                                    std::uint64_t seed);

}  // namespace diming::boundary
