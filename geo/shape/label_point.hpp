// geo/shape: where to write a name on an area.
#pragma once
#include "geo/base/geometry.hpp"

namespace diming::geo {

/// The place inside the area farthest from its outline (pole of inaccessibility), at most `precision` of the smaller
/// side of its box short of the best; degrees of longitude are shrunk by cos(latitude) of the middle. A strip
/// thousands of times longer than wide may get a place less good, but inside.
/// In: a polygon with at least one ring; precision in (0, 1]. A polygon without area gives its first position.
/// Source: the cell method of mapbox/polylabel (https://github.com/mapbox/polylabel).
LonLat label_point(const Polygon& polygon, double precision = 0.01);
/// Of the part with the largest area. In: at least one part.
LonLat label_point(const MultiPolygon& polygons, double precision = 0.01);

}  // namespace diming::geo
