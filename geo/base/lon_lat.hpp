// geo/base: a position, and the box around positions.
#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

namespace diming::geo {

/// A position in CGCS2000 (EPSG:4490): degrees, lon in [-180, 180], lat in [-90, 90], longitude first.
struct LonLat {
  double lon{};
  double lat{};
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

/// Finite and inside the ranges of `LonLat`.
inline bool is_on_earth(LonLat p) {
  return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90;
}

/// Box in degrees, edges included. A default box is empty (west > east) and grows by `add`.
struct Bounds {
  double west = std::numeric_limits<double>::infinity();
  double south = std::numeric_limits<double>::infinity();
  double east = -std::numeric_limits<double>::infinity();
  double north = -std::numeric_limits<double>::infinity();

  bool empty() const { return west > east; }
  void add(LonLat p) {
    west = std::min(west, p.lon), east = std::max(east, p.lon);
    south = std::min(south, p.lat), north = std::max(north, p.lat);
  }
  void add(const Bounds& b) {
    west = std::min(west, b.west), east = std::max(east, b.east);
    south = std::min(south, b.south), north = std::max(north, b.north);
  }
  bool contains(LonLat p) const { return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north; }
  bool meets(const Bounds& b) const {
    return west <= b.east && b.west <= east && south <= b.north && b.south <= north;
  }
  friend bool operator==(const Bounds&, const Bounds&) = default;
};

}  // namespace diming::geo
