#include "boundary/line/coverage.hpp"

#include <gmock/gmock.h>

#include <numeric>

#include "geo/base/fault.hpp"
#include "tests/boundary/line/fractal_grid.hpp"

namespace diming::boundary {
namespace {

using geo::LonLat;
using geo::MultiPolygon;
using geo::Polygon;
using geo::Ring;

Ring box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}
Ring hole(double west, double south, double east, double north) {
  Ring ring = box(west, south, east, north);
  std::reverse(ring.begin(), ring.end());
  return ring;
}
std::vector<bool> faces_of(const Coverage& coverage, std::int32_t owner) {
  std::vector<bool> wanted;
  for (const auto& face : coverage.faces) wanted.push_back(face.owner == owner);
  return wanted;
}
void expect_round_trip(const std::vector<OwnedArea>& areas) {
  const auto coverage = build_coverage(areas);
  ASSERT_TRUE(coverage.ok()) << coverage.error().message;
  for (const auto& owned : areas)
    EXPECT_EQ(test::canonical(area_of_faces(*coverage, faces_of(*coverage, owned.owner))), test::canonical(owned.area))
        << "owner " << owned.owner;
}

TEST(Coverage, two_neighbours_share_one_edge) {
  const std::vector<OwnedArea> areas{{0, {{Polygon{{{{0, 0}, {1, 0}, {1, 0.5}, {1, 1}, {0, 1}, {0, 0}}}}}}},
                                     {1, {{Polygon{{{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0.5}, {1, 0}}}}}}}};
  const auto coverage = build_coverage(areas);
  ASSERT_TRUE(coverage.ok());
  ASSERT_EQ(coverage->edges.size(), 3u);
  const auto shared =
      std::find_if(coverage->edges.begin(), coverage->edges.end(), [](auto& e) { return e.right >= 0; });
  ASSERT_NE(shared, coverage->edges.end());
  EXPECT_EQ(shared->points, (std::vector<LonLat>{{1, 0}, {1, 0.5}, {1, 1}}));
  EXPECT_EQ(shared->left, 0);
  EXPECT_EQ(shared->right, 1);
  expect_round_trip(areas);
}

TEST(Coverage, lone_part_is_one_closed_edge) {
  const auto coverage = build_coverage(std::vector<OwnedArea>{{7, {{Polygon{{box(0, 0, 1, 1)}}}}}});
  ASSERT_TRUE(coverage.ok());
  ASSERT_EQ(coverage->edges.size(), 1u);
  EXPECT_EQ(coverage->edges[0].points.front(), coverage->edges[0].points.back());
  EXPECT_EQ(coverage->edges[0].right, kNoFace);
  EXPECT_EQ(coverage->faces[0].owner, 7);
}

TEST(Coverage, enclave_is_one_closed_edge_between_two) {
  const std::vector<OwnedArea> areas{{0, {{Polygon{{box(0, 0, 4, 4), hole(1, 1, 2, 2)}}}}},
                                     {1, {{Polygon{{box(1, 1, 2, 2)}}}}}};
  const auto coverage = build_coverage(areas);
  ASSERT_TRUE(coverage.ok());
  EXPECT_EQ(coverage->edges.size(), 2u);
  expect_round_trip(areas);
}

TEST(Coverage, rings_run_either_way_with_same_result) {
  const auto right = build_coverage(std::vector<OwnedArea>{{0, {{Polygon{{box(0, 0, 4, 4), hole(1, 1, 2, 2)}}}}}});
  const auto wrong = build_coverage(std::vector<OwnedArea>{{0, {{Polygon{{hole(0, 0, 4, 4), box(1, 1, 2, 2)}}}}}});
  ASSERT_TRUE(right.ok() && wrong.ok());
  EXPECT_EQ(test::canonical(area_of_faces(*wrong, {true})), test::canonical(area_of_faces(*right, {true})));
}

TEST(Coverage, touching_corners_and_holes_come_back_as_they_were) {
  // two parts that meet in a corner; a hole that touches its shell; two holes that touch each other
  expect_round_trip({{0, {{Polygon{{box(0, 0, 1, 1)}}, Polygon{{box(1, 1, 2, 2)}}}}}});
  expect_round_trip(
      {{0, {{Polygon{{{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 2}, {0, 0}}, {{0, 2}, {1, 3}, {1, 1}, {0, 2}}}}}}}});
  expect_round_trip({{0, {{Polygon{{box(0, 0, 9, 9), hole(2, 2, 3, 3), hole(3, 3, 4, 4)}}}}}});
  // three parts in a ring that touch in three corners: not one part with a hole
  expect_round_trip(
      {{0,
        {{Polygon{{{{0, 0}, {2, -1}, {4, 0}, {2, 1}, {0, 0}}}}, Polygon{{{{4, 0}, {4, 3}, {2, 4}, {2.8, 2}, {4, 0}}}},
          Polygon{{{{2, 4}, {0, 3}, {0, 0}, {1.2, 2}, {2, 4}}}}}}}});
  // an island in a lake of an island
  expect_round_trip(
      {{0, {{Polygon{{box(0, 0, 9, 9), hole(1, 1, 8, 8)}}, Polygon{{box(2, 2, 7, 7), hole(3, 3, 4, 4)}}}}},
       {1, {{Polygon{{box(3, 3, 4, 4)}}}}}});
}

TEST(Coverage, same_side_used_twice_is_refused_with_its_place) {
  const auto result =
      build_coverage(std::vector<OwnedArea>{{0, {{Polygon{{box(0, 0, 1, 1)}}}}}, {1, {{Polygon{{box(0, 0, 1, 1)}}}}}});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "geometry.overlap");
  EXPECT_THAT(result.error().message, testing::HasSubstr("(0.000000, 0.000000)"));
}

TEST(Coverage, ring_of_two_positions_is_refused) {
  const auto result = build_coverage(std::vector<OwnedArea>{{0, {{Polygon{{{{0, 0}, {1, 0}, {0, 0}, {0, 0}}}}}}}});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "geometry.malformed");
}

TEST(Coverage, edge_that_does_not_close_is_a_fault) {
  const std::vector<LonLat> open{{0, 0}, {1, 0}, {1, 1}};
  const std::vector<AreaEdge> edges{{open, true}};
  EXPECT_THROW((void)assemble_area(edges), geo::Fault);
}

TEST(CoverageProperty, cells_to_coverage_to_cells_is_identity) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    test::FractalGrid grid(seed, {.size = 7, .owners = 5, .depth = 3});
    auto cells = grid.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i].owner = static_cast<std::int32_t>(i);
    expect_round_trip(cells);
  }
}

TEST(CoverageProperty, dissolved_owners_cover_the_same_area_and_round_trip) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    test::FractalGrid grid(seed, {.size = 9, .owners = 4, .depth = 2});
    const auto cells = grid.cells();
    const auto fine = build_coverage(cells);
    ASSERT_TRUE(fine.ok());
    std::vector<OwnedArea> dissolved;
    for (int owner = 0; owner < grid.owners(); ++owner)
      dissolved.push_back({owner, area_of_faces(*fine, faces_of(*fine, owner))});
    for (const auto& owned : dissolved) {
      double before = 0, after = 0;
      for (const auto& cell : cells)
        if (cell.owner == owned.owner) before += twice_signed_area(cell.area.polygons[0].rings[0]);
      for (const auto& polygon : owned.area.polygons)
        for (const auto& ring : polygon.rings) after += twice_signed_area(ring);
      EXPECT_NEAR(after, before, 1e-9 * before);
    }
    expect_round_trip(dissolved);
  }
}

TEST(CoverageProperty, every_side_lies_in_exactly_one_edge) {
  test::FractalGrid grid(3, {.size = 8, .owners = 9, .depth = 3});
  const auto cells = grid.cells();
  const auto coverage = build_coverage(cells);
  ASSERT_TRUE(coverage.ok());
  std::size_t sides = 0, covered = 0;
  for (const auto& cell : cells) sides += cell.area.polygons[0].rings[0].size() - 1;
  for (const auto& edge : coverage->edges) covered += (edge.points.size() - 1) * (edge.right == kNoFace ? 1 : 2);
  EXPECT_EQ(covered, sides);
}

}  // namespace
}  // namespace diming::boundary
