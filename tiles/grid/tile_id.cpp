#include "tiles/grid/tile_id.hpp"

#include <charconv>
#include <optional>

namespace diming::tiles {
namespace {

using geo::Error;

constexpr std::int64_t kWorld = std::int64_t{1} << 32;

std::uint32_t clamp_cell(std::int64_t value) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, kWorld - 1));
}

std::optional<std::uint32_t> number(std::string_view digits) {
  if (digits.empty() || (digits.size() > 1 && digits[0] == '0')) return {};
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc() || end != digits.data() + digits.size()) return {};
  return value;
}

}  // namespace

bool is_valid(TileId tile) {
  return tile.z >= 0 && tile.z <= kMaxZoom && tile.x >> tile.z == 0 && tile.y >> tile.z == 0;
}

geo::Result<TileId> parse_tile_path(std::string_view path) {
  if (path.ends_with(".mvt") || path.ends_with(".pbf")) path.remove_suffix(4);
  const auto first = path.find('/');
  const auto second = first == std::string_view::npos ? first : path.find('/', first + 1);
  std::optional<std::uint32_t> z, x, y;
  if (second != std::string_view::npos) {
    z = number(path.substr(0, first));
    x = number(path.substr(first + 1, second - first - 1));
    y = number(path.substr(second + 1));
  }
  if (!z || !x || !y) return Error{"tile.malformed", "tile", "瓦片编号应写作 z/x/y 三个整数，请检查地址。"};
  const TileId tile{*z > kMaxZoom ? -1 : static_cast<int>(*z), *x, *y};
  if (!is_valid(tile))
    return Error{"tile.out_of_range", "tile", "没有这个编号的瓦片：z 不大于 20，x 和 y 小于 2 的 z 次方。"};
  return tile;
}

WorldBox box_of(TileId tile, int buffer) {
  const std::int64_t side = kWorld >> tile.z;
  const std::int64_t margin = std::int64_t{buffer} << unit_shift(tile.z);
  return {clamp_cell(tile.x * side - margin), clamp_cell(tile.y * side - margin),
          clamp_cell((tile.x + 1) * side - 1 + margin), clamp_cell((tile.y + 1) * side - 1 + margin)};
}

geo::Bounds bounds_of(TileId tile) {
  const double half = 0.5 * 360.0 / static_cast<double>(kWorld);
  geo::Bounds bounds = to_bounds(box_of(tile));
  bounds.west -= half, bounds.east += half;
  return bounds;
}

TileId tile_at(WorldPoint point, int z) {
  const int shift = 32 - z;
  return {z, static_cast<std::uint32_t>(std::uint64_t{point.x} >> shift),
          static_cast<std::uint32_t>(std::uint64_t{point.y} >> shift)};
}

TileRange tiles_meeting(const WorldBox& box, int z, int buffer) {
  const std::int64_t margin = std::int64_t{buffer} << unit_shift(z);
  const TileId low = tile_at({clamp_cell(box.min_x - margin), clamp_cell(box.min_y - margin)}, z);
  const TileId high = tile_at({clamp_cell(box.max_x + margin), clamp_cell(box.max_y + margin)}, z);
  return {z, low.x, low.y, high.x, high.y};
}

}  // namespace diming::tiles
