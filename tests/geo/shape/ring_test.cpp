#include "geo/shape/ring.hpp"

#include <gmock/gmock.h>

#include <random>

#include "geo/shape/label_point.hpp"
#include "geo/shape/simplify.hpp"

namespace diming::geo {
namespace {

const Ring kSquare{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}};
const Polygon kFrame{{kSquare, {{1, 1}, {1, 3}, {3, 3}, {3, 1}, {1, 1}}}};

TEST(RingContains, inside_and_outside) {
  EXPECT_TRUE(ring_contains(kSquare, {2, 2}));
  EXPECT_FALSE(ring_contains(kSquare, {5, 2}));
  EXPECT_FALSE(ring_contains(kSquare, {2, -1}));
  EXPECT_FALSE(ring_contains({}, {0, 0}));
}

TEST(RingContains, border_belongs_to_the_area_north_and_east_of_it) {
  EXPECT_TRUE(ring_contains(kSquare, {2, 0}));
  EXPECT_TRUE(ring_contains(kSquare, {0, 2}));
  EXPECT_FALSE(ring_contains(kSquare, {2, 4}));
  EXPECT_FALSE(ring_contains(kSquare, {4, 2}));
}

TEST(RingContains, every_place_lies_in_exactly_one_part_of_a_partition) {
  std::mt19937 random(41);
  std::uniform_real_distribution<double> jitter(-0.4, 0.4), at(1, 9);
  LonLat grid[11][11];
  for (int i = 0; i < 11; ++i)
    for (int j = 0; j < 11; ++j) grid[i][j] = {i + jitter(random), j + jitter(random)};
  std::vector<LonLat> places;
  for (int i = 2; i < 9; ++i)
    for (int j = 2; j < 9; ++j) {
      places.push_back(grid[i][j]);
      const LonLat a = grid[i][j], b = grid[i + 1][j];
      places.push_back({(a.lon + b.lon) / 2, (a.lat + b.lat) / 2});
    }
  for (int i = 0; i < 2000; ++i) places.push_back({at(random), at(random)});
  for (const LonLat p : places) {
    int holders = 0;
    for (int i = 0; i < 10; ++i)
      for (int j = 0; j < 10; ++j) {
        Ring cell{grid[i][j], grid[i + 1][j], grid[i + 1][j + 1], grid[i][j + 1], grid[i][j]};
        if ((i + j) % 2 == 1) std::reverse(cell.begin(), cell.end());
        holders += ring_contains(cell, p);
      }
    ASSERT_EQ(holders, 1) << p.lon << ' ' << p.lat;
  }
}

TEST(Contains, holes_are_out_and_parts_are_in) {
  EXPECT_FALSE(contains(kFrame, {2, 2}));
  EXPECT_TRUE(contains(kFrame, {0.5, 2}));
  const MultiPolygon two{{kFrame, Polygon{{{{1.5, 1.5}, {2.5, 1.5}, {2, 2.5}, {1.5, 1.5}}}}}};
  EXPECT_TRUE(contains(two, {2, 2}));
  EXPECT_FALSE(contains(two, {1.1, 2}));
}

TEST(SignedArea, is_positive_counter_clockwise) {
  EXPECT_EQ(signed_area(kSquare), 16);
  EXPECT_EQ(signed_area(Ring(kSquare.rbegin(), kSquare.rend())), -16);
}

TEST(MakeRingsOriented, turns_what_is_wrong_and_nothing_else) {
  Polygon wrong = kFrame;
  for (Ring& ring : wrong.rings) std::reverse(ring.begin(), ring.end());
  Geometry geometry = MultiPolygon{{wrong, kFrame}};
  make_rings_oriented(geometry);
  EXPECT_EQ(geometry, Geometry(MultiPolygon{{kFrame, kFrame}}));
}

TEST(Simplify, drops_what_lies_within_the_tolerance) {
  const std::vector<XY> line{{0, 0}, {1, 0.1}, {2, -0.1}, {3, 5}, {4, 6}, {5, 7}, {6, 8.1}, {7, 9}};
  const auto at = [&](std::size_t i) { return line[i]; };
  EXPECT_THAT(simplify(line.size(), at, 0.5), testing::ElementsAre(0, 2, 3, 7));
  EXPECT_THAT(simplify(line.size(), at, 100), testing::ElementsAre(0, 7));
  EXPECT_TRUE(simplify(0, at, 1).empty());
  EXPECT_THAT(simplify(1, at, 1), testing::ElementsAre(0));
}

TEST(Simplify, no_dropped_point_is_farther_than_the_tolerance) {
  std::mt19937 random(42);
  std::normal_distribution<double> step(0, 1);
  std::vector<XY> line(5000);
  for (std::size_t i = 1; i < line.size(); ++i) line[i] = {line[i - 1].x + step(random), line[i - 1].y + step(random)};
  line.back() = line.front();
  const auto kept = simplify(
      line.size(), [&](std::size_t i) { return line[i]; }, 2);
  EXPECT_LT(kept.size(), line.size() / 2);
  for (std::size_t k = 1; k < kept.size(); ++k)
    for (std::size_t i = kept[k - 1]; i <= kept[k]; ++i)
      ASSERT_LE(distance2_to_segment(line[i], line[kept[k - 1]], line[kept[k]]), 4.0);
}

TEST(LabelPoint, of_a_square_is_its_middle) {
  const LonLat p = label_point(Polygon{{kSquare}});
  EXPECT_NEAR(p.lon, 2, 0.05);
  EXPECT_NEAR(p.lat, 2, 0.05);
}

TEST(LabelPoint, of_a_horseshoe_lies_inside) {
  const Polygon horseshoe{{{{0, 0}, {10, 0}, {10, 10}, {8, 10}, {8, 1}, {2, 1}, {2, 10}, {0, 10}, {0, 0}}}};
  EXPECT_TRUE(contains(horseshoe, label_point(horseshoe)));
}

TEST(LabelPoint, of_a_frame_avoids_the_hole_and_of_parts_takes_the_largest) {
  EXPECT_TRUE(contains(kFrame, label_point(kFrame)));
  const Polygon small{{{{9, 9}, {9.1, 9}, {9, 9.1}, {9, 9}}}};
  EXPECT_TRUE(contains(kFrame, label_point(MultiPolygon{{small, kFrame}})));
}

TEST(LabelPoint, of_thin_or_flat_shapes_ends) {
  const Polygon thin{{{{0, 0}, {10, 0}, {10, 1e-6}, {0, 1e-6}, {0, 0}}}};
  EXPECT_TRUE(contains(thin, label_point(thin)));
  const Polygon flat{{{{1, 1}, {2, 2}, {3, 3}, {1, 1}}}};
  EXPECT_EQ(label_point(flat), (LonLat{1, 1}));
}

}  // namespace
}  // namespace diming::geo
