// boundary/intake: the flat plane that invented shapes are drawn on.
#pragma once
#include <cmath>

#include "geo/base/lon_lat.hpp"

namespace diming::boundary {

/// x and y in degrees of latitude: one unit is about 111 km in both directions at 29 degrees north.
struct PlanePoint {
  double x{};
  double y{};
  friend PlanePoint operator+(PlanePoint a, PlanePoint b) { return {a.x + b.x, a.y + b.y}; }
  friend PlanePoint operator-(PlanePoint a, PlanePoint b) { return {a.x - b.x, a.y - b.y}; }
  friend PlanePoint operator*(PlanePoint a, double k) { return {a.x * k, a.y * k}; }
};

inline constexpr double kCosine29 = 0.87461971;     ///< cos(29 degrees), the middle of Zhejiang
inline constexpr double kMetresPerUnit = 110850.0;  ///< a degree of latitude at 29 degrees north

inline double dot(PlanePoint a, PlanePoint b) {
  return a.x * b.x + a.y * b.y;
}
inline double cross(PlanePoint a, PlanePoint b) {
  return a.x * b.y - a.y * b.x;
}
inline double length(PlanePoint a) {
  return std::sqrt(dot(a, a));
}
inline double distance_squared(PlanePoint a, PlanePoint b) {
  return dot(a - b, a - b);
}

inline PlanePoint to_plane(geo::LonLat p) {
  return {p.lon * kCosine29, p.lat};
}
/// Rounded to 1e-8 degree (1 mm): every line that uses the position sees the same bits.
inline geo::LonLat to_degrees(PlanePoint p) {
  return {std::round(p.x / kCosine29 * 1e8) / 1e8, std::round(p.y * 1e8) / 1e8};
}

}  // namespace diming::boundary
