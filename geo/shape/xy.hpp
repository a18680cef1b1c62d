// geo/shape: a position in any plane.
#pragma once

namespace diming::geo {

/// Plain Cartesian pair; unit and axes are the caller's.
struct XY {
  double x{};
  double y{};
  friend bool operator==(const XY&, const XY&) = default;
};

}  // namespace diming::geo
