// tiles/build: the areas of a coverage inside one tile.
#pragma once
#include <cstdint>
#include <vector>

#include "tiles/build/rings.hpp"
#include "tiles/grid/tile_id.hpp"
#include "tiles/layer/coverage.hpp"

namespace diming::tiles {

struct AreaShape {
  std::int64_t area{};
  std::vector<TileRing> rings;  ///< each shell (positive area) followed by its holes
};

/// Cuts the chains at the tile's rim once and puts the areas together from those same pieces and the rim between them:
/// where the edges close, the doubled areas of all shapes and of the outside sum up to the square within the rim,
/// exactly. An area without extent at this zoom has no shape. By growing area id.
std::vector<AreaShape> areas_in_tile(const Coverage& coverage, TileId tile);

}  // namespace diming::tiles
