// geo/shape: fewer points for the same line.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/shape/xy.hpp"

namespace diming::geo {

/// Squared distance from `p` to the stretch between `a` and `b`, in their unit.
inline double distance2_to_segment(XY p, XY a, XY b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  const double ex = p.x - (a.x + t * dx), ey = p.y - (a.y + t * dy);
  return ex * ex + ey * ey;
}

/// Douglas-Peucker: indices of the points to keep, growing, first and last always among them. No dropped point lies
/// farther than `tolerance` (unit of the points, 0 or more) from the stretch that replaces it.
/// In: `at(std::size_t) -> XY` for 0 .. count - 1, called many times. A closed ring (first = last) works; a ring may
/// shrink to two points, which the caller sees by the count. Iterative: no depth of the stack depends on the input.
/// Source: Douglas and Peucker, The Canadian Cartographer 10 (2), 1973.
template <class PointAt>
std::vector<std::uint32_t> simplify(std::size_t count, PointAt&& at, double tolerance) {
  if (count == 0) return {};
  std::vector<bool> keep(count, false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, count - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    const XY a = at(first), b = at(last);
    double farthest2 = tolerance * tolerance;
    std::size_t split = first;
    for (std::size_t i = first + 1; i < last; ++i)
      if (const double d2 = distance2_to_segment(at(i), a, b); d2 > farthest2) farthest2 = d2, split = i;
    if (split == first) continue;
    keep[split] = true;
    open.emplace_back(first, split);
    open.emplace_back(split, last);
  }
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < count; ++i)
    if (keep[i]) kept.push_back(static_cast<std::uint32_t>(i));
  return kept;
}

}  // namespace diming::geo
