#include "geo/shape/packed_rtree.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>
#include <random>

namespace diming::geo {
namespace {

std::vector<Box> random_boxes(std::size_t n, std::mt19937& random) {
  std::uniform_real_distribution<double> at(-100, 100), side(0, 5);
  std::vector<Box> boxes(n);
  for (Box& b : boxes) {
    b.min_x = at(random), b.min_y = at(random);
    b.max_x = b.min_x + side(random), b.max_y = b.min_y + side(random);
  }
  return boxes;
}

std::vector<std::uint32_t> found(const PackedRTree& tree, const Box& query) {
  std::vector<std::uint32_t> indices;
  tree.visit(query, [&](std::uint32_t index) { return indices.push_back(index), true; });
  std::sort(indices.begin(), indices.end());
  return indices;
}

std::vector<std::uint32_t> scanned(const std::vector<Box>& boxes, const Box& query) {
  std::vector<std::uint32_t> indices;
  for (std::uint32_t i = 0; i < boxes.size(); ++i)
    if (boxes[i].meets(query)) indices.push_back(i);
  return indices;
}

double distance2(const Box& b, XY p, double x_scale) {
  const double dx = std::max({b.min_x - p.x, 0.0, p.x - b.max_x}) * x_scale;
  const double dy = std::max({b.min_y - p.y, 0.0, p.y - b.max_y});
  return dx * dx + dy * dy;
}

TEST(PackedRTree, any_size_finds_what_a_scan_finds) {
  std::mt19937 random(1);
  for (const std::size_t n : {1u, 2u, 15u, 16u, 17u, 255u, 256u, 257u, 4096u, 4097u, 5000u}) {
    const auto boxes = random_boxes(n, random);
    const PackedRTree tree{std::span<const Box>(boxes)};
    ASSERT_EQ(tree.size(), n);
    for (const Box& query : random_boxes(50, random)) EXPECT_EQ(found(tree, query), scanned(boxes, query)) << n;
    EXPECT_EQ(found(tree, {-1e9, -1e9, 1e9, 1e9}).size(), n);
  }
}

TEST(PackedRTree, points_find_what_a_scan_finds) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> lon(118, 123), lat(27, 31.5);
  std::vector<XY> points(20000);
  std::vector<Box> boxes;
  for (XY& p : points) {
    p = {lon(random), lat(random)};
    boxes.push_back({p.x, p.y, p.x, p.y});
  }
  const PackedRTree tree{std::span<const XY>(points)};
  for (int i = 0; i < 200; ++i) {
    const double x = lon(random), y = lat(random);
    const Box query{x, y, x + 0.05, y + 0.05};
    EXPECT_EQ(found(tree, query), scanned(boxes, query));
  }
  for (std::uint32_t i = 0; i < 500; ++i) EXPECT_THAT(found(tree, boxes[i]), testing::Contains(i));
}

TEST(PackedRTree, touching_edges_meet) {
  const std::vector<Box> boxes{{120.1, 30.1, 120.2, 30.2}};
  const PackedRTree tree{std::span<const Box>(boxes)};
  EXPECT_EQ(found(tree, {120.2, 30.2, 121, 31}).size(), 1u);
  EXPECT_TRUE(found(tree, {std::nextafter(120.2, 121), 30.1, 121, 31}).empty());
}

TEST(PackedRTree, visit_stops_when_told) {
  std::mt19937 random(3);
  const auto boxes = random_boxes(1000, random);
  int calls = 0;
  PackedRTree(std::span<const Box>(boxes)).visit({-200, -200, 200, 200}, [&](std::uint32_t) { return ++calls < 7; });
  EXPECT_EQ(calls, 7);
}

TEST(PackedRTree, nearest_grows_in_distance_and_reaches_all) {
  std::mt19937 random(4);
  const auto boxes = random_boxes(3000, random);
  const PackedRTree tree{std::span<const Box>(boxes)};
  for (const double x_scale : {1.0, 0.5}) {
    std::vector<double> expected, actual;
    for (const Box& b : boxes) expected.push_back(distance2(b, {3, -4}, x_scale));
    std::sort(expected.begin(), expected.end());
    tree.nearest(
        3, -4,
        [&](std::uint32_t i, double d2) {
          EXPECT_EQ(d2, distance2(boxes[i], {3, -4}, x_scale));
          actual.push_back(d2);
          return true;
        },
        x_scale);
    EXPECT_EQ(actual, expected);
  }
}

TEST(PackedRTree, nothing_inside_finds_nothing) {
  const PackedRTree none, empty{std::span<const XY>()};
  for (const PackedRTree* tree : {&none, &empty}) {
    EXPECT_TRUE(tree->empty());
    EXPECT_TRUE(found(*tree, {-1, -1, 1, 1}).empty());
    tree->nearest(0, 0, [](std::uint32_t, double) { return ADD_FAILURE(), false; });
  }
}

TEST(PackedRTree, empty_and_nan_boxes_are_never_found) {
  const double nan = std::nan("");
  const std::vector<Box> boxes{{1, 1, 0, 0}, {nan, nan, nan, nan}, {0, 0, 1, 1}};
  const PackedRTree tree{std::span<const Box>(boxes)};
  EXPECT_THAT(found(tree, {-10, -10, 10, 10}), testing::ElementsAre(2));
  tree.nearest(0, 0, [](std::uint32_t index, double) {
    EXPECT_EQ(index, 2u);
    return true;
  });
}

TEST(PackedRTree, equal_points_are_all_found) {
  const std::vector<XY> points(100, XY{120, 30});
  EXPECT_EQ(found(PackedRTree{std::span<const XY>(points)}, {120, 30, 120, 30}).size(), 100u);
}

TEST(PackedRTree, points_cost_at_most_22_bytes_each) {
  const std::vector<XY> points(100000);
  EXPECT_LE(PackedRTree{std::span<const XY>(points)}.memory(), points.size() * 22);
}

}  // namespace
}  // namespace diming::geo
