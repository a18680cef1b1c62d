#include "geo/crs/gcj02.hpp"

#include <cmath>
#include <numbers>

namespace diming::geo {
namespace {

// Krassovsky 1940, as the algorithm has it.
constexpr double kSemiMajor_m = 6378245.0;
constexpr double kEccentricity2 = 0.00669342162296594323;
constexpr double kPi = std::numbers::pi;
constexpr double kEnough = 1e-12;  // degree; the shift contracts about 200-fold a step
constexpr int kMaxSteps = 20;

bool is_shifted(double lon, double lat) {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

double wave(double v, double unit) {
  return (20 * std::sin(6 * v * kPi) + 20 * std::sin(2 * v * kPi)) * unit;
}

/// Metres north, before they become degrees.
double north_m(double x, double y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + wave(x, 2.0 / 3) +
         (20 * std::sin(y * kPi) + 40 * std::sin(y / 3 * kPi)) * 2 / 3 +
         (160 * std::sin(y / 12 * kPi) + 320 * std::sin(y * kPi / 30)) * 2 / 3;
}

/// Metres east.
double east_m(double x, double y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + wave(x, 2.0 / 3) +
         (20 * std::sin(x * kPi) + 40 * std::sin(x / 3 * kPi)) * 2 / 3 +
         (150 * std::sin(x / 12 * kPi) + 300 * std::sin(x / 30 * kPi)) * 2 / 3;
}

Gcj02Point shifted(double lon, double lat) {
  const double x = lon - 105, y = lat - 35, phi = lat * kPi / 180;
  const double w2 = 1 - kEccentricity2 * std::sin(phi) * std::sin(phi), w = std::sqrt(w2);
  const double meridian_m = kSemiMajor_m * (1 - kEccentricity2) / (w2 * w) * kPi / 180;
  const double parallel_m = kSemiMajor_m / w * std::cos(phi) * kPi / 180;
  return {lon + east_m(x, y) / parallel_m, lat + north_m(x, y) / meridian_m};
}

}  // namespace

Gcj02Point to_gcj02(LonLat p) {
  return is_shifted(p.lon, p.lat) ? shifted(p.lon, p.lat) : Gcj02Point{p.lon, p.lat};
}

LonLat from_gcj02(Gcj02Point p) {
  LonLat guess{p.lon, p.lat};
  if (!is_shifted(p.lon, p.lat)) return guess;
  for (int step = 0; step < kMaxSteps; ++step) {
    const Gcj02Point reached = shifted(guess.lon, guess.lat);
    const double lon = p.lon - reached.lon, lat = p.lat - reached.lat;
    guess.lon += lon, guess.lat += lat;
    if (std::abs(lon) < kEnough && std::abs(lat) < kEnough) break;
  }
  return guess;
}

}  // namespace diming::geo
