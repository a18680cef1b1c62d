// geo/shape: inside, outside and direction of rings.
#pragma once
#include <span>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// True if `p` lies inside the closed ring, sides being straight in degrees. A place on a side or corner belongs to
/// one side only: to the area north or, on a meridian, east of it. Two rings that carry the same side never both hold
/// a place, and never both lack it, because a side is computed alike in either direction; so a partition answers
/// exactly once. Empty rings hold nothing.
bool ring_contains(std::span<const LonLat> ring, LonLat p);

/// As `ring_contains` over all rings: holes are out.
bool contains(const Polygon& polygon, LonLat p);
bool contains(const MultiPolygon& polygons, LonLat p);

/// Square degrees; positive if the closed ring runs counter-clockwise.
double signed_area(std::span<const LonLat> ring);

/// Turns shells counter-clockwise and holes clockwise (RFC 7946 section 3.1.6); points and lines stay.
void make_rings_oriented(Geometry& geometry);
void make_rings_oriented(Polygon& polygon);

}  // namespace diming::geo
