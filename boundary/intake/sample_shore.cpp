#include "boundary/intake/sample_shore.hpp"

#include <algorithm>

#include "boundary/intake/sample_line.hpp"
#include "boundary/intake/sample_random.hpp"

namespace diming::boundary {
namespace {

constexpr double kHeight = 0.125;   // of a segment's length, to each side
constexpr double kClearance = 0.3;  // of the way to the next part of the coast
constexpr double kOpening = 0.3;    // of the tangent-like measure of the angle to the next segment

struct Segment {
  PlanePoint a, b;
  std::size_t ring, at;
};

double distance_to(PlanePoint p, const Segment& s) {
  const auto d = s.b - s.a;
  const double t = std::clamp(dot(p - s.a, d) / dot(d, d), 0.0, 1.0);
  return length(p - (s.a + d * t));
}

double distance_between(const Segment& s, const Segment& o) {
  return std::min(std::min(distance_to(s.a, o), distance_to(s.b, o)),
                  std::min(distance_to(o.a, s), distance_to(o.b, s)));
}

/// How far the line may leave `s`, relative to its length, because of its neighbour that turns off by the given arms:
/// half the chord between unit arms is 0 for a spike and 1 for a straight line.
double opening(PlanePoint arm, PlanePoint other) {
  return kOpening * length(arm * (1 / length(arm)) - other * (1 / length(other))) / 2;
}

double height_of(const Segment& s, const std::vector<Segment>& all) {
  const double size = length(s.b - s.a);
  double height = kHeight * size;
  for (const auto& other : all) {
    if (other.ring == s.ring && other.at == s.at) continue;
    const bool before = other.ring == s.ring && distance_squared(other.b, s.a) == 0;
    const bool after = other.ring == s.ring && distance_squared(other.a, s.b) == 0;
    if (before) height = std::min(height, size * opening(s.b - s.a, other.a - s.a));
    if (after) height = std::min(height, size * opening(s.a - s.b, other.b - s.b));
    if (before || after || std::abs(other.a.y - s.a.y) > 1.5 || std::abs(other.a.x - s.a.x) > 1.5) continue;
    height = std::min(height, kClearance * distance_between(s, other));
  }
  return height;
}

}  // namespace

std::vector<std::vector<geo::LonLat>> roughen_shore(const std::vector<std::vector<geo::LonLat>>& rings, double step,
                                                    std::uint64_t seed) {
  std::vector<Segment> all;
  for (std::size_t r = 0; r < rings.size(); ++r)
    for (std::size_t i = 0; i + 1 < rings[r].size(); ++i)
      all.push_back({to_plane(rings[r][i]), to_plane(rings[r][i + 1]), r, i});
  std::vector<std::vector<geo::LonLat>> out(rings.size());
  for (const auto& s : all) {
    const auto along = s.b - s.a, middle = (s.a + s.b) * 0.5;
    const auto aside = PlanePoint{-along.y, along.x} * (height_of(s, all) / length(along));
    const auto line = break_line({rings[s.ring][s.at], middle + aside, rings[s.ring][s.at + 1], middle - aside}, step,
                                 sample_seed(seed, sample_seed(s.ring, s.at)));
    auto& ring = out[s.ring];
    ring.insert(ring.end(), line.begin() + (ring.empty() ? 0 : 1), line.end());
  }
  return out;
}

}  // namespace diming::boundary
