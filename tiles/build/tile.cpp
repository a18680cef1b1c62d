#include "tiles/build/tile.hpp"

#include <algorithm>
#include <unordered_map>

#include "tiles/build/coverage_tile.hpp"
#include "tiles/layer/simplify.hpp"
#include "tiles/mvt/clip.hpp"
#include "tiles/mvt/encode.hpp"

namespace diming::tiles {
namespace {

/// Turns attribute codes into tags, each value encoded once a tile.
class Tagger {
 public:
  Tagger(const LayerDefinition& layer, const ValuePool& pool, LayerWriter& writer) : pool_(pool), writer_(writer) {
    for (const LayerField& field : layer.fields) keys_.push_back(writer.key(field.name));
  }
  std::span<const std::uint32_t> tags(std::span<const std::uint32_t> codes) {
    tags_.clear();
    for (std::size_t i = 0; i < codes.size(); ++i) {
      if (codes[i] == 0) continue;
      const auto [it, fresh] = values_.try_emplace(codes[i], 0);
      if (fresh) it->second = writer_.value(pool_.value(codes[i]));
      tags_.push_back(keys_[i]);
      tags_.push_back(it->second);
    }
    return tags_;
  }

 private:
  const ValuePool& pool_;
  LayerWriter& writer_;
  std::vector<std::uint32_t> keys_;
  std::vector<std::uint32_t> tags_;
  std::unordered_map<std::uint32_t, std::uint32_t> values_;
};

/// Keeps `budget` items, in their order.
void thin(std::vector<LayerItem>& items, std::size_t budget) {
  std::vector<std::int32_t> ranks;
  for (const LayerItem& item : items) ranks.push_back(item.rank);
  std::nth_element(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(budget - 1), ranks.end(),
                   std::greater<>());
  const std::int32_t lowest = ranks[budget - 1];
  const auto count = [&](auto&& test) {
    return static_cast<std::size_t>(std::count_if(items.begin(), items.end(), test));
  };
  const std::size_t above = count([&](const LayerItem& item) { return item.rank > lowest; });
  const std::size_t equal = count([&](const LayerItem& item) { return item.rank == lowest; });
  const std::size_t places = budget - above;
  std::size_t seen = 0;
  std::erase_if(items, [&](const LayerItem& item) {
    if (item.rank != lowest) return item.rank < lowest;
    const std::size_t i = seen++;  // kept where the running share of places grows by one
    return (i + 1) * places / equal == i * places / equal;
  });
}

class Drawer {
 public:
  explicit Drawer(TileId tile) : shift_(unit_shift(tile.z)), origin_{tile.x, tile.y} {
    origin_.x *= kExtent;
    origin_.y *= kExtent;
  }

  void point(const LayerItem& item, Commands& out) const {
    const WorldPoint p = item.points[0];
    const TilePoint at{static_cast<std::int32_t>((p.x >> shift_) - origin_.x),
                       static_cast<std::int32_t>((p.y >> shift_) - origin_.y)};
    out.points({&at, 1});
  }

  void line(const LayerItem& item, Commands& out) {
    const double tolerance = 0.5 * static_cast<double>(std::uint64_t{1} << shift_);
    const std::int64_t half = shift_ == 0 ? 0 : std::int64_t{1} << (shift_ - 1);
    item.for_each_part([&](std::span<const WorldPoint> part) {
      far_.clear();
      pieces_.clear();
      for (const WorldPoint p : simplified(part, tolerance))
        far_.push_back({((p.x + half) >> shift_) - origin_.x, ((p.y + half) >> shift_) - origin_.y});
      clip_line(far_, pieces_);
      for (const Piece& piece : pieces_) out.line(piece.points);
    });
  }

 private:
  int shift_;
  FarPoint origin_;
  std::vector<FarPoint> far_;
  std::vector<Piece> pieces_;
};

void draw_table(const LayerDefinition& layer, const LayerData& data, TileId tile, LayerWriter& writer, bool& thinned) {
  std::vector<LayerItem> items;
  const std::int32_t floor = layer.floor_at(tile.z);
  data.table.for_each(box_of(tile, kBuffer), [&](const LayerItem& item) {
    if (item.rank >= floor) items.push_back(item);
  });
  const std::size_t budget = layer.budget_at(tile.z);
  if (items.size() > budget) {
    thin(items, budget);
    thinned = true;
  }
  Tagger tagger(layer, data.table.pool(), writer);
  Drawer drawer(tile);
  Commands commands;
  const bool points = layer.geometry == LayerGeometry::point;
  for (const LayerItem& item : items) {
    commands.clear();
    if (points)
      drawer.point(item, commands);
    else
      drawer.line(item, commands);
    if (!commands.empty())
      writer.add(static_cast<std::uint64_t>(item.id), points ? ShapeType::point : ShapeType::line,
                 tagger.tags(item.codes), commands.integers());
  }
}

void draw_coverage(const LayerDefinition& layer, const LayerData& data, TileId tile, LayerWriter& writer) {
  Tagger tagger(layer, data.table.pool(), writer);
  Commands commands;
  for (const AreaShape& shape : areas_in_tile(data.coverage, tile)) {
    const auto codes = data.areas.find(shape.area);
    if (codes == data.areas.end()) continue;  // the view does not show this area
    commands.clear();
    for (const TileRing& ring : shape.rings) commands.ring(ring);
    writer.add(static_cast<std::uint64_t>(shape.area), ShapeType::polygon, tagger.tags(codes->second),
               commands.integers());
  }
}

}  // namespace

void append_layer(const LayerDefinition& layer, const LayerData& data, TileId tile, BuiltTile& out) {
  if (tile.z < layer.min_zoom || tile.z > layer.max_zoom) return;
  LayerWriter writer(layer.id);
  if (layer.geometry == LayerGeometry::coverage)
    draw_coverage(layer, data, tile, writer);
  else
    draw_table(layer, data, tile, writer, out.thinned);
  out.bytes += writer.finish();
}

}  // namespace diming::tiles
