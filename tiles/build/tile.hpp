// tiles/build: one tile of one or several layers.
#pragma once
#include <string>

#include "tiles/grid/tile_id.hpp"
#include "tiles/layer/source.hpp"

namespace diming::tiles {

struct BuiltTile {
  std::string bytes;     ///< MVT, not packed; "" if nothing lies in the tile
  bool thinned = false;  ///< some layer had more features than its budget
};

/// Appends a layer's part of the tile; nothing outside the layer's zooms. Lines and areas are cut at kBuffer units
/// around the tile, points are taken as far. Over the budget, features of higher rank stay; of the lowest rank that
/// still fits, every n-th along the Hilbert curve stays, so that the thinned picture keeps the density's shape.
/// Thread: any number at once.
void append_layer(const LayerDefinition& layer, const LayerData& data, TileId tile, BuiltTile& out);

}  // namespace diming::tiles
