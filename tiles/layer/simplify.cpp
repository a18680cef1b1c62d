#include "tiles/layer/simplify.hpp"

#include <utility>

namespace diming::tiles {
namespace {

/// Squared distance of p from the segment a-b.
double distance2(WorldPoint p, WorldPoint a, WorldPoint b) {
  const double dx = static_cast<double>(b.x) - a.x, dy = static_cast<double>(b.y) - a.y;
  double px = static_cast<double>(p.x) - a.x, py = static_cast<double>(p.y) - a.y;
  const double length2 = dx * dx + dy * dy;
  if (length2 > 0) {
    const double along = std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
    px -= along * dx;
    py -= along * dy;
  }
  return px * px + py * py;
}

/// A total order of points, so that of equally far ones the same is taken from either end.
bool comes_before(WorldPoint a, WorldPoint b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}

}  // namespace

std::vector<WorldPoint> simplified(std::span<const WorldPoint> line, double tolerance) {
  if (line.size() < 3) return {line.begin(), line.end()};
  std::vector<bool> keep(line.size());
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    WorldPoint a = line[first], b = line[last];
    if (comes_before(b, a)) std::swap(a, b);
    double farthest = tolerance * tolerance;
    std::size_t at = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double far = distance2(line[i], a, b);
      if (far > farthest || (at != 0 && far == farthest && comes_before(line[i], line[at]))) farthest = far, at = i;
    }
    if (at == 0) continue;
    keep[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<WorldPoint> kept;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (keep[i]) kept.push_back(line[i]);
  return kept;
}

}  // namespace diming::tiles
