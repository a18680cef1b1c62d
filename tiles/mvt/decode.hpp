// tiles/mvt: strict reader of MVT 2.1, for inspection and tests.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/feature.hpp"
#include "geo/base/result.hpp"
#include "tiles/mvt/commands.hpp"

namespace diming::tiles {

struct DecodedFeature {
  std::optional<std::uint64_t> id;
  ShapeType type{};
  std::vector<std::pair<std::string, geo::Value>> properties;
  /// One part for all points; one a line; one a ring, without the closing point, exterior rings positive.
  std::vector<std::vector<TilePoint>> parts;
};

struct DecodedLayer {
  std::string name;
  std::uint32_t version{};
  std::uint32_t extent{};
  std::vector<DecodedFeature> features;
};

/// In: an unpacked tile. Refuses what the specification forbids (its MUST clauses, quoted by number in the message)
/// and rings without area. Errors: tile.not_mvt.
geo::Result<std::vector<DecodedLayer>> decode_tile(std::string_view bytes);

}  // namespace diming::tiles
