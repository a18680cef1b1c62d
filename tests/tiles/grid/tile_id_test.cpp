#include "tiles/grid/tile_id.hpp"

#include <gtest/gtest.h>

#include <random>

namespace diming::tiles {
namespace {

TEST(World, known_places_fall_into_known_tiles) {
  // Hangzhou at zoom 10, as every slippy map numbers it.
  EXPECT_EQ(tile_at(to_world({120.1551, 30.2741}), 10), (TileId{10, 853, 421}));
  EXPECT_EQ(to_world({-180, 85.0511287798066}), (WorldPoint{0, 0}));
  EXPECT_EQ(to_world({180, -90}), (WorldPoint{UINT32_MAX, UINT32_MAX}));
  EXPECT_EQ(to_world({0, 0}), (WorldPoint{1U << 31, 1U << 31}));
}

TEST(World, round_trip_keeps_the_cell) {
  std::mt19937 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const WorldPoint p{static_cast<std::uint32_t>(random()), static_cast<std::uint32_t>(random())};
    EXPECT_EQ(to_world(to_lon_lat(p)), p);
  }
}

TEST(Hilbert, neighbours_on_the_curve_are_neighbours_on_the_ground) {
  // The four quarters of the world in curve order touch one another; numbers are a permutation on a coarse grid.
  std::vector<std::pair<std::uint64_t, WorldPoint>> cells;
  for (std::uint32_t x = 0; x < 32; ++x)
    for (std::uint32_t y = 0; y < 32; ++y) cells.push_back({hilbert({x << 27, y << 27}) >> 54, {x, y}});
  std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(cells[i].first, i);
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const auto dx = static_cast<int>(cells[i].second.x) - static_cast<int>(cells[i - 1].second.x);
    const auto dy = static_cast<int>(cells[i].second.y) - static_cast<int>(cells[i - 1].second.y);
    EXPECT_EQ(std::abs(dx) + std::abs(dy), 1);
  }
}

TEST(TilePath, accepts_only_tiles_that_exist) {
  EXPECT_EQ(*parse_tile_path("10/853/421"), (TileId{10, 853, 421}));
  EXPECT_EQ(*parse_tile_path("0/0/0.mvt"), (TileId{0, 0, 0}));
  EXPECT_EQ(*parse_tile_path("20/1048575/1048575.pbf"), (TileId{20, 1048575, 1048575}));
  for (const char* path :
       {"", "1", "1/1", "1/1/", "/1/1", "01/1/1", "1/+1/1", "1/1/1/1", "1/1/1.png", "a/b/c", "1/ 1/1"})
    EXPECT_EQ(parse_tile_path(path).error().code, "tile.malformed") << path;
  for (const char* path : {"1/2/0", "1/0/2", "21/0/0", "0/1/0", "4294967295/0/0"})
    EXPECT_EQ(parse_tile_path(path).error().code, "tile.out_of_range") << path;
}

TEST(TileRange, holds_exactly_the_tiles_whose_margin_meets_the_box) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const int z = static_cast<int>(random() % 5);
    WorldBox box;
    box.add(WorldPoint{static_cast<std::uint32_t>(random()), static_cast<std::uint32_t>(random())});
    box.add(WorldPoint{static_cast<std::uint32_t>(random()), static_cast<std::uint32_t>(random())});
    const TileRange range = tiles_meeting(box, z, kBuffer);
    for (std::uint32_t x = 0; x < 1U << z; ++x)
      for (std::uint32_t y = 0; y < 1U << z; ++y) {
        const bool inside = x >= range.min_x && x <= range.max_x && y >= range.min_y && y <= range.max_y;
        EXPECT_EQ(inside, box_of({z, x, y}, kBuffer).meets(box));
      }
  }
}

TEST(TileId, box_and_bounds_agree) {
  const TileId tile{12, 3413, 1684};
  const WorldBox box = box_of(tile);
  EXPECT_EQ(tile_at({box.min_x, box.min_y}, 12), tile);
  EXPECT_EQ(tile_at({box.max_x, box.max_y}, 12), tile);
  const geo::Bounds bounds = bounds_of(tile);
  EXPECT_NEAR(bounds.west, 3413.0 / 4096 * 360 - 180, 1e-9);
  EXPECT_NEAR(bounds.east, 3414.0 / 4096 * 360 - 180, 1e-9);
}

}  // namespace
}  // namespace diming::tiles
