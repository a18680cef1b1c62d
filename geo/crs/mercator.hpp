// geo/crs: spherical web mercator, in metres and in the unit square of tiles.
#pragma once
#include "geo/base/lon_lat.hpp"
#include "geo/shape/xy.hpp"

namespace diming::geo {

/// EPSG:3857, metres.
struct MercatorPoint {
  double x{};
  double y{};
  friend bool operator==(const MercatorPoint&, const MercatorPoint&) = default;
};

/// Half the side of the square, metres.
constexpr double kMercatorHalf_m = 20037508.342789244;
/// Where the square ends. Latitudes beyond are taken as this one.
constexpr double kMercatorMaxLat = 85.0511287798065924;

MercatorPoint to_mercator(LonLat p);
/// In: any finite metres; longitude is not wrapped.
LonLat from_mercator(MercatorPoint p);

/// (0, 0) is the north-west corner, y grows to the south; both in [0, 1): the eastern and southern edges give the
/// largest double below 1, so that floor(x * 2^z) is always a tile.
XY to_unit_square(LonLat p);
LonLat from_unit_square(XY p);

}  // namespace diming::geo
