// tiles/mvt: command integers to parts, checked by clause 4.3.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "tiles/mvt/commands.hpp"

namespace diming::tiles {

/// Fills `parts`. Null if all is well, else the clause that is broken and how.
const char* decode_geometry(ShapeType type, std::span<const std::uint32_t> integers,
                            std::vector<std::vector<TilePoint>>& parts);

}  // namespace diming::tiles
