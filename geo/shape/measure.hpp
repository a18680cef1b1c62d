// geo/shape: lengths and areas on the ellipsoid.
#pragma once
#include <span>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// The ellipsoid of CGCS2000 (GB 22021-2008): semi-major axis in metres, flattening.
constexpr double kSemiMajor_m = 6378137.0;
constexpr double kFlattening = 1 / 298.257222101;

/// Length of the geodesic in metres, within 1 mm of PROJ's. Where two places lie within about 0.5 degree of being
/// antipodes the iteration has no answer; then a sphere's great circle, within 0.6 %.
/// Source: Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 1975.
double distance_m(LonLat a, LonLat b);

/// Sum over the legs of a line, 1 mm a leg; 0 for fewer than two positions.
double length_m(std::span<const LonLat> points);

/// Area in square metres, holes taken out, whatever the direction of the rings. A side is straight in the cylindrical
/// equal-area map of the ellipsoid, so the areas of neighbours add up to the area of their union to rounding
/// (1e-9 of the whole); against sides of geodesics the difference is below 1e-6 where sides are shorter than 10 km.
/// Source: Snyder, "Map Projections: A Working Manual", USGS 1395, equations 3-12 and 10-15.
double area_m2(const Polygon& polygon);
double area_m2(const MultiPolygon& polygons);

}  // namespace diming::geo
