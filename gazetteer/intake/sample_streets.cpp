#include "gazetteer/intake/sample_streets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace diming::gazetteer {
namespace {

using boundary::PlanePoint;
using boundary::SampleRandom;

constexpr double kMargin_m = 15;  // between the farthest road and the village's line: plates and some air
constexpr double kTownReach_m = 500, kVillageReach_m = 300;
constexpr double kNarrowest_m = 40, kWidest_m = 130;  // between two parallels
constexpr double kUsed = 0.92, kBand = 0.8;           // of the circle: ends of lines, outermost parallels
constexpr double kBend = 0.05;                        // of the circle's radius
constexpr double kEighth = 0.41421356;                // tan(22.5 degrees), half the angle of one of eight directions

/// Parallels in metres around the circle's centre.
struct Bundle {
  PlanePoint along, across;  // unit vectors
  double bend{};             // of all of them alike, in the middle of the circle
  std::vector<double> offsets;
  std::vector<double> halves;  // half the length of each
};

Bundle make_bundle(PlanePoint along, double radius, std::uint32_t count, SampleRandom& random) {
  Bundle bundle{along, {-along.y, along.x}, radius * random.between(-kBend, kBend), {}, {}};
  const double gap = std::clamp(2 * kBand * radius / std::max(1u, count), kNarrowest_m, kWidest_m);
  const auto most = static_cast<std::uint32_t>(2 * kBand * radius / gap) + 1;
  count = std::min(count, most);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double offset = (i - (count - 1) / 2.0) * gap + gap * random.between(-0.15, 0.15);
    if (std::abs(offset) > kBand * radius) continue;
    const double chord = std::sqrt(kUsed * kUsed * radius * radius - offset * offset);
    bundle.offsets.push_back(offset);
    bundle.halves.push_back(chord * random.between(0.85, 1));
  }
  return bundle;
}

geo::LineString line_of(const Bundle& bundle, std::size_t i, PlanePoint centre) {
  geo::LineString line;
  const int steps = std::clamp(static_cast<int>(bundle.halves[i] / 20), 2, 8);
  for (int k = 0; k <= steps; ++k) {
    const double t = 2.0 * k / steps - 1;
    const auto metres =
        bundle.along * (t * bundle.halves[i]) + bundle.across * (bundle.offsets[i] + bundle.bend * (1 - t * t));
    line.points.push_back(to_degrees(centre + metres * (1 / boundary::kMetresPerUnit)));
  }
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
  // the other bundle's offset as it lies along this one: its `across` is this `along`, forwards or backwards
  const double sign = dot(bundle.along, other.across);
  for (std::size_t i = 0; i < bundle.offsets.size(); ++i) {
    SampleStreet street{line_of(bundle, i, centre), {}, 0, {}};
    street.length_m = length_of(street.line);
    const double mine = dot(bundle.across, other.along) * bundle.offsets[i];
    for (std::size_t j = 0; j < other.offsets.size(); ++j) {
      const double u = mine / other.halves[j];
      const double at = sign * (other.offsets[j] + other.bend * (1 - u * u));
      if (std::abs(u) < 1 && std::abs(at) < bundle.halves[i]) street.crossings_m.push_back(bundle.halves[i] + at);
    }
    std::sort(street.crossings_m.begin(), street.crossings_m.end());
    begin_at_origin(street);
    streets.push_back(std::move(street));
  }
}

}  // namespace

std::vector<SampleStreet> lay_streets(const SampleGround& ground, std::uint32_t wanted, SampleRandom& random) {
  const double radius = std::min(ground.radius_m - kMargin_m, ground.dense ? kTownReach_m : kVillageReach_m);
  const double t = random.between(-1, 1);
  const PlanePoint along{(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)};
  const auto first = make_bundle(along, radius, (wanted + 1) / 2, random);
  const auto second = make_bundle({-along.y, along.x}, radius, wanted / 2, random);
  std::vector<SampleStreet> streets;
  add_streets(first, second, ground.centre, streets);
  add_streets(second, first, ground.centre, streets);
  return streets;
}

}  // namespace diming::gazetteer
