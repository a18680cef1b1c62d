// geo/shape: how often do sides cross? Asked before GEOS is.
#pragma once
#include <cstddef>
#include <span>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// Pairs of sides, of all geometries together, that cross at an inner place of both; counting stops above `limit`.
/// Sides that share an end or lie on each other do not count.
std::size_t count_crossings(std::span<const Geometry* const> geometries, std::size_t limit);

}  // namespace diming::geo
