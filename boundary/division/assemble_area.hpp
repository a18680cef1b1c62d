// boundary/division: the area of a unit, put together from the edges around it.
#pragma once
#include <span>

#include "geo/base/geometry.hpp"

namespace diming::boundary {

/// An edge with the wanted area on one side and something else on the other.
struct AreaEdge {
  std::span<const geo::LonLat> points;  ///< at least two; first equals last for an edge without nodes
  bool area_on_left{};
};

/// The polygons that `edges` bound: shells counter-clockwise, holes clockwise, each ring simple; parts in the order of
/// their first edge. Positions are taken over bit for bit. Rings that touch at a corner come out as separate rings.
/// Fault: the edges do not close, that is, the register has lost one.
geo::MultiPolygon assemble_area(std::span<const AreaEdge> edges);

/// Twice the signed area in square degrees, positive if the ring runs counter-clockwise.
double twice_signed_area(std::span<const geo::LonLat> ring);

}  // namespace diming::boundary
