#include "gazetteer/intake/sample_ground.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/shape/label_point.hpp"
#include "geo/shape/measure.hpp"
#include "geo/shape/ring.hpp"

namespace diming::gazetteer {
namespace {

using boundary::PlanePoint;

constexpr double kPrecision = 0.1;  // of the box: the circle need not be the largest of all

double distance_to_outline(const geo::Polygon& polygon, PlanePoint p) {
  double best = 1e9;
  for (const auto& ring : polygon.rings)
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const auto a = boundary::to_plane(ring[i]), along = boundary::to_plane(ring[i + 1]) - a;
      const double t = std::clamp(dot(p - a, along) / dot(along, along), 0.0, 1.0);
      best = std::min(best, distance_squared(p, a + along * t));
    }
  return std::sqrt(best);
}

SampleGround ground_of(const geo::MultiPolygon& area) {
  const auto& main = *std::max_element(area.polygons.begin(), area.polygons.end(), [](const auto& a, const auto& b) {
    return geo::signed_area(a.rings[0]) < geo::signed_area(b.rings[0]);
  });
  SampleGround ground;
  ground.centre = boundary::to_plane(geo::label_point(main, kPrecision));
  ground.outline = &main;
  ground.radius_m = ground.clearance_m(ground.centre);
  ground.area_m2 = geo::area_m2(area);
  return ground;
}

}  // namespace

double SampleGround::clearance_m(PlanePoint p) const {
  // the plane stretches east to west by up to 2 % at the ends of the province
  return 0.97 * boundary::kMetresPerUnit * distance_to_outline(*outline, p);
}

geo::LonLat SampleGround::somewhere(boundary::SampleRandom& random, double share) const {
  PlanePoint p;
  do p = {random.between(-1, 1), random.between(-1, 1)};
  while (dot(p, p) > 1);
  return to_degrees(centre + p * (share * radius_m / boundary::kMetresPerUnit));
}

std::vector<SampleGround> grounds_of(const boundary::SampleAreas& areas) {
  std::vector<SampleGround> grounds;
  grounds.reserve(areas.villages.size());
  for (const auto& village : areas.villages) {
    grounds.push_back(ground_of(village.area));
    grounds.back().township = areas.divisions[village.division].parent;
  }
  std::vector<std::size_t> order(grounds.size());
  std::iota(order.begin(), order.end(), 0u);
  std::erase_if(order, [&](std::size_t i) { return grounds[i].radius_m < kSmallestGround_m; });
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return grounds[a].area_m2 < grounds[b].area_m2; });
  for (std::size_t i = 0; i < order.size() && i < grounds.size() / 10; ++i) grounds[order[i]].dense = true;
  return grounds;
}

}  // namespace diming::gazetteer
