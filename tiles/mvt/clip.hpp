// tiles/mvt: lines cut at the margin of a tile.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tiles/mvt/commands.hpp"

namespace diming::tiles {

/// Tile units from the tile's corner, as far away as a line may lead.
struct FarPoint {
  std::int64_t x{};
  std::int64_t y{};
};

/// A part of a line inside the margin. Where the line comes in or goes out, the part has a point on the rim, and
/// `enters` or `leaves` tells its place along the rim: from the north-west corner to the east and around, in
/// [0, 4 kRimSide). None where the line itself begins or ends inside.
struct Piece {
  std::vector<TilePoint> points;
  std::optional<double> enters;
  std::optional<double> leaves;
};

/// Length of one side of the rim. The cut runs half a unit inside the outermost units, so that no vertex lies on it and
/// every crossing is a true one; points of the rim are drawn on the outermost units.
constexpr double kRimSide = 4096 + 2 * 64 - 1;

/// Appends the pieces of a line in its order. A line of one point gives that point if it is inside. The same segment
/// crosses at the same place whichever way it is walked.
void clip_line(std::span<const FarPoint> line, std::vector<Piece>& pieces);

/// Corner k = 0 .. 3 of the rim, at the place k * kRimSide.
TilePoint rim_corner(int k);

}  // namespace diming::tiles
