#include "tiles/mvt/clip.hpp"

#include <algorithm>
#include <cmath>

#include "tiles/grid/tile_id.hpp"

namespace diming::tiles {
namespace {

constexpr int kLow = -kBuffer;
constexpr int kHigh = kExtent + kBuffer;
constexpr double kCutLow = kLow + 0.5;
constexpr double kCutHigh = kHigh - 0.5;
static_assert(kRimSide == kCutHigh - kCutLow);

struct Crossing {
  double place;
  TilePoint point;
  double along;  // share of the segment from its first end
};

bool inside(FarPoint p) {
  return p.x > kLow && p.x < kHigh && p.y > kLow && p.y < kHigh;
}

bool comes_before(FarPoint a, FarPoint b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

std::int32_t unit(double value) {
  return static_cast<std::int32_t>(std::lround(std::clamp<double>(value, kLow, kHigh)));
}

/// Side 0 is north, then east, south, west. None if the segment does not cross that side.
std::optional<Crossing> cross_side(FarPoint from, FarPoint to, int side) {
  const bool flat = side % 2 == 0;  // the side is a line of one y
  const double cut = side == 0 || side == 3 ? kCutLow : kCutHigh;
  FarPoint a = from, b = to;
  if (comes_before(b, a)) std::swap(a, b);
  const auto ax = static_cast<double>(flat ? a.y : a.x), ay = static_cast<double>(flat ? a.x : a.y);
  const auto bx = static_cast<double>(flat ? b.y : b.x), by = static_cast<double>(flat ? b.x : b.y);
  if ((ax > cut) == (bx > cut)) return {};
  const double share = (cut - ax) / (bx - ax);
  const double other = ay + (by - ay) * share;
  if (other < kCutLow || other > kCutHigh) return {};
  const double along = (from.x == a.x && from.y == a.y) ? share : 1 - share;
  switch (side) {
    case 0:
      return Crossing{other - kCutLow, {unit(other), kLow}, along};
    case 1:
      return Crossing{kRimSide + other - kCutLow, {kHigh, unit(other)}, along};
    case 2:
      return Crossing{2 * kRimSide + kCutHigh - other, {unit(other), kHigh}, along};
    default:
      return Crossing{3 * kRimSide + kCutHigh - other, {kLow, unit(other)}, along};
  }
}

/// Crossings in the order of the segment.
std::vector<Crossing> cross_rim(FarPoint from, FarPoint to) {
  std::vector<Crossing> found;
  for (int side = 0; side < 4; ++side)
    if (const auto crossing = cross_side(from, to, side)) found.push_back(*crossing);
  std::sort(found.begin(), found.end(), [](const Crossing& a, const Crossing& b) { return a.along < b.along; });
  return found;
}

TilePoint near_point(FarPoint p) {
  return {static_cast<std::int32_t>(p.x), static_cast<std::int32_t>(p.y)};
}

bool beside(FarPoint a, FarPoint b) {
  return (a.x <= kLow && b.x <= kLow) || (a.x >= kHigh && b.x >= kHigh) || (a.y <= kLow && b.y <= kLow) ||
         (a.y >= kHigh && b.y >= kHigh);
}

}  // namespace

TilePoint rim_corner(int k) {
  return {k == 1 || k == 2 ? kHigh : kLow, k >= 2 ? kHigh : kLow};
}

void clip_line(std::span<const FarPoint> line, std::vector<Piece>& pieces) {
  if (line.empty()) return;
  bool was_inside = inside(line[0]);
  if (was_inside) pieces.push_back({{near_point(line[0])}, {}, {}});
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool is_inside = inside(line[i]);
    if (was_inside != is_inside) {
      // A segment through a corner of the rim crosses two sides at one place: either will do.
      const auto crossings = cross_rim(line[i - 1], line[i]);
      const Crossing& crossing = was_inside ? crossings.back() : crossings.front();
      if (was_inside) {
        pieces.back().points.push_back(crossing.point);
        pieces.back().leaves = crossing.place;
      } else {
        pieces.push_back({{crossing.point}, crossing.place, {}});
      }
    } else if (!is_inside && !beside(line[i - 1], line[i])) {
      const auto crossings = cross_rim(line[i - 1], line[i]);
      if (crossings.size() >= 2 && crossings.front().along < crossings.back().along)
        pieces.push_back(
            {{crossings.front().point, crossings.back().point}, crossings.front().place, crossings.back().place});
    }
    if (is_inside) pieces.back().points.push_back(near_point(line[i]));
    was_inside = is_inside;
  }
}

}  // namespace diming::tiles
