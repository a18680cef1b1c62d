// tiles/layer: a coverage's edges as one zoom draws them.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "geo/shape/packed_rtree.hpp"
#include "tiles/grid/world.hpp"

namespace diming::tiles {

/// Areas beside a chain in the plane of tile coordinates (x to the east, y to the south), with y read as if it grew
/// upwards: `ccw` is drawn counter-clockwise, so with positive area, by walking the chain forwards, `cw` by walking it
/// backwards. On a map with north above `ccw` lies to the right. 0 is the outside.
///
/// Half-edge 2i is chain i forwards, 2i + 1 backwards.
struct CoverageChain {
  std::int64_t ccw{};
  std::int64_t cw{};
  std::vector<WorldPoint> points;
  std::int64_t area(bool backwards) const { return backwards ? cw : ccw; }
};

/// Chains in whole tile units of one zoom, counted from the world's corner: simplified with half a unit's tolerance,
/// rounded, repeated points left out. Because the rounding knows no tile, neighbouring tiles agree too.
/// Thread: const members from many threads.
class CoverageLevel {
 public:
  CoverageLevel(std::span<const CoverageChain> chains, int zoom);

  /// At least one point; just one for a chain that shrank to nothing.
  std::span<const WorldPoint> points(std::uint32_t chain) const {
    return std::span(points_).subspan(begins_[chain], begins_[chain + 1] - begins_[chain]);
  }
  /// Chains whose box meets the query, by growing number.
  std::vector<std::uint32_t> chains_meeting(const geo::Box& units) const;
  /// The area that holds a place with half-unit coordinates (so never on a vertex), 0 for the outside.
  std::int64_t area_at(double x, double y) const;

 private:
  struct Crossing {
    double x;
    std::int64_t near;
    std::int64_t far;
  };
  void collect_crossings(const geo::Box& ray, std::vector<Crossing>& out) const;

  std::vector<std::pair<std::int64_t, std::int64_t>> sides_;  // ccw, cw
  std::vector<WorldPoint> points_;
  std::vector<std::size_t> begins_;
  geo::PackedRTree tree_;
};

}  // namespace diming::tiles
