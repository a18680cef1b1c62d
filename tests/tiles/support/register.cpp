#include "tests/tiles/support/register.hpp"

#include "embedded/diming_data.hpp"
#include "geo/base/fault.hpp"
#include "geo/store/migrate.hpp"

namespace diming::tiles::test {
namespace {

constexpr std::uint32_t kWidth = 1U << 22;  // about 39 km
constexpr WorldPoint kCorner{3'580'000'000U, 1'760'000'000U};
constexpr std::string_view kFrom = "2020-01-01";

constexpr std::string_view kAddDivision =
    "INSERT INTO division (id, level, kind, effective_from, seat) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kAddName =
    "INSERT INTO division_name (id, division_id, name, romanized, effective_from) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kAddCode =
    "INSERT INTO division_code (division_id, system, code, effective_from) VALUES (?1, 'nbs', ?2, ?3)";
constexpr std::string_view kAddParent =
    "INSERT INTO division_parent (division_id, parent_id, effective_from) VALUES (?1, ?2, ?3)";
constexpr std::string_view kAddFace = "INSERT INTO face (id, effective_from) VALUES (?1, ?2)";
constexpr std::string_view kAddMember =
    "INSERT INTO face_division (face_id, division_id, effective_from) VALUES (?1, ?2, ?3)";
constexpr std::string_view kAddEdge =
    "INSERT INTO edge (id, left_face_id, right_face_id, source_crs, method, effective_from, geometry) "
    "VALUES (?1, ?2, ?3, 'cgcs2000', 'made', ?4, ?5)";
constexpr std::string_view kAddPlace =
    "INSERT INTO place (id, class, gb_code, division_id, importance, source_crs, method, effective_from, geometry) "
    "VALUES (?1, 'street', '', ?2, 2, 'cgcs2000', 'made', ?3, ?4)";
constexpr std::string_view kAddPlaceName =
    "INSERT INTO place_name (id, place_id, text, specific, generic, romanized, sound, kind, effective_from, "
    "published_from) VALUES (?1, ?2, ?3, '', '', 'Wenyi Lu', '', 'standard', ?4, ?4)";
constexpr std::string_view kAddDoorplate =
    "INSERT INTO doorplate (id, road_id, division_id, number, sub_number, state, effective_from, geometry) "
    "VALUES (?1, ?2, ?3, ?4, ?5, 'in_use', ?6, ?7)";
constexpr std::string_view kAddCanteen =
    "INSERT INTO facility (id, kind, subkind, name, division_id, phone, state, meals, hours, seats, nature, "
    "last_confirmed, effective_from, geometry) VALUES (?1, 'canteen', 'canteen', '幸福食堂', ?2, '', 'open', '中晚', "
    "'10:30-12:30', 40, '', '2026-11-01', ?3, ?4)";

void add_division(geo::Connection& db, std::int64_t id, int level, std::int64_t parent) {
  const std::string code(level == 1 ? 2 : level == 3 ? 6 : 12, '0');
  db.prepare(kAddDivision).bind_all(id, level, "unit", kFrom, geo::Geometry(geo::Point{middle()})).run();
  db.prepare(kAddName).bind_all(10'000 + id, id, "单位" + std::to_string(id), "Danwei", kFrom).run();
  db.prepare(kAddCode).bind_all(id, code.substr(0, 2) + std::to_string(id), kFrom).run();
  if (parent != 0) db.prepare(kAddParent).bind_all(id, parent, kFrom).run();
}

void add_land(geo::Connection& db, int side) {
  add_division(db, kProvince, 1, 0);
  for (int row = 0; row < side; ++row) add_division(db, 100 + row, 3, kProvince);
  for (int cell = 1; cell <= side * side + 1; ++cell) {
    add_division(db, 1000 + cell, 5, 100 + std::min(cell - 1, side * side - 1) / side);
    db.prepare(kAddFace).bind_all(cell + 5000, kFrom).run();
    db.prepare(kAddMember).bind_all(cell + 5000, 1000 + cell, kFrom).run();
  }
  const auto face = [](std::int64_t cell) { return cell == 0 ? std::optional<std::int64_t>() : cell + 5000; };
  for (const CoverageEdge& edge : ragged_land(side, kCorner, kWidth, 6, 5)) {
    geo::LineString line;
    for (const WorldPoint p : edge.points) line.points.push_back(to_lon_lat(p));
    db.prepare(kAddEdge)
        .bind_all(edge.id + 7000, face(edge.left_id), face(edge.right_id), kFrom, geo::Geometry(line))
        .run();
  }
}

void add_street(geo::Connection& db, int doorplates) {
  const geo::LonLat from = middle();
  const geo::Geometry road = geo::LineString{{from, {from.lon + 0.02, from.lat + 0.01}}};
  db.prepare(kAddPlace).bind_all(kRoad, kProvince, kFrom, road).run();
  db.prepare(kAddPlaceName).bind_all(kRoadName, kRoad, "文一路", kFrom).run();
  for (int i = 0; i < doorplates; ++i) {
    const double share = i / 10'000.0;
    const geo::Geometry at = geo::Point{{from.lon + 0.02 * share, from.lat + 0.01 * share + (i % 2) * 0.0002}};
    db.prepare(kAddDoorplate)
        .bind_all(kFirstDoorplate + i, kRoad, kProvince, i + 1, i % 5 == 4 ? 1 : 0, kFrom, at)
        .run();
  }
  db.prepare(kAddCanteen).bind_all(kCanteen, kProvince, kFrom, geo::Geometry(geo::Point{from})).run();
}

}  // namespace

geo::LonLat middle() {
  return to_lon_lat({kCorner.x + kWidth / 2, kCorner.y + kWidth / 2});
}

Register::Register(int side, int doorplates) : path_(folder_.file("register.db")) {
  std::vector<geo::Migration> migrations;
  std::vector<std::string_view> views;
  for (const auto& file : diming_data::files()) {
    if (file.path.starts_with("migrations/"))
      migrations.push_back({static_cast<int>(migrations.size()) + 1, file.path, file.content});
    if (file.path.starts_with("views/")) views.push_back(file.content);
  }
  auto db = geo::Connection::open(path_, geo::OpenMode::create);
  if (!db || !geo::migrate(*db, migrations, views)) throw geo::Fault("test.register", "cannot be made");
  db->execute("BEGIN");
  add_land(*db, side);
  add_street(*db, doorplates);
  db->execute("COMMIT");
}

std::unique_ptr<geo::Writer> Register::writer(geo::Followers* followers) const {
  return *geo::Writer::open(path_, followers);
}

geo::Connection Register::connection() const {
  return *geo::Connection::open(path_, geo::OpenMode::read);
}

}  // namespace diming::tiles::test
