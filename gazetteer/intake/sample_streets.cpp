#include "gazetteer/intake/sample_streets.hpp"

#include <algorithm>
#include <cmath>

namespace diming::gazetteer {
namespace {

using boundary::PlanePoint;
using boundary::SampleRandom;

constexpr double kClear_m = 18;     // between a road and the village's line
constexpr double kAtLeast_m = 14;   // the same between two places looked at: plates and some air
constexpr double kShortest_m = 30;  // of a street, unless it is the only one
constexpr double kTownReach_m = 500, kVillageReach_m = 300;  // from the middle of the village
constexpr double kNarrowest_m = 40, kWidest_m = 130;         // between two parallels
constexpr double kBand = 0.8;                                // of the circle: the outermost parallels
constexpr double kBend = 0.05;                               // of the circle's radius
constexpr double kEighth = 0.41421356;  // tan(22.5 degrees), half the angle of one of eight directions

/// One of some parallels, in metres from the middle of the circle.
struct Parallel {
  double offset{};      ///< aside
  double from{}, to{};  ///< along, from < 0 < to
};

struct Bundle {
  PlanePoint along, across;  // unit vectors
  double radius{}, bend{};   // all parallels leave their straight line alike, by `bend` in the middle
  std::vector<Parallel> parallels;

  double aside(double offset, double at) const { return offset + bend * (1 - at * at / (radius * radius)); }
  PlanePoint place(PlanePoint centre, double offset, double at) const {
    return centre + (along * at + across * aside(offset, at)) * (1 / boundary::kMetresPerUnit);
  }
};

/// How far a parallel can go from the middle: a place may be passed over as far as the last one was clear.
double reach_of(const Bundle& bundle, const SampleGround& ground, double offset, double direction) {
  const double most = ground.dense ? kTownReach_m : kVillageReach_m;
  double reached = 0, at = 0;
  while (at < most) {
    const double clear = ground.clearance_m(bundle.place(ground.centre, offset, direction * at));
    if (clear < kClear_m) return reached;
    reached = at;
    at += (clear - kAtLeast_m) * 0.9;  // the bend makes the way a little longer
  }
  return most;
}

Bundle make_bundle(PlanePoint along, const SampleGround& ground, std::uint32_t count, SampleRandom& random) {
  const double radius = std::min(ground.radius_m - kClear_m, ground.dense ? kTownReach_m : kVillageReach_m);
  Bundle bundle{along, {-along.y, along.x}, radius, radius * random.between(-kBend, kBend), {}};
  const double gap = std::clamp(2 * kBand * radius / std::max(1u, count), kNarrowest_m, kWidest_m);
  count = std::min(count, static_cast<std::uint32_t>(2 * kBand * radius / gap) + 1);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double offset = (i - (count - 1) / 2.0) * gap + gap * random.between(-0.12, 0.12);
    const double from = reach_of(bundle, ground, offset, -1) * random.between(0.85, 1);
    const double to = reach_of(bundle, ground, offset, 1) * random.between(0.85, 1);
    const bool needed = bundle.parallels.empty() && i + 1 == count && from + to > 0;
    if (from + to > kShortest_m || needed) bundle.parallels.push_back({offset, -from, to});
  }
  return bundle;
}

geo::LineString line_of(const Bundle& bundle, const Parallel& parallel, PlanePoint centre) {
  geo::LineString line;
  const double size = parallel.to - parallel.from;
  const int steps = std::clamp(static_cast<int>(size / 30), 2, 12);
  for (int k = 0; k <= steps; ++k)
    line.points.push_back(to_degrees(bundle.place(centre, parallel.offset, parallel.from + size * k / steps)));
  return line;
}

double length_of(const geo::LineString& line) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i)
    sum += length(boundary::to_plane(line.points[i + 1]) - boundary::to_plane(line.points[i]));
  return sum * boundary::kMetresPerUnit;
}

/// The end that numbers begin at: east, north, north-east or north-west (GB/T 35639-2017 annex B).
SampleOrigin origin_of(PlanePoint span) {
  if (std::abs(span.y) < kEighth * std::abs(span.x)) return SampleOrigin::east;
  if (std::abs(span.x) < kEighth * std::abs(span.y)) return SampleOrigin::north;
  return span.x * span.y > 0 ? SampleOrigin::north_east : SampleOrigin::north_west;
}

void begin_at_origin(SampleStreet& street) {
  const auto span = boundary::to_plane(street.line.points.back()) - boundary::to_plane(street.line.points.front());
  street.origin = origin_of(span);
  const bool right_way = street.origin == SampleOrigin::east ? span.x < 0 : span.y < 0;
  if (right_way) return;
  std::reverse(street.line.points.begin(), street.line.points.end());
  for (auto& at : street.crossings_m) at = street.length_m - at;
  std::reverse(street.crossings_m.begin(), street.crossings_m.end());
}

void add_streets(const Bundle& bundle, const Bundle& other, PlanePoint centre, std::vector<SampleStreet>& streets) {
  // each bundle's `across` is the other's `along`, forwards or backwards
  const double sign = dot(bundle.along, other.across), counter_sign = dot(bundle.across, other.along);
  for (const auto& mine : bundle.parallels) {
    SampleStreet street{line_of(bundle, mine, centre), {}, 0, {}};
    street.length_m = length_of(street.line);
    for (const auto& crossing : other.parallels) {
      const double on_other = counter_sign * mine.offset;
      const double on_mine = sign * other.aside(crossing.offset, on_other);
      if (on_other > crossing.from && on_other < crossing.to && on_mine > mine.from && on_mine < mine.to)
        street.crossings_m.push_back(on_mine - mine.from);
    }
    std::sort(street.crossings_m.begin(), street.crossings_m.end());
    begin_at_origin(street);
    streets.push_back(std::move(street));
  }
}

/// Any direction of the eastern half, the same for the same township but for some degrees.
PlanePoint direction_in(const SampleGround& ground, SampleRandom& random) {
  const double t = SampleRandom(boundary::sample_seed(ground.township, 5)).between(-1, 1) + random.between(-0.06, 0.06);
  return {(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)};
}

}  // namespace

std::vector<SampleStreet> lay_streets(const SampleGround& ground, std::uint32_t wanted, SampleRandom& random) {
  const auto along = direction_in(ground, random);
  const auto first = make_bundle(along, ground, (wanted + 1) / 2, random);
  const auto second = make_bundle({-along.y, along.x}, ground, wanted / 2, random);
  std::vector<SampleStreet> streets;
  add_streets(first, second, ground.centre, streets);
  add_streets(second, first, ground.centre, streets);
  return streets;
}

}  // namespace diming::gazetteer
