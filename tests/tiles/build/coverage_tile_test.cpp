#include "tiles/build/coverage_tile.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/tiles/support/coverage_maker.hpp"

namespace diming::tiles {
namespace {

constexpr WorldPoint kCorner{3'580'000'000U, 1'760'000'000U};

std::int64_t doubled_area(const AreaShape& shape) {
  std::int64_t sum = 0;
  for (const auto& ring : shape.rings) sum += tiles::doubled_area(ring);
  return sum;
}

std::int64_t sum_of_areas(const std::vector<AreaShape>& shapes) {
  return std::accumulate(shapes.begin(), shapes.end(), std::int64_t{0},
                         [](std::int64_t sum, const AreaShape& s) { return sum + doubled_area(s); });
}

/// The land and, as area 1000, the rest of the world around it.
std::vector<CoverageEdge> land_and_sea(std::uint32_t width, int depth, unsigned seed) {
  auto edges = test::ragged_land(11, kCorner, width, depth, seed);
  for (auto& edge : edges) {
    if (edge.left_id == 0) edge.left_id = 1000;
    if (edge.right_id == 0) edge.right_id = 1000;
  }
  constexpr std::uint32_t kEnd = UINT32_MAX;
  edges.push_back({100'000, 0, 1000, {{0, 0}, {kEnd, 0}, {kEnd, kEnd}, {0, kEnd}, {0, 0}}});
  return edges;
}

/// Doubled area of what lies within the rim and the world.
std::int64_t square_of(TileId tile) {
  const auto side = [&](std::uint32_t number) {
    const std::int64_t origin = std::int64_t{number} * kExtent, world = std::int64_t{kExtent} << tile.z;
    return std::min(origin + kExtent + kBuffer, world) - std::max<std::int64_t>(origin - kBuffer, 0);
  };
  return 2 * side(tile.x) * side(tile.y);
}

TEST(CoverageTile, areas_fill_every_tile_exactly_at_every_zoom) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const std::uint32_t width = 1U << 25;  // about 300 km
    const Coverage coverage(land_and_sea(width, 8, seed));
    WorldBox land{kCorner.x, kCorner.y, kCorner.x + width, kCorner.y + width};
    std::mt19937 random(seed);
    for (int z = 0; z <= 16; ++z) {
      const TileRange range = tiles_meeting(land, z);
      for (int i = 0; i < 40; ++i) {
        const TileId tile{z, range.min_x + static_cast<std::uint32_t>(random()) % (range.max_x - range.min_x + 1),
                          range.min_y + static_cast<std::uint32_t>(random()) % (range.max_y - range.min_y + 1)};
        const auto shapes = areas_in_tile(coverage, tile);
        EXPECT_EQ(sum_of_areas(shapes), square_of(tile)) << z << "/" << tile.x << "/" << tile.y << " seed " << seed;
      }
    }
  }
}

TEST(CoverageTile, every_vertex_inside_the_rim_belongs_to_two_areas_or_more) {
  const Coverage coverage(land_and_sea(1U << 25, 8, 4));
  for (int z = 5; z <= 12; ++z) {
    const TileId tile = tile_at({kCorner.x + (1U << 24), kCorner.y + (1U << 24)}, z);
    std::map<std::pair<int, int>, std::set<std::int64_t>> owners;
    for (const AreaShape& shape : areas_in_tile(coverage, tile))
      for (const auto& ring : shape.rings)
        for (const TilePoint p : ring) owners[{p.x, p.y}].insert(shape.area);
    for (const auto& [place, areas] : owners) {
      const auto [x, y] = place;
      const bool rim = x == -kBuffer || y == -kBuffer || x == kExtent + kBuffer || y == kExtent + kBuffer;
      EXPECT_TRUE(rim || areas.size() >= 2) << z << ": " << x << " " << y;
    }
  }
}

TEST(CoverageTile, island_is_a_hole_of_the_area_around_it) {
  const Coverage coverage(land_and_sea(1U << 25, 8, 1));
  const auto shapes = areas_in_tile(coverage, tile_at({kCorner.x + (1U << 24), kCorner.y + (1U << 24)}, 5));
  ASSERT_FALSE(shapes.empty());
  ASSERT_EQ(shapes[0].area, 1);
  ASSERT_EQ(shapes[0].rings.size(), 2U);
  EXPECT_GT(tiles::doubled_area(shapes[0].rings[0]), 0);
  EXPECT_LT(tiles::doubled_area(shapes[0].rings[1]), 0);
  const auto island = std::find_if(shapes.begin(), shapes.end(), [](const AreaShape& s) { return s.area == 122; });
  ASSERT_NE(island, shapes.end());
  EXPECT_EQ(doubled_area(*island), -tiles::doubled_area(shapes[0].rings[1]));
}

TEST(Coverage, moved_edge_differs_only_around_itself) {
  auto edges = land_and_sea(1U << 25, 4, 1);
  const Coverage before(edges);
  EXPECT_TRUE(difference(before, Coverage(edges)).empty());
  auto moved = std::find_if(edges.begin(), edges.end(), [](const CoverageEdge& e) {
    return std::minmax(e.left_id, e.right_id) == std::minmax<std::int64_t>(61, 62) && e.points.size() > 4;
  });
  ASSERT_NE(moved, edges.end());
  moved->points[2].x += 1'000;
  const Coverage after(edges);
  WorldBox changed;
  for (const WorldBox& box : difference(before, after)) changed.add(box);
  EXPECT_FALSE(changed.empty());
  WorldBox both = before.bounds_of_area(61);
  both.add(before.bounds_of_area(62));
  EXPECT_LT(changed.max_x - changed.min_x, (both.max_x - both.min_x) / 2);
  EXPECT_TRUE(changed.contains(moved->points[2]));
}

}  // namespace
}  // namespace diming::tiles
