#include "tiles/cache/tile_cache.hpp"

#include <gtest/gtest.h>

#include "tiles/cache/gzip.hpp"

namespace diming::tiles {
namespace {

PackedTile tile_of(std::size_t size) {
  return {std::string(size, 'x'), "\"1\"", false};
}

TEST(TileCache, tile_begun_before_an_expiry_of_its_layer_is_not_kept) {
  TileCache cache(1 << 20);
  const auto before = cache.generation();
  cache.expire({{1, 0, 14, {}}});
  EXPECT_FALSE(cache.put(0b10, {5, 1, 1}, tile_of(10), before));
  EXPECT_FALSE(cache.put(0b11, {5, 1, 1}, tile_of(10), before));
  EXPECT_TRUE(cache.put(0b01, {5, 1, 1}, tile_of(10), before));
  EXPECT_TRUE(cache.put(0b10, {5, 1, 1}, tile_of(10), cache.generation()));
  EXPECT_FALSE(cache.find(0b11, {5, 1, 1}));
  EXPECT_TRUE(cache.find(0b10, {5, 1, 1}));
}

TEST(TileCache, expiry_drops_exactly_the_tiles_whose_margin_meets_the_box) {
  WorldBox box = box_of({6, 20, 20});
  box.min_x += (box.max_x - box.min_x) / 2;
  for (const std::size_t others : {0U, 5'000U}) {  // both ways to look for tiles
    TileCache cache(64 << 20);
    for (std::uint32_t i = 0; i < others; ++i) cache.put(0b100, {14, i, 0}, tile_of(1), 0);
    for (int z = 3; z <= 7; ++z)
      for (std::uint32_t x = 0; x < 1U << z; ++x)
        for (std::uint32_t y = 0; y < 1U << z; ++y) cache.put(0b001, {z, x, y}, tile_of(1), 0);
    cache.expire({{0, 4, 7, {box}}});
    for (int z = 3; z <= 7; ++z)
      for (std::uint32_t x = 0; x < 1U << z; ++x)
        for (std::uint32_t y = 0; y < 1U << z; ++y)
          EXPECT_EQ(cache.find(0b001, {z, x, y}).has_value(), z < 4 || !box_of({z, x, y}, kBuffer).meets(box));
  }
}

TEST(TileCache, memory_stays_within_its_bound_and_the_latest_used_stay) {
  TileCache cache(100'000);
  for (std::uint32_t i = 0; i < 1'000; ++i) {
    cache.put(1, {14, i, 0}, tile_of(1'000), 0);
    EXPECT_TRUE(cache.find(1, {14, 0, 0})) << i;
    EXPECT_LE(cache.bytes(), 100'000U);
  }
  EXPECT_FALSE(cache.find(1, {14, 1, 0}));
  EXPECT_GT(cache.size(), 70U);
  cache.clear();
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(Gzip, gives_back_what_was_packed) {
  for (const std::size_t size : {0U, 1U, 1'000U, 1'000'000U}) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i * i % 251);
    EXPECT_EQ(gunzip(gzip(bytes)), bytes);
  }
}

TEST(Etag, differs_with_any_byte) {
  std::string bytes(100, 'a');
  const std::string tag = etag_of(bytes);
  EXPECT_EQ(tag.size(), 18U);
  for (auto& byte : bytes) {
    byte = 'b';
    EXPECT_NE(etag_of(bytes), tag);
    byte = 'a';
  }
  EXPECT_NE(etag_of(std::string(101, 'a')), tag);
}

}  // namespace
}  // namespace diming::tiles
