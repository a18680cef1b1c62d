#include "geo/shape/measure.hpp"

#include <cmath>
#include <numbers>
#include <optional>

namespace diming::geo {
namespace {

constexpr double kRadian = std::numbers::pi / 180;
constexpr double kSemiMinor_m = kSemiMajor_m * (1 - kFlattening);
constexpr double kMeanRadius_m = (2 * kSemiMajor_m + kSemiMinor_m) / 3;
constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
constexpr int kMaxIterations = 100;

/// Central angle between two places on the auxiliary sphere, and what Vincenty's series needs of it.
struct Arc {
  double sigma, sin_sigma, cos_sigma, sin_alpha, cos2_alpha, cos_2m;
};

struct Ends {
  double sin1, cos1, sin2, cos2;  // of the reduced latitudes
};

Arc arc_at(const Ends& e, double lambda) {
  const double sin_l = std::sin(lambda), cos_l = std::cos(lambda);
  Arc arc{};
  arc.sin_sigma = std::hypot(e.cos2 * sin_l, e.cos1 * e.sin2 - e.sin1 * e.cos2 * cos_l);
  arc.cos_sigma = e.sin1 * e.sin2 + e.cos1 * e.cos2 * cos_l;
  arc.sigma = std::atan2(arc.sin_sigma, arc.cos_sigma);
  arc.sin_alpha = arc.sin_sigma == 0 ? 0 : e.cos1 * e.cos2 * sin_l / arc.sin_sigma;
  arc.cos2_alpha = 1 - arc.sin_alpha * arc.sin_alpha;
  arc.cos_2m = arc.cos2_alpha == 0 ? 0 : arc.cos_sigma - 2 * e.sin1 * e.sin2 / arc.cos2_alpha;  // 0 on the equator
  return arc;
}

/// Vincenty's equations 10 and 11.
double next_lambda(const Arc& arc, double difference) {
  const double c = kFlattening / 16 * arc.cos2_alpha * (4 + kFlattening * (4 - 3 * arc.cos2_alpha));
  const double series =
      arc.sigma + c * arc.sin_sigma * (arc.cos_2m + c * arc.cos_sigma * (2 * arc.cos_2m * arc.cos_2m - 1));
  return difference + (1 - c) * kFlattening * arc.sin_alpha * series;
}

/// Vincenty's equations 3, 4, 6 and 19.
double length_of(const Arc& arc) {
  const double u2 =
      arc.cos2_alpha * (kSemiMajor_m * kSemiMajor_m - kSemiMinor_m * kSemiMinor_m) / (kSemiMinor_m * kSemiMinor_m);
  const double a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const double b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const double c2 = arc.cos_2m * arc.cos_2m, s2 = arc.sin_sigma * arc.sin_sigma;
  const double inner = arc.cos_sigma * (2 * c2 - 1) - b / 6 * arc.cos_2m * (4 * s2 - 3) * (4 * c2 - 3);
  return kSemiMinor_m * a * (arc.sigma - b * arc.sin_sigma * (arc.cos_2m + b / 4 * inner));
}

std::optional<double> vincenty_m(const Ends& ends, double difference) {
  double lambda = difference;
  for (int i = 0; i < kMaxIterations; ++i) {
    const Arc arc = arc_at(ends, lambda);
    const double next = next_lambda(arc, difference);
    if (std::abs(next) > std::numbers::pi) return std::nullopt;
    if (std::abs(next - lambda) < 1e-13) return length_of(arc_at(ends, next));
    lambda = next;
  }
  return std::nullopt;
}

/// sin of the authalic latitude times its largest value: Snyder's q, equation 3-12.
double authalic_q(double lat) {
  static const double e = std::sqrt(kEccentricity2);
  const double s = std::sin(lat * kRadian);
  return (1 - kEccentricity2) * (s / (1 - kEccentricity2 * s * s) + std::atanh(e * s) / e);
}

/// Twice the area in units of degree and q, relative to the first position to keep the digits.
double twice_area(const Ring& ring) {
  if (ring.empty()) return 0;
  const double lon0 = ring.front().lon, q0 = authalic_q(ring.front().lat);
  double sum = 0, x1 = 0, y1 = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const double x2 = ring[i].lon - lon0, y2 = authalic_q(ring[i].lat) - q0;
    sum += x1 * y2 - x2 * y1;
    x1 = x2, y1 = y2;
  }
  return std::abs(sum);
}

}  // namespace

double distance_m(LonLat a, LonLat b) {
  if (a == b) return 0;
  const double tan1 = (1 - kFlattening) * std::tan(a.lat * kRadian),
               tan2 = (1 - kFlattening) * std::tan(b.lat * kRadian);
  const double cos1 = 1 / std::hypot(1, tan1), cos2 = 1 / std::hypot(1, tan2);
  const Ends ends{tan1 * cos1, cos1, tan2 * cos2, cos2};
  const double difference = std::remainder(b.lon - a.lon, 360.0) * kRadian;
  if (const auto length = vincenty_m(ends, difference)) return *length;
  return kMeanRadius_m * arc_at(ends, difference).sigma;
}

double length_m(std::span<const LonLat> points) {
  double sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) sum += distance_m(points[i - 1], points[i]);
  return sum;
}

double area_m2(const Polygon& polygon) {
  double sum = 0;
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) sum += (i == 0 ? 1 : -1) * twice_area(polygon.rings[i]);
  return sum * kRadian * kSemiMajor_m * kSemiMajor_m / 4;  // x = a lon, y = a q / 2
}

double area_m2(const MultiPolygon& polygons) {
  double sum = 0;
  for (const Polygon& polygon : polygons.polygons) sum += area_m2(polygon);
  return sum;
}

}  // namespace diming::geo
