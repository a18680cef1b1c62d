#include "geo/crs/bd09.hpp"

#include <cmath>
#include <numbers>

namespace diming::geo {
namespace {

constexpr double kWave = std::numbers::pi * 3000 / 180;
constexpr double kEnough = 1e-12;  // degree
constexpr int kMaxSteps = 50;

}  // namespace

Bd09Point to_bd09(Gcj02Point p) {
  const double radius = std::hypot(p.lon, p.lat) + 0.00002 * std::sin(p.lat * kWave);
  const double angle = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * kWave);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

Gcj02Point from_bd09(Bd09Point p) {
  Gcj02Point guess{p.lon - 0.0065, p.lat - 0.006};
  for (int step = 0; step < kMaxSteps; ++step) {
    const Bd09Point reached = to_bd09(guess);
    const double lon = p.lon - reached.lon, lat = p.lat - reached.lat;
    guess.lon += lon, guess.lat += lat;
    if (std::abs(lon) < kEnough && std::abs(lat) < kEnough) break;
  }
  return guess;
}

}  // namespace diming::geo
