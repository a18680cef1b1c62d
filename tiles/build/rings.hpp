// tiles/build: rings in whole tile units made fit for a polygon.
#pragma once
#include <vector>

#include "tiles/mvt/commands.hpp"

namespace diming::tiles {

/// The last point is not the first.
using TileRing = std::vector<TilePoint>;

/// Cuts a closed walk where it comes back to a place it has been, so that the rings it adds to `rings` touch no vertex
/// twice. Walks there and back vanish, as do rings without area. The sum of areas is kept.
void split_walk(TileRing walk, std::vector<TileRing>& rings);

/// Each ring of positive area followed by the rings of negative area that lie in it: smallest first choice.
/// A hole outside every shell is left out.
std::vector<TileRing> nest(std::vector<TileRing> rings);

}  // namespace diming::tiles
