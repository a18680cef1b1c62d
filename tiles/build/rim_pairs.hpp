// tiles/build: which way the boundary of an area runs along the rim of a tile.
#pragma once
#include <cstddef>
#include <vector>

namespace diming::tiles {

/// A boundary piece of the area leaves the tile, or enters it, at a place of the rim.
struct RimEvent {
  double place{};
  bool leaves{};
  std::size_t arc{};
};

/// From the end of the arc `from` the boundary runs along the rim to the start of the arc `to`, across the corner at
/// place 0 if `across_start`.
struct RimPair {
  std::size_t from{};
  std::size_t to{};
  bool across_start{};
};

/// The area lies on the rim from each leaving to the next entering. Where several meet at one place (chains that run
/// together after rounding) the order follows from whether the area lies on the rim before it. `holds_start`: the area
/// holds the rim's corner at place 0. Events that find no partner, as edges that do not close leave them, are left out.
std::vector<RimPair> pair_along_rim(std::vector<RimEvent> events, bool holds_start);

}  // namespace diming::tiles
