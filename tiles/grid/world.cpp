#include "tiles/grid/world.hpp"

#include <cmath>
#include <numbers>

namespace diming::tiles {
namespace {

constexpr double kCells = 4294967296.0;  // 2^32
using std::numbers::pi;

std::uint32_t cell(double unit) {
  return static_cast<std::uint32_t>(std::clamp(std::floor(unit * kCells), 0.0, kCells - 1));
}

}  // namespace

WorldPoint to_world(geo::LonLat position) {
  const double sine = std::sin(std::clamp(position.lat, -89.9, 89.9) * pi / 180);
  return {cell(position.lon / 360 + 0.5), cell(0.5 - std::log((1 + sine) / (1 - sine)) / (4 * pi))};
}

geo::LonLat to_lon_lat(WorldPoint point) {
  const double x = (point.x + 0.5) / kCells;
  const double y = (point.y + 0.5) / kCells;
  return {x * 360 - 180, std::atan(std::sinh(pi * (1 - 2 * y))) * 180 / pi};
}

WorldBox to_world_box(const geo::Bounds& bounds) {
  WorldBox box;
  if (bounds.empty()) return box;
  box.add(to_world({bounds.west, bounds.north}));
  box.add(to_world({bounds.east, bounds.south}));
  return box;
}

geo::Bounds to_bounds(const WorldBox& box) {
  geo::Bounds bounds;
  if (box.empty()) return bounds;
  bounds.add(to_lon_lat({box.min_x, box.min_y}));
  bounds.add(to_lon_lat({box.max_x, box.max_y}));
  return bounds;
}

std::uint64_t hilbert(WorldPoint point) {
  std::uint32_t x = point.x;
  std::uint32_t y = point.y;
  std::uint64_t distance = 0;
  for (std::uint32_t side = 0x80000000U; side != 0; side >>= 1) {
    const bool right = (x & side) != 0;
    const bool below = (y & side) != 0;
    distance = distance << 2 | static_cast<std::uint64_t>((right ? 3U : 0U) ^ (below ? 1U : 0U));
    if (below) continue;
    if (right) {
      x = ~x;
      y = ~y;
    }
    std::swap(x, y);
  }
  return distance;
}

}  // namespace diming::tiles
