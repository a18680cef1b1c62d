#include "tiles/cache/tile_service.hpp"

#include <algorithm>
#include <mutex>

#include "geo/base/fault.hpp"
#include "tiles/cache/gzip.hpp"
#include "tiles/cache/update.hpp"

namespace diming::tiles {
namespace {

TileAnswer answer_of(PackedTile packed) {
  if (packed.gzip.empty()) return {TileAnswer::Status::empty, {}, {}, false};
  return {TileAnswer::Status::found, std::move(packed.gzip), std::move(packed.etag), packed.thinned};
}

TileId tile_of(std::int64_t z, std::int64_t x, std::int64_t y) {
  return {static_cast<int>(z), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)};
}

}  // namespace

TileService::TileService(LayerCatalogue catalogue, std::size_t cache_bytes)
    : catalogue_(std::move(catalogue)), cache_(cache_bytes) {
  if (catalogue_.layers.size() > kMaxLayers) throw geo::Fault("tiles.layers", "more than 64 layers");
  for (const LayerDefinition& layer : catalogue_.layers) data_.push_back(std::make_unique<LayerData>(layer));
}

TileService::~TileService() = default;

void TileService::add_listener(std::function<void(const TileChange&)> listener) {
  listeners_.push_back(std::move(listener));
}

void TileService::rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) {
  std::vector<std::unique_ptr<LayerData>> fresh;
  for (const LayerDefinition& layer : catalogue_.layers) {
    fresh.push_back(load_layer(layer, snapshot));
    if (progress) progress(static_cast<double>(fresh.size()) / static_cast<double>(catalogue_.layers.size()));
  }
  const std::unique_lock lock(mutex_);
  data_.swap(fresh);
  cache_.clear();
}

void TileService::follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) {
  if (changes.empty()) return;
  std::vector<LayerUpdate> updates;
  for (std::size_t layer = 0; layer < data_.size(); ++layer) {
    LayerUpdate update = read_update(catalogue_.layers[layer], *data_[layer], changes, snapshot);
    if (!update.empty()) updates.push_back(std::move(update)), updates.back().layer = layer;
  }
  if (updates.empty()) return;
  std::vector<LayerExpiry> expiries;
  TileChange told{{}, {}, changes.back().position};
  {
    const std::unique_lock lock(mutex_);
    for (LayerUpdate& update : updates) {
      const LayerDefinition& layer = catalogue_.layers[update.layer];
      LayerExpiry expiry{update.layer, layer.min_zoom, layer.max_zoom, {}};
      expiry.boxes = apply_update(layer, std::move(update), data_[expiry.layer]);
      expiries.push_back(std::move(expiry));
    }
    cache_.expire(expiries);
  }
  WorldBox all;
  for (const LayerExpiry& expiry : expiries) {
    if (expiry.boxes.empty()) continue;
    told.layers.push_back(catalogue_.layers[expiry.layer].id);
    for (const WorldBox& box : expiry.boxes)
      if (!box.empty()) all.add(box);
  }
  told.bounds = to_bounds(all);
  if (told.layers.empty()) return;
  for (const auto& listener : listeners_) listener(told);
}

LayerMask TileService::layers_of(std::string_view tileset) const {
  LayerMask layers = 0;
  const auto add = [&](std::string_view id) {
    for (std::size_t i = 0; i < catalogue_.layers.size(); ++i)
      if (catalogue_.layers[i].id == id) return layers |= LayerMask{1} << i, true;
    return false;
  };
  if (const auto named = catalogue_.tilesets.find(tileset); named != catalogue_.tilesets.end()) {
    for (const std::string& id : named->second) add(id);
    return layers;
  }
  for (;;) {
    const auto comma = std::min(tileset.find(','), tileset.size());
    if (!add(tileset.substr(0, comma))) return 0;
    if (comma == tileset.size()) return layers;
    tileset.remove_prefix(comma + 1);
  }
}

std::pair<int, int> TileService::zooms_of(LayerMask layers) const {
  std::pair<int, int> zooms{kMaxZoom, 0};
  for (std::size_t i = 0; i < catalogue_.layers.size(); ++i) {
    if ((layers >> i & 1) == 0) continue;
    zooms.first = std::min(zooms.first, catalogue_.layers[i].min_zoom);
    zooms.second = std::max(zooms.second, catalogue_.layers[i].max_zoom);
  }
  return zooms;
}

std::optional<TileAnswer> TileService::refuse(LayerMask layers, std::int64_t z, std::int64_t x, std::int64_t y) const {
  if (layers == 0) return TileAnswer{TileAnswer::Status::unknown, {}, {}, false};
  const auto [low, high] = zooms_of(layers);
  if (z < 0 || z > high || x < 0 || y < 0 || x >> z != 0 || y >> z != 0)
    return TileAnswer{TileAnswer::Status::out_of_range, {}, {}, false};
  if (z < low) return TileAnswer{TileAnswer::Status::empty, {}, {}, false};
  return {};
}

std::optional<TileAnswer> TileService::cached_tile(std::string_view tileset, std::int64_t z, std::int64_t x,
                                                   std::int64_t y) {
  const LayerMask layers = layers_of(tileset);
  if (auto refusal = refuse(layers, z, x, y)) return refusal;
  auto packed = cache_.find(layers, tile_of(z, x, y));
  if (!packed) return {};
  return answer_of(*std::move(packed));
}

TileAnswer TileService::tile(std::string_view tileset, std::int64_t z, std::int64_t x, std::int64_t y) {
  if (auto known = cached_tile(tileset, z, x, y)) return *std::move(known);
  const LayerMask layers = layers_of(tileset);
  const TileId tile = tile_of(z, x, y);
  BuiltTile built;
  std::uint64_t generation = 0;
  {
    const std::shared_lock lock(mutex_);
    generation = cache_.generation();
    for (std::size_t i = 0; i < data_.size(); ++i)
      if ((layers >> i & 1) != 0) append_layer(catalogue_.layers[i], *data_[i], tile, built);
  }
  PackedTile packed;
  if (!built.bytes.empty()) packed = {gzip(built.bytes), etag_of(built.bytes), built.thinned};
  cache_.put(layers, tile, packed, generation);
  return answer_of(std::move(packed));
}

}  // namespace diming::tiles
