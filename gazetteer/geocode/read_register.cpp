#include "gazetteer/geocode/read_register.hpp"

#include "geo/base/geometry.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kDivisions =
    "SELECT id, level, name, code, parent_id, seat, kind FROM pub_search_division ORDER BY level, id";
constexpr std::string_view kNames =
    "SELECT id, text, name_kind, romanized, class, importance, division_id, geometry FROM pub_search_name"
    " WHERE id BETWEEN ?1 AND ?2";
constexpr std::string_view kFacilities =
    "SELECT id, name, kind, division_id, doorplate_id, geometry FROM pub_search_facility WHERE id BETWEEN ?1 AND ?2";
constexpr std::string_view kPlates =
    "SELECT id, road_id, division_id, number, sub_number, geometry FROM pub_search_doorplate"
    " WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
constexpr std::string_view kPlatesOfRoad =
    "SELECT id, road_id, division_id, number, sub_number, geometry FROM pub_search_doorplate"
    " WHERE road_id = ?1 ORDER BY id";
constexpr int kFacilityImportance = 2;

geo::LonLat middle(const geo::Geometry& geometry) {
  if (const auto* point = std::get_if<geo::Point>(&geometry)) return point->at;
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) return line->points[line->points.size() / 2];
  const geo::Bounds box = geo::bounds_of(geometry);
  return {(box.west + box.east) / 2, (box.south + box.north) / 2};
}

std::vector<std::vector<geo::LonLat>> lines_of(const geo::Geometry& geometry) {
  std::vector<std::vector<geo::LonLat>> lines;
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) lines.push_back(line->points);
  if (const auto* many = std::get_if<geo::MultiLineString>(&geometry))
    for (const auto& line : many->lines) lines.push_back(line.points);
  return lines;
}

std::vector<PlateEntry> plates_of(geo::Statement& row, const GeocodeTables& tables) {
  std::vector<PlateEntry> plates;
  while (row.step()) {
    const std::uint32_t road = tables.name_index(row.integer(1));
    if (road == kNone || row.is_null(5)) continue;
    plates.push_back({row.integer(0), road, tables.division_index(row.integer(2)),
                      static_cast<std::int32_t>(row.integer(3)), static_cast<std::int32_t>(row.integer(4)),
                      middle(row.geometry(5))});
  }
  return plates;
}

}  // namespace

void read_divisions(geo::Connection& db, GeocodeTables& tables) {
  auto row = db.prepare(kDivisions);
  while (row.step()) {
    DivisionEntry entry;
    entry.id = row.integer(0);
    entry.level = static_cast<int>(row.integer(1));
    entry.name = row.text(2);
    entry.code = row.text(3);
    entry.parent = tables.division_index(row.integer(4));
    if (!row.is_null(5)) entry.at = middle(row.geometry(5));
    entry.kind = row.text(6);
    tables.add_division(std::move(entry));
  }
}

std::vector<NameEntry> read_place_names(geo::Connection& db, const GeocodeTables& tables, IdRange ids) {
  std::vector<NameEntry> names;
  auto row = db.prepare(kNames);
  row.bind_all(ids.first, ids.last);
  while (row.step()) {
    if (row.is_null(7)) continue;
    const geo::Geometry shape = row.geometry(7);
    NameEntry entry;
    entry.id = row.integer(0);
    entry.name = row.text(1);
    entry.former = row.text(2) != "standard";
    entry.romanized = row.text(3);
    entry.kind = row.text(4);
    entry.importance = static_cast<int>(row.integer(5));
    entry.division = tables.division_index(row.integer(6));
    entry.at = middle(shape);
    entry.bounds = geo::bounds_of(shape);
    if (!entry.former) entry.lines = lines_of(shape);
    names.push_back(std::move(entry));
  }
  return names;
}

std::vector<NameEntry> read_facility_names(geo::Connection& db, const GeocodeTables& tables, IdRange ids) {
  std::vector<NameEntry> names;
  auto row = db.prepare(kFacilities);
  row.bind_all(ids.first, ids.last);
  while (row.step()) {
    if (row.is_null(5)) continue;
    NameEntry entry;
    entry.id = row.integer(0);
    entry.name = row.text(1);
    entry.kind = row.text(2);
    entry.importance = kFacilityImportance;
    entry.division = tables.division_index(row.integer(3));
    entry.doorplate_id = row.integer(4);
    entry.at = middle(row.geometry(5));
    entry.bounds.add(entry.at);
    names.push_back(std::move(entry));
  }
  return names;
}

std::vector<PlateEntry> read_plates(geo::Connection& db, const GeocodeTables& tables, IdRange ids) {
  auto row = db.prepare(kPlates);
  row.bind_all(ids.first, ids.last);
  return plates_of(row, tables);
}

std::vector<PlateEntry> read_plates_of_road(geo::Connection& db, const GeocodeTables& tables, std::int64_t road_id) {
  auto row = db.prepare(kPlatesOfRoad);
  row.bind_all(road_id);
  return plates_of(row, tables);
}

}  // namespace diming::gazetteer
