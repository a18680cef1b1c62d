// tiles/grid: positions in the web mercator unit square, as integers.
#pragma once
#include <algorithm>
#include <cstdint>

#include "geo/base/lon_lat.hpp"

namespace diming::tiles {

/// The web mercator square (EPSG:3857, latitude to +-85.051129 degrees) cut into 2^32 x 2^32 cells: 9.3 mm at the
/// equator. x grows to the east, y to the south, as tile numbers do.
struct WorldPoint {
  std::uint32_t x{};
  std::uint32_t y{};
  friend bool operator==(const WorldPoint&, const WorldPoint&) = default;
};

/// Box of world cells, edges included. A default box is empty and grows by `add`.
struct WorldBox {
  std::uint32_t min_x = UINT32_MAX;
  std::uint32_t min_y = UINT32_MAX;
  std::uint32_t max_x = 0;
  std::uint32_t max_y = 0;

  bool empty() const { return min_x > max_x; }
  void add(WorldPoint p) {
    min_x = std::min(min_x, p.x), max_x = std::max(max_x, p.x);
    min_y = std::min(min_y, p.y), max_y = std::max(max_y, p.y);
  }
  void add(const WorldBox& b) {
    min_x = std::min(min_x, b.min_x), max_x = std::max(max_x, b.max_x);
    min_y = std::min(min_y, b.min_y), max_y = std::max(max_y, b.max_y);
  }
  bool contains(WorldPoint p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  bool meets(const WorldBox& b) const {
    return min_x <= b.max_x && b.min_x <= max_x && min_y <= b.max_y && b.min_y <= max_y;
  }
  WorldPoint center() const { return {min_x + (max_x - min_x) / 2, min_y + (max_y - min_y) / 2}; }
  friend bool operator==(const WorldBox&, const WorldBox&) = default;
};

/// Nearest cell. Latitudes beyond the square are moved to its edge. CGCS2000 latitude is taken as it is: it differs
/// from WGS 84 latitude by less than a cell.
WorldPoint to_world(geo::LonLat position);
/// Centre of the cell.
geo::LonLat to_lon_lat(WorldPoint point);
/// Empty for an empty box.
WorldBox to_world_box(const geo::Bounds& bounds);
geo::Bounds to_bounds(const WorldBox& box);

/// Distance along the Hilbert curve of order 32: near numbers are near places.
std::uint64_t hilbert(WorldPoint point);

}  // namespace diming::tiles
