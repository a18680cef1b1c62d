#include "geo/shape/overlay.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "geo/shape/measure.hpp"
#include "geo/shape/ring.hpp"
#include "geo/shape/validity.hpp"

namespace diming::geo {
namespace {

Polygon box(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}
const Polygon kBowtie{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}}};

/// Teeth along the x axis, or along y if `turned`.
Polygon comb(int teeth, bool turned) {
  Ring ring{{0, 0}};
  for (int i = 0; i < teeth; ++i) {
    const double x = 10.0 * i / teeth, w = 10.0 / teeth;
    ring.push_back({x + 0.25 * w, 10});
    ring.push_back({x + 0.5 * w, 10});
    ring.push_back({x + 0.75 * w, 1});
  }
  ring.push_back({10, 0});
  ring.push_back(ring.front());
  if (turned)
    for (LonLat& p : ring) std::swap(p.lon, p.lat);
  return {{ring}};
}

TEST(CheckValid, good_shapes_pass) {
  EXPECT_TRUE(check_valid(Point{{120, 30}}).ok());
  EXPECT_TRUE(check_valid(LineString{{{0, 0}, {2, 2}, {2, 0}, {0, 2}}}).ok());
  EXPECT_TRUE(check_valid(MultiPolygon{{box(0, 0, 1, 1), box(2, 2, 3, 3)}}).ok());
}

TEST(CheckValid, bowtie_is_self_crossing_and_the_place_is_told) {
  const auto result = check_valid(kBowtie);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "geometry.self_crossing");
  EXPECT_THAT(result.error().message, testing::HasSubstr("1.0000000，1.0000000"));
}

TEST(CheckValid, misplaced_holes_and_nested_shells_are_invalid) {
  Polygon hole_outside = box(0, 0, 1, 1);
  hole_outside.rings.push_back(box(5, 5, 6, 6).rings[0]);
  EXPECT_EQ(check_valid(hole_outside).error().code, "geometry.invalid");
  EXPECT_EQ(check_valid(MultiPolygon{{box(0, 0, 9, 9), box(1, 1, 2, 2)}}).error().code, "geometry.invalid");
}

TEST(CheckValid, bad_form_is_refused_before_geos) {
  EXPECT_EQ(check_valid(LineString{{{0, 0}}}).error().code, "geometry.malformed");
  EXPECT_EQ(check_valid(Polygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}).error().code, "geometry.malformed");
  EXPECT_EQ(check_valid(MultiPolygon{}).error().code, "geometry.malformed");
  EXPECT_EQ(check_valid(LineString{{{1, 1}, {1, 1}}}).error().code, "geometry.malformed");
  EXPECT_EQ(check_valid(LineString{{{0, 0}, {INFINITY, 0}}}).error().code, "geometry.out_of_range");
  EXPECT_EQ(check_valid(MultiPoint{std::vector<LonLat>(kMaxVertices + 1)}).error().code, "geometry.too_large");
}

TEST(Intersection, of_two_boxes_is_what_they_share) {
  Geos geos;
  const auto shared = geos.intersection(box(0, 0, 2, 2), box(1, 1, 3, 3));
  ASSERT_TRUE(shared.ok());
  const auto* polygon = std::get_if<Polygon>(&shared.value());
  ASSERT_NE(polygon, nullptr);
  EXPECT_DOUBLE_EQ(signed_area(polygon->rings[0]), 1);
  EXPECT_EQ(bounds_of(shared.value()), bounds_of(Geometry(box(1, 1, 2, 2))));
}

TEST(Intersection, of_strangers_is_empty_and_of_neighbours_a_line) {
  Geos geos;
  EXPECT_EQ(geos.intersection(box(0, 0, 1, 1), box(2, 2, 3, 3)).error().code, "geometry.empty");
  const auto edge = geos.intersection(box(0, 0, 1, 1), box(1, 0, 2, 1));
  ASSERT_TRUE(edge.ok());
  EXPECT_TRUE(std::holds_alternative<LineString>(edge.value()));
}

TEST(Intersection, of_an_invalid_shape_is_refused_with_geos_own_words) {
  Geos geos;
  const auto result = geos.intersection(kBowtie, box(0, 0, 2, 2));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "geometry.overlay");
  EXPECT_THAT(result.error().message, testing::HasSubstr("TopologyException"));
}

TEST(Intersection, of_combs_is_refused_before_geos_is_asked) {
  Geos geos;
  EXPECT_EQ(geos.intersection(comb(1000, false), comb(1000, true)).error().code, "geometry.too_complex");
  EXPECT_TRUE(geos.intersection(comb(10, false), comb(10, true)).ok());
}

TEST(UnionAll, of_neighbours_is_one_area) {
  Geos geos;
  const std::vector<Geometry> cells{box(0, 0, 1, 1), box(1, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2)};
  const auto whole = geos.union_all(cells);
  ASSERT_TRUE(whole.ok());
  const auto* polygon = std::get_if<Polygon>(&whole.value());
  ASSERT_NE(polygon, nullptr);
  double parts = 0;
  for (const Geometry& cell : cells) parts += area_m2(std::get<Polygon>(cell));
  EXPECT_NEAR(area_m2(*polygon), parts, parts * 1e-12);
  EXPECT_EQ(geos.union_all({}).error().code, "geometry.empty");
}

TEST(Polygonize, closes_areas_and_leaves_danglers_out) {
  Geos geos;
  const std::vector<LineString> lines{
      {{{0, 0}, {1, 0}}}, {{{1, 0}, {1, 1}}}, {{{1, 1}, {0, 0}}}, {{{1, 1}, {0, 1}, {0, 0}}}, {{{1, 0}, {5, 5}}}};
  const auto areas = geos.polygonize(lines);
  ASSERT_TRUE(areas.ok());
  ASSERT_EQ(areas.value().size(), 2u);
  for (const Polygon& area : areas.value()) EXPECT_DOUBLE_EQ(signed_area(area.rings[0]), 0.5);
  EXPECT_TRUE(geos.polygonize({}).value().empty());
  EXPECT_TRUE(geos.polygonize(std::span(lines).first(1)).value().empty());
}

TEST(Delaunay, triangles_cover_the_inside_of_the_hull_once) {
  std::mt19937 random(51);
  std::uniform_real_distribution<double> at(0, 1);
  std::vector<LonLat> points{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  for (int i = 0; i < 500; ++i) points.push_back({at(random), at(random)});
  Geos geos;
  const auto triangles = geos.delaunay(points);
  ASSERT_TRUE(triangles.ok());
  std::uniform_real_distribution<double> inner(0.1, 0.9);
  double area = 0;
  for (int i = 0; i < 200; ++i) {
    const LonLat p{inner(random), inner(random)};
    int holders = 0;
    for (const auto& [a, b, c] : triangles.value())
      holders += ring_contains(std::vector<LonLat>{points[a], points[b], points[c], points[a]}, p);
    EXPECT_EQ(holders, 1);
  }
  for (const auto& [a, b, c] : triangles.value()) {
    const double one = signed_area(std::vector<LonLat>{points[a], points[b], points[c], points[a]});
    EXPECT_GT(one, 0);
    area += one;
  }
  EXPECT_NEAR(area, 1, 0.01);
}

TEST(Delaunay, needs_distinct_points_and_three_of_them) {
  Geos geos;
  EXPECT_TRUE(geos.delaunay(std::vector<LonLat>{{0, 0}, {1, 1}}).value().empty());
  EXPECT_TRUE(geos.delaunay(std::vector<LonLat>{{0, 0}, {1, 1}, {2, 2}}).value().empty());
  EXPECT_EQ(geos.delaunay(std::vector<LonLat>{{0, 0}, {1, 1}, {0, -0.0}}).error().code, "geometry.malformed");
}

TEST(MakeValid, repairs_a_bowtie_and_keeps_its_context_usable) {
  Geos geos;
  const auto good = geos.make_valid(kBowtie);
  ASSERT_TRUE(good.ok());
  EXPECT_TRUE(check_valid(good.value()).ok());
  EXPECT_TRUE(std::holds_alternative<MultiPolygon>(good.value()));
  EXPECT_EQ(geos.make_valid(Polygon{{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}}}).error().code, "geometry.empty");
}

}  // namespace
}  // namespace diming::geo
