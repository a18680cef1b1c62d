#include "gazetteer/geocode/reverse.hpp"

namespace diming::gazetteer {
namespace {

constexpr double kPlateRadius_m = 100;
constexpr double kRoadRadius_m = 200;
constexpr int kCounty = 3;

int level_of_zoom(int zoom) {
  if (zoom >= 14) return 5;
  if (zoom >= 12) return 4;
  if (zoom >= 10) return 3;
  return zoom >= 8 ? 2 : 1;
}

std::uint32_t ancestor(const GeocodeIndex& index, std::uint32_t division, int level) {
  while (division != kNone && index.divisions()[division].level > level) division = index.divisions()[division].parent;
  return division;
}

Hit at_point(HitKind kind, MatchLevel level, std::uint32_t i, geo::LonLat at) {
  return {kind, level, i, 1, at, geo::bounds_of(std::vector{at})};
}

}  // namespace

std::optional<Hit> reverse(const GeocodeIndex& index, geo::LonLat p, std::optional<std::int64_t> division_id,
                           int zoom) {
  const std::uint32_t division = division_id ? index.division_index(*division_id) : kNone;
  if (division == kNone) return std::nullopt;
  const std::uint32_t county = ancestor(index, division, kCounty);
  const auto same_county = [&](std::uint32_t other) { return ancestor(index, other, kCounty) == county; };
  if (zoom >= 18) {
    const auto [plate, distance] = index.nearest_plate(p, kPlateRadius_m);
    if (plate != kNone && same_county(index.plates()[plate].division))
      return at_point(HitKind::plate, MatchLevel::gate, plate, index.plates()[plate].at);
  }
  if (zoom >= 16) {
    const auto [road, distance] = index.nearest_road(p, kRoadRadius_m);
    if (road != kNone && same_county(index.names()[road].division)) {
      Hit hit = at_point(HitKind::name, MatchLevel::road, road, index.names()[road].at);
      hit.bounds = index.names()[road].bounds;
      return hit;
    }
  }
  const std::uint32_t unit = ancestor(index, division, level_of_zoom(zoom));
  if (unit == kNone) return std::nullopt;
  return at_point(HitKind::division, MatchLevel::division, unit, index.divisions()[unit].at);
}

}  // namespace diming::gazetteer
