// PROJ's own geodesics (Karney) are the judge.
#include "geo/shape/measure.hpp"

#include <geodesic.h>
#include <gmock/gmock.h>

#include <random>

namespace diming::geo {
namespace {

double karney_m(LonLat a, LonLat b) {
  geod_geodesic ellipsoid{};
  geod_init(&ellipsoid, kSemiMajor_m, kFlattening);
  double length = 0;
  geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &length, nullptr, nullptr);
  return length;
}

double karney_area_m2(const Ring& ring) {
  geod_geodesic ellipsoid{};
  geod_init(&ellipsoid, kSemiMajor_m, kFlattening);
  std::vector<double> lats, lons;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) lats.push_back(ring[i].lat), lons.push_back(ring[i].lon);
  double area = 0;
  geod_polygonarea(&ellipsoid, lats.data(), lons.data(), static_cast<int>(lats.size()), &area, nullptr);
  return std::abs(area);
}

Ring rectangle(LonLat from, LonLat to, int steps) {
  Ring ring;
  const double dx = (to.lon - from.lon) / steps, dy = (to.lat - from.lat) / steps;
  for (int i = 0; i < steps; ++i) ring.push_back({from.lon + i * dx, from.lat});
  for (int i = 0; i < steps; ++i) ring.push_back({to.lon, from.lat + i * dy});
  for (int i = 0; i < steps; ++i) ring.push_back({to.lon - i * dx, to.lat});
  for (int i = 0; i < steps; ++i) ring.push_back({from.lon, to.lat - i * dy});
  ring.push_back(ring.front());
  return ring;
}

TEST(Distance, anywhere_agrees_with_proj_within_a_millimetre) {
  std::mt19937 random(31);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-90, 90);
  int compared = 0;
  for (int i = 0; i < 20000; ++i) {
    const LonLat a{lon(random), lat(random)}, b{lon(random), lat(random)};
    const double expected = karney_m(a, b);
    if (expected > 19'900'000) continue;  // next to the antipode, see below
    ASSERT_NEAR(distance_m(a, b), expected, 1e-3);
    ++compared;
  }
  EXPECT_GT(compared, 19900);
}

TEST(Distance, short_legs_agree_with_proj_within_a_micrometre) {
  std::mt19937 random(32);
  std::uniform_real_distribution<double> lon(118, 123), lat(27, 31), step(-1e-3, 1e-3);
  for (int i = 0; i < 5000; ++i) {
    const LonLat a{lon(random), lat(random)}, b{a.lon + step(random), a.lat + step(random)};
    ASSERT_NEAR(distance_m(a, b), karney_m(a, b), 1e-6);
  }
}

TEST(Distance, special_places_agree_with_proj) {
  const std::pair<LonLat, LonLat> pairs[] = {{{0, 0}, {10, 0}},   {{120, 30}, {120, 31}}, {{179.5, 10}, {-179.5, 10}},
                                             {{0, 90}, {0, -89}}, {{10, 90}, {50, 90}},   {{-180, 5}, {180, 5}}};
  for (const auto& [a, b] : pairs) EXPECT_NEAR(distance_m(a, b), karney_m(a, b), 1e-3);
  EXPECT_EQ(distance_m({120, 30}, {120, 30}), 0);
}

TEST(Distance, antipodes_have_an_answer_within_the_stated_share) {
  for (const LonLat b : {LonLat{-60, -30}, {-60.2, -30.1}, {-59.9, -29.9}})
    EXPECT_NEAR(distance_m({120, 30}, b), karney_m({120, 30}, b), 0.006 * 2e7);
  EXPECT_NEAR(distance_m({0, 0}, {179.9, 0}), karney_m({0, 0}, {179.9, 0}), 0.006 * 2e7);
}

TEST(Length, is_the_sum_of_its_legs) {
  const std::vector<LonLat> line{{120, 30}, {120.1, 30}, {120.1, 30.1}};
  EXPECT_DOUBLE_EQ(length_m(line), distance_m(line[0], line[1]) + distance_m(line[1], line[2]));
  EXPECT_EQ(length_m(std::span(line).first(1)), 0);
  EXPECT_EQ(length_m({}), 0);
}

TEST(Area, agrees_with_proj_where_sides_are_short) {
  const Ring ring = rectangle({120, 30}, {121, 31}, 200);
  const double expected = karney_area_m2(ring);
  EXPECT_NEAR(area_m2(Polygon{{ring}}) / expected, 1, 1e-6);
}

TEST(Area, of_the_whole_earth_is_that_of_the_ellipsoid) {
  const double earth = area_m2(Polygon{{rectangle({-180, -90}, {180, 90}, 10)}});
  EXPECT_NEAR(earth / 510065621718491.0, 1, 1e-9);  // 4 pi R^2 with the authalic radius 6371007.18091875 m
}

TEST(Area, of_neighbours_adds_up_and_holes_are_taken_out) {
  const LonLat a{120, 30}, b{120.7, 29.9}, c{121, 31}, d{119.8, 30.8}, m{120.333, 30.417};
  const double whole = area_m2(Polygon{{{a, b, c, d, a}}});
  double parts = 0;
  for (const auto& [p, q] : {std::pair{a, b}, {b, c}, {c, d}, {d, a}}) parts += area_m2(Polygon{{{p, q, m, p}}});
  EXPECT_NEAR(parts / whole, 1, 1e-12);
  const Ring hole{{120.3, 30.3}, {120.4, 30.3}, {120.4, 30.4}, {120.3, 30.3}};
  const double with_hole = area_m2(Polygon{{{a, b, c, d, a}, hole}});
  EXPECT_NEAR(with_hole + area_m2(Polygon{{hole}}), whole, whole * 1e-12);
}

}  // namespace
}  // namespace diming::geo
