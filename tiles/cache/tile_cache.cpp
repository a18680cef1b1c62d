#include "tiles/cache/tile_cache.hpp"

namespace diming::tiles {
namespace {

// What list node, hash node and small strings cost beside the bytes, as measured by malloc on this platform's
// libstdc++.
constexpr std::size_t kOverhead = 256;

bool has(LayerMask layers, std::size_t layer) {
  return (layers >> layer & 1) != 0;
}

}  // namespace

std::size_t TileCache::KeyHash::operator()(const Key& key) const {
  std::uint64_t hash = key.layers * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(key.tile.z);
  hash = (hash ^ (std::uint64_t{key.tile.x} << 32 | key.tile.y)) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 32;
}

std::size_t TileCache::weight(const PackedTile& packed) {
  return packed.gzip.size() + kOverhead;
}

std::optional<PackedTile> TileCache::find(LayerMask layers, TileId tile) {
  const std::lock_guard guard(mutex_);
  const auto found = by_key_.find({layers, tile});
  if (found == by_key_.end()) return {};
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->packed;
}

std::uint64_t TileCache::generation() const {
  const std::lock_guard guard(mutex_);
  return generation_;
}

bool TileCache::put(LayerMask layers, TileId tile, PackedTile packed, std::uint64_t generation) {
  const std::lock_guard guard(mutex_);
  for (std::size_t layer = 0; layer < kMaxLayers; ++layer)
    if (has(layers, layer) && expired_at_[layer] > generation) return false;
  const Key key{layers, tile};
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  bytes_ += weight(packed);
  entries_.push_front({key, std::move(packed)});
  by_key_[key] = entries_.begin();
  ++mask_counts_[layers];
  while (bytes_ > max_bytes_ && !entries_.empty()) drop(std::prev(entries_.end()));
  return true;
}

void TileCache::drop(Entries::iterator entry) {
  bytes_ -= weight(entry->packed);
  if (--mask_counts_[entry->key.layers] == 0) mask_counts_.erase(entry->key.layers);
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

void TileCache::expire(const std::vector<LayerExpiry>& expiries) {
  const std::lock_guard guard(mutex_);
  ++generation_;
  for (const LayerExpiry& expiry : expiries) {
    expired_at_[expiry.layer] = generation_;
    for (const WorldBox& box : expiry.boxes)
      if (!box.empty()) expire_box(expiry, box);
  }
}

void TileCache::expire_box(const LayerExpiry& expiry, const WorldBox& box) {
  std::vector<LayerMask> masks;
  for (const auto& [mask, count] : mask_counts_)
    if (has(mask, expiry.layer)) masks.push_back(mask);
  for (int z = expiry.min_zoom; z <= expiry.max_zoom; ++z) {
    const TileRange range = tiles_meeting(box, z, kBuffer);
    if (range.count() * masks.size() > entries_.size()) {
      for (auto entry = entries_.begin(); entry != entries_.end();) {
        const Key key = entry->key;
        const auto here = entry++;
        if (key.tile.z == z && has(key.layers, expiry.layer) && key.tile.x >= range.min_x &&
            key.tile.x <= range.max_x && key.tile.y >= range.min_y && key.tile.y <= range.max_y)
          drop(here);
      }
      continue;
    }
    for (const LayerMask mask : masks)
      for (auto x = range.min_x; x <= range.max_x; ++x)
        for (auto y = range.min_y; y <= range.max_y; ++y)
          if (const auto found = by_key_.find({mask, {z, x, y}}); found != by_key_.end()) drop(found->second);
  }
}

void TileCache::clear() {
  const std::lock_guard guard(mutex_);
  ++generation_;
  expired_at_.fill(generation_);
  entries_.clear();
  by_key_.clear();
  mask_counts_.clear();
  bytes_ = 0;
}

std::size_t TileCache::bytes() const {
  const std::lock_guard guard(mutex_);
  return bytes_;
}

std::size_t TileCache::size() const {
  const std::lock_guard guard(mutex_);
  return entries_.size();
}

}  // namespace diming::tiles
