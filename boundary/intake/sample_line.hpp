// boundary/intake: a straight line broken into an irregular one.
#pragma once
#include <cstdint>
#include <vector>

#include "boundary/intake/sample_plane.hpp"

namespace diming::boundary {

/// From `a` to `b` inside the convex quadrangle a-left-b-right; the line left-right must part a from b.
struct LineSpan {
  geo::LonLat a;
  PlanePoint left;
  geo::LonLat b;
  PlanePoint right;
};

/// Halves the span until its parts are shorter than `step` (plane units), at most seven times. The ends are `a` and `b`
/// themselves; the same span and seed give the same line. One position if `a` equals `b`.
std::vector<geo::LonLat> break_line(const LineSpan& span, double step, std::uint64_t seed);

}  // namespace diming::boundary
