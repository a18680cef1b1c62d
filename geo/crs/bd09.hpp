// geo/crs: BD-09, Baidu's second shift upon GCJ-02.
#pragma once
#include "geo/crs/gcj02.hpp"

namespace diming::geo {

/// Degrees as Baidu publishes them (bd09ll; not its metres, bd09mc).
struct Bd09Point {
  double lon{};
  double lat{};
  friend bool operator==(const Bd09Point&, const Bd09Point&) = default;
};

/// The second shift is applied everywhere, the first only inside the box of `to_gcj02`.
Bd09Point to_bd09(Gcj02Point p);
/// Fixed-point inverse, within 1e-9 degree.
Gcj02Point from_bd09(Bd09Point p);

inline Bd09Point to_bd09(LonLat p) {
  return to_bd09(to_gcj02(p));
}
inline LonLat lon_lat_of(Bd09Point p) {
  return from_gcj02(from_bd09(p));
}

}  // namespace diming::geo
