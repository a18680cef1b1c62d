// tiles/cache: tiles that are never staler than the change log's follower.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "geo/store/follower.hpp"
#include "tiles/build/tile.hpp"
#include "tiles/cache/tile_cache.hpp"

namespace diming::tiles {

struct TileAnswer {
  /// unknown: no such tileset; out_of_range: no such tile, or beyond the tileset's zooms.
  enum class Status { found, empty, out_of_range, unknown };
  Status status{};
  std::string gzip;      ///< MVT packed with gzip; found only
  std::string etag;      ///< with its quotes; found only. Equal content, equal tag
  bool thinned = false;  ///< a layer kept only a part of its features (see append_layer)
};

/// What open maps should fetch anew.
struct TileChange {
  std::vector<std::string> layers;
  geo::Bounds bounds;
  std::int64_t position{};  ///< of the change log
};

/// Features of all layers in memory, tiles built from them on demand and kept packed.
/// A tileset is a layer's id, several joined by commas, or a name of data/layers/tilesets.json.
///
/// Thread: `rebuild` and `follow` belong to the follower's thread and shut the others out only while they exchange
/// features; everything else may be called by many threads. Whatever is asked after `follow` has returned shows its
/// changes: a tile that was begun before them is answered to its caller, but not kept.
class TileService : public geo::Follower {
 public:
  TileService(LayerCatalogue catalogue, std::size_t cache_bytes);
  ~TileService() override;

  std::string name() const override { return "tiles"; }
  void rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) override;
  void follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) override;

  TileAnswer tile(std::string_view tileset, std::int64_t z, std::int64_t x, std::int64_t y);
  /// As `tile`, but only from the cache and without waiting for a build; none if it is not there.
  std::optional<TileAnswer> cached_tile(std::string_view tileset, std::int64_t z, std::int64_t x, std::int64_t y);

  struct JsonOptions {
    std::string_view base_url;     ///< without a slash behind
    std::string_view attribution;  ///< 审图号 and sources
  };
  /// TileJSON 3.0.0 with the tile address {base}/tiles/{tileset}/{z}/{x}/{y}. Errors: tile.unknown_tileset.
  geo::Result<std::string> tilejson(std::string_view tileset, const JsonOptions& options) const;

  /// Called on the follower's thread after its changes are in place. Before the followers start.
  void add_listener(std::function<void(const TileChange&)> listener);
  const LayerCatalogue& catalogue() const { return catalogue_; }
  std::size_t cached_bytes() const { return cache_.bytes(); }

 private:
  /// No bit for an unknown tileset.
  LayerMask layers_of(std::string_view tileset) const;
  std::pair<int, int> zooms_of(LayerMask layers) const;
  /// none if the answer is known without a tile.
  std::optional<TileAnswer> refuse(LayerMask layers, std::int64_t z, std::int64_t x, std::int64_t y) const;

  LayerCatalogue catalogue_;
  std::vector<std::unique_ptr<LayerData>> data_;  // as the layers of the catalogue
  mutable std::shared_mutex mutex_;               // guards data_
  TileCache cache_;
  std::vector<std::function<void(const TileChange&)>> listeners_;
};

}  // namespace diming::tiles
