// tiles/mvt: one layer of a Mapbox Vector Tile 2.1 (https://github.com/mapbox/vector-tile-spec/tree/master/2.1).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/base/feature.hpp"
#include "tiles/mvt/commands.hpp"

namespace diming::tiles {

/// Writes a layer front to back. The same calls give the same bytes. A tile is its layers' bytes one after another.
class LayerWriter {
 public:
  explicit LayerWriter(std::string_view name);

  /// Index of a key or value; equal ones share an index (clause 4.1). A null value has no index: leave the tag out.
  std::uint32_t key(std::string_view name);
  std::uint32_t value(const geo::Value& value);
  /// `tags` are key and value indexes by turns (clause 4.4). A feature without geometry is left out.
  void add(std::optional<std::uint64_t> id, ShapeType type, std::span<const std::uint32_t> tags,
           std::span<const std::uint32_t> commands);
  std::size_t feature_count() const { return feature_count_; }
  /// The layer as a field of the tile message; "" if it has no feature. Ends the writer.
  std::string finish();

 private:
  using Indexes = std::unordered_map<std::string, std::uint32_t>;
  std::string layer_;
  Indexes keys_;
  Indexes values_;
  std::vector<const std::string*> key_order_;
  std::vector<const std::string*> value_order_;
  std::string scratch_;
  std::size_t feature_count_ = 0;
};

}  // namespace diming::tiles
