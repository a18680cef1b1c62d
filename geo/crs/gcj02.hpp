// geo/crs: GCJ-02, the shifted coordinates of Chinese web maps.
#pragma once
#include "geo/base/lon_lat.hpp"

namespace diming::geo {

/// Degrees as AMap and Tencent publish them; 300 to 700 m away from CGCS2000 in China.
struct Gcj02Point {
  double lon{};
  double lat{};
  friend bool operator==(const Gcj02Point&, const Gcj02Point&) = default;
};

/// Outside the box 72.004..137.8347 E, 0.8293..55.8271 N nothing is shifted: the rule of the published algorithm, which
/// knows no border (places abroad inside the box are shifted too).
/// The algorithm is known from its open re-implementations only; it stands for the official one to 1-2 m.
Gcj02Point to_gcj02(LonLat p);
/// Fixed-point inverse: `to_gcj02(from_gcj02(p))` gives back p within 1e-9 degree (0.1 mm). Where the shift leads
/// across the edge of the box, the side on which `p` itself lies decides.
LonLat from_gcj02(Gcj02Point p);

}  // namespace diming::geo
