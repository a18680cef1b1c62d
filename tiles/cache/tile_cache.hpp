// tiles/cache: packed tiles in bounded memory.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "tiles/grid/tile_id.hpp"

namespace diming::tiles {

/// A set of layers by their number in the catalogue.
using LayerMask = std::uint64_t;
constexpr std::size_t kMaxLayers = 64;

struct PackedTile {
  std::string gzip;  ///< "" if the tile is empty
  std::string etag;
  bool thinned = false;
};

/// Places where a layer changed, at the zooms that draw it.
struct LayerExpiry {
  std::size_t layer{};
  int min_zoom{};
  int max_zoom{};
  std::vector<WorldBox> boxes;
};

/// Least recently used tiles go first. Safe for many threads.
class TileCache {
 public:
  explicit TileCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  std::optional<PackedTile> find(LayerMask layers, TileId tile);
  /// Number of the latest expiry. Read it before the features are read.
  std::uint64_t generation() const;
  /// Keeps a tile built from features as they were at `generation`; refuses it (false) if one of its layers has been
  /// expired since, because it may show what was before.
  bool put(LayerMask layers, TileId tile, PackedTile packed, std::uint64_t generation);
  /// Drops every tile with one of the layers whose margin meets one of its boxes.
  void expire(const std::vector<LayerExpiry>& expiries);
  void clear();
  std::size_t bytes() const;
  std::size_t size() const;

 private:
  struct Key {
    LayerMask layers;
    TileId tile;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Entry {
    Key key;
    PackedTile packed;
  };
  using Entries = std::list<Entry>;

  void drop(Entries::iterator entry);
  void expire_box(const LayerExpiry& expiry, const WorldBox& box);
  static std::size_t weight(const PackedTile& packed);

  mutable std::mutex mutex_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  Entries entries_;  // latest used first
  std::unordered_map<Key, Entries::iterator, KeyHash> by_key_;
  std::map<LayerMask, std::size_t> mask_counts_;
  std::uint64_t generation_ = 0;
  std::array<std::uint64_t, kMaxLayers> expired_at_{};
};

}  // namespace diming::tiles
