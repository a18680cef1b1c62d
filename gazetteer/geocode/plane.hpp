// gazetteer/geocode: metres around a point, good enough for search radii of a few hundred metres.
#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::gazetteer {

/// The plane that touches the earth at a point.
class LocalPlane {
 public:
  explicit LocalPlane(geo::LonLat origin)
      : origin_(origin), x_scale_(std::max(0.01, std::cos(origin.lat * std::numbers::pi / 180))) {}

  /// What a degree of longitude is to one of latitude here.
  double x_scale() const { return x_scale_; }
  static double metres(double degrees_of_latitude) { return degrees_of_latitude * 111'320; }

  double distance_m(geo::LonLat p) const {
    return std::hypot(metres((p.lon - origin_.lon) * x_scale_), metres(p.lat - origin_.lat));
  }

  /// From the origin to the nearest place of a line; infinite for fewer than two positions.
  double distance_m(const std::vector<geo::LonLat>& line) const {
    double best = INFINITY;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const double ax = metres((line[i].lon - origin_.lon) * x_scale_), ay = metres(line[i].lat - origin_.lat);
      const double dx = metres((line[i + 1].lon - line[i].lon) * x_scale_), dy = metres(line[i + 1].lat - line[i].lat);
      const double length2 = dx * dx + dy * dy;
      const double t = length2 == 0 ? 0 : std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0);
      best = std::min(best, std::hypot(ax + t * dx, ay + t * dy));
    }
    return best;
  }

 private:
  geo::LonLat origin_;
  double x_scale_;
};

/// What lies nearest: an index or kNone, and how far.
struct Nearest {
  std::uint32_t index{};
  double distance_m{};
};

}  // namespace diming::gazetteer
