// tiles/layer: fewer points along a line.
#pragma once
#include <span>
#include <vector>

#include "tiles/grid/world.hpp"

namespace diming::tiles {

/// Douglas-Peucker: the first and last point and so many between that no point left out is farther than `tolerance`
/// world cells from the line. The result does not depend on the direction of the line.
/// Source: Douglas and Peucker, "Algorithms for the reduction of the number of points", Cartographica 10 (1973).
std::vector<WorldPoint> simplified(std::span<const WorldPoint> line, double tolerance);

}  // namespace diming::tiles
