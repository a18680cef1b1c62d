// tiles/grid: tile numbers z/x/y of WebMercatorQuad, and what they cover.
#pragma once
#include <cstdint>
#include <string_view>

#include "geo/base/result.hpp"
#include "tiles/grid/world.hpp"

namespace diming::tiles {

/// Highest zoom whose tile unit (1/4096 of a tile) is a whole number of world cells.
constexpr int kMaxZoom = 20;
/// Side of a tile in tile units, and the margin that is drawn around it.
constexpr int kExtent = 4096;
constexpr int kBuffer = 64;

/// z in [0, kMaxZoom], x and y in [0, 2^z). y counts from the north ("XYZ").
struct TileId {
  int z{};
  std::uint32_t x{};
  std::uint32_t y{};
  friend bool operator==(const TileId&, const TileId&) = default;
};

bool is_valid(TileId tile);
/// In: "z/x/y", optionally with ".mvt" or ".pbf" behind, decimal digits without sign or leading zero.
/// Errors: tile.malformed, tile.out_of_range (no such tile, or z > kMaxZoom).
geo::Result<TileId> parse_tile_path(std::string_view path);

/// Shift from world cells to tile units at a zoom: one unit is 2^unit_shift(z) cells.
inline int unit_shift(int z) {
  return kMaxZoom - z;
}
/// Cells of the tile with a margin of `buffer` tile units, cut at the edge of the world.
WorldBox box_of(TileId tile, int buffer = 0);
geo::Bounds bounds_of(TileId tile);
TileId tile_at(WorldPoint point, int z);

/// Tiles of one zoom that a box meets, edges included.
struct TileRange {
  int z{};
  std::uint32_t min_x{}, min_y{}, max_x{}, max_y{};
  std::uint64_t count() const { return (std::uint64_t{max_x} - min_x + 1) * (std::uint64_t{max_y} - min_y + 1); }
};
/// In: a box that is not empty. `buffer` in tile units: tiles whose margin the box meets are in the range.
TileRange tiles_meeting(const WorldBox& box, int z, int buffer = 0);

}  // namespace diming::tiles
