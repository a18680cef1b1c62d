// tests/tiles: a made-up land of many areas with ragged edges.
#pragma once
#include <vector>

#include "tiles/layer/coverage.hpp"

namespace diming::tiles::test {

/// `side` x `side` areas, numbered from 1 row by row, in the square from `corner` with `width` cells. Each edge is
/// ragged by midpoint displacement with `2^depth` segments; some are cut in two records; an island area
/// (side * side + 1) lies inside area 1 as a hole of it.
std::vector<CoverageEdge> ragged_land(int side, WorldPoint corner, std::uint32_t width, int depth, unsigned seed);

}  // namespace diming::tiles::test
