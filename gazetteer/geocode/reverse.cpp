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

std::uint32_t ancestor(const GeocodeTables& tables, std::uint32_t division, int level) {
  while (division != kNone && tables.divisions()[division].level > level) division = tables.divisions()[division].parent;
  return division;
}

Hit at_point(HitKind kind, MatchLevel level, std::uint32_t i, geo::LonLat at) {
  return {kind, level, i, 1, at, bounds_at(at)};
}

}  // namespace

std::optional<Hit> reverse(const GeocodeTables& tables, geo::LonLat p, std::optional<std::int64_t> division_id,
                           int zoom) {
  const std::uint32_t division = division_id ? tables.division_index(*division_id) : kNone;
  if (division == kNone) return std::nullopt;
  const std::uint32_t county = ancestor(tables, division, kCounty);
  if (zoom >= 18) {
    const auto here = [&](std::uint32_t other) { return tables.lies_in(other, county); };
    const std::uint32_t plate = tables.nearest_plate(p, kPlateRadius_m, here).index;
    if (plate != kNone) return at_point(HitKind::plate, MatchLevel::gate, plate, tables.plates()[plate].at);
  }
  if (zoom >= 16) {
    const auto here = [&](std::uint32_t other) { return tables.lies_in(other, county) || tables.lies_in(county, other); };
    const std::uint32_t road = tables.nearest_road(p, kRoadRadius_m, here).index;
    if (road != kNone) {
      Hit hit = at_point(HitKind::name, MatchLevel::road, road, tables.names()[road].at);
      hit.bounds = tables.names()[road].bounds;
      return hit;
    }
  }
  const std::uint32_t unit = ancestor(tables, division, level_of_zoom(zoom));
  if (unit == kNone) return std::nullopt;
  return at_point(HitKind::division, MatchLevel::division, unit, tables.divisions()[unit].at);
}

}  // namespace diming::gazetteer
