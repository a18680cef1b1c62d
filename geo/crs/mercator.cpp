#include "geo/crs/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace diming::geo {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kBelowOne = 1 - std::numeric_limits<double>::epsilon() / 2;

/// -1 at the southern edge, 1 at the northern.
double northing(double lat) {
  const double clamped = std::clamp(lat, -kMercatorMaxLat, kMercatorMaxLat);
  return std::asinh(std::tan(clamped * kPi / 180)) / kPi;
}

double latitude(double north) {
  return std::atan(std::sinh(north * kPi)) * 180 / kPi;
}

}  // namespace

MercatorPoint to_mercator(LonLat p) {
  return {p.lon / 180 * kMercatorHalf_m, northing(p.lat) * kMercatorHalf_m};
}

LonLat from_mercator(MercatorPoint p) {
  return {p.x / kMercatorHalf_m * 180, latitude(p.y / kMercatorHalf_m)};
}

XY to_unit_square(LonLat p) {
  return {std::clamp(p.lon / 360 + 0.5, 0.0, kBelowOne), std::clamp(0.5 - northing(p.lat) / 2, 0.0, kBelowOne)};
}

LonLat from_unit_square(XY p) {
  return {(p.x - 0.5) * 360, latitude(1 - 2 * p.y)};
}

}  // namespace diming::geo
