// tiles/layer: how chains follow one another around their areas.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "tiles/layer/coverage.hpp"

namespace diming::tiles {

/// Joins edges through every place where just two ends meet with the same areas beside them.
/// In: edges sorted by id, each with at least two points and different areas.
std::vector<CoverageChain> join_edges(std::span<const CoverageEdge> edges);
/// For each half-edge the one that continues the boundary of its area: at its end, the first in clockwise turn from
/// where it came that has the area on the same side.
std::vector<std::uint32_t> link_halves(std::span<const CoverageChain> chains);

}  // namespace diming::tiles
