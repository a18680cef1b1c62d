// tests/boundary: coverages made at random, with borders shared bit for bit.
#pragma once
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "boundary/line/coverage.hpp"

namespace diming::test {

/// A grid of cells whose borders are fractal lines; cells are given to few owners, some to none, so that owners have
/// several parts, touching corners, enclaves and holes.
class FractalGrid {
 public:
  struct Shape {
    int size = 8;        ///< cells a side
    int owners = 6;      ///< cells are dealt to these at random; one of them gets nothing
    int depth = 3;       ///< each border has 2^depth segments
    double cell = 0.05;  ///< degrees
  };
  FractalGrid(std::uint32_t seed, Shape shape) : random_(seed), shape_(shape) {
    owner_.resize(static_cast<std::size_t>(shape.size * shape.size));
    for (auto& owner : owner_) owner = static_cast<std::int32_t>(random_() % static_cast<unsigned>(shape.owners)) - 1;
  }

  /// Every cell as a part of its own; -1 cells are left out.
  std::vector<boundary::OwnedArea> cells() {
    std::vector<boundary::OwnedArea> all;
    for (int y = 0; y < shape_.size; ++y)
      for (int x = 0; x < shape_.size; ++x)
        if (owner_at(x, y) >= 0) all.push_back({owner_at(x, y), {{geo::Polygon{{cell_ring(x, y)}}}}});
    return all;
  }
  int owners() const { return shape_.owners - 1; }
  std::int32_t owner_at(int x, int y) const { return owner_[static_cast<std::size_t>(y * shape_.size + x)]; }
  double cell() const { return shape_.cell; }
  static constexpr geo::LonLat kOrigin{120.0, 29.0};

 private:
  using Corner = std::pair<int, int>;
  geo::LonLat corner(Corner c) const {
    return {kOrigin.lon + c.first * shape_.cell, kOrigin.lat + c.second * shape_.cell};
  }
  /// Fractal line between two neighbouring corners, the same whichever cell asks.
  const std::vector<geo::LonLat>& border(Corner a, Corner b) {
    auto& line = borders_[{a, b}];
    if (line.empty()) {
      line.push_back(corner(a));
      bend(corner(a), corner(b), shape_.depth, line);
    }
    return line;
  }
  void bend(geo::LonLat a, geo::LonLat b, int depth, std::vector<geo::LonLat>& line) {
    if (depth == 0) return line.push_back(b);
    const double shift = std::uniform_real_distribution<>(-0.15, 0.15)(random_);
    const geo::LonLat middle{(a.lon + b.lon) / 2 - (b.lat - a.lat) * shift,
                             (a.lat + b.lat) / 2 + (b.lon - a.lon) * shift};
    bend(a, middle, depth - 1, line);
    bend(middle, b, depth - 1, line);
  }
  geo::Ring cell_ring(int x, int y) {
    geo::Ring ring;
    const auto append = [&](Corner a, Corner b, bool forward) {
      auto line = border(a, b);
      if (!forward) std::reverse(line.begin(), line.end());
      ring.insert(ring.end(), line.begin(), line.end() - 1);
    };
    append({x, y}, {x + 1, y}, true);
    append({x + 1, y}, {x + 1, y + 1}, true);
    append({x, y + 1}, {x + 1, y + 1}, false);
    append({x, y}, {x, y + 1}, false);
    ring.push_back(ring.front());
    return ring;
  }

  std::mt19937 random_;
  Shape shape_;
  std::vector<std::int32_t> owner_;
  std::map<std::pair<Corner, Corner>, std::vector<geo::LonLat>> borders_;
};

/// Rings start anywhere and parts come in any order: the same area in one canonical order.
inline geo::MultiPolygon canonical(geo::MultiPolygon area) {
  const auto less = [](geo::LonLat a, geo::LonLat b) { return std::pair(a.lon, a.lat) < std::pair(b.lon, b.lat); };
  const auto ring_less = [&](const geo::Ring& a, const geo::Ring& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
  };
  for (auto& polygon : area.polygons) {
    for (auto& ring : polygon.rings) {
      ring.pop_back();
      std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), less), ring.end());
      ring.push_back(ring.front());
    }
    std::sort(polygon.rings.begin() + 1, polygon.rings.end(), ring_less);
  }
  std::sort(area.polygons.begin(), area.polygons.end(),
            [&](const auto& a, const auto& b) { return ring_less(a.rings.front(), b.rings.front()); });
  return area;
}

}  // namespace diming::test
