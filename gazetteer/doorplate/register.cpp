#include "gazetteer/doorplate/register.hpp"

#include <cstring>
#include <unordered_set>

#include "gazetteer/doorplate/address.hpp"
#include "geo/base/digest.hpp"
#include "geo/base/json.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kRoad = "SELECT 1 FROM place WHERE id = ?1 AND effective_to IS NULL";
constexpr std::string_view kDivision = "SELECT 1 FROM division WHERE id = ?1";
constexpr std::string_view kNumbersInUse =
    "SELECT number, sub_number FROM doorplate WHERE road_id = ?1 AND effective_to IS NULL AND state = 'in_use'";
constexpr std::string_view kInsert =
    "INSERT INTO doorplate (id, road_id, division_id, number, sub_number, state, effective_from, geometry)"
    " VALUES (?1, ?2, ?3, ?4, ?5, 'in_use', ?6, ?7)";

std::uint64_t key_of(std::int64_t number, std::int64_t sub_number) {
  return static_cast<std::uint64_t>(number) << 32 | static_cast<std::uint32_t>(sub_number);
}

geo::Result<void> check_plate(const NewDoorplate& plate) {
  if (plate.number < 1 || plate.sub_number < 0)
    return geo::Error{"doorplate.number_invalid", "number", "门牌号须为正整数，附号不得为负数。"};
  if (!geo::is_on_earth(plate.at))
    return geo::Error{"doorplate.position_invalid", "at",
                      plate_text(plate.number, plate.sub_number) + "的坐标不在经纬度范围内，请核对坐标系。"};
  return {};
}

geo::Result<void> check_divisions(geo::Connection& db, std::span<const NewDoorplate> plates) {
  std::unordered_set<std::int64_t> seen;
  for (const auto& plate : plates) {
    if (!seen.insert(plate.division_id).second) continue;
    auto row = db.prepare(kDivision);
    row.bind_all(plate.division_id);
    if (!row.step())
      return geo::Error{"doorplate.division_unknown", "division_id",
                        "没有编号为 " + std::to_string(plate.division_id) + " 的行政区划，请核对门牌所属区划。"};
  }
  return {};
}

geo::Result<void> check_all(geo::Connection& db, std::int64_t road_id, std::span<const NewDoorplate> plates) {
  auto road = db.prepare(kRoad);
  road.bind_all(road_id);
  if (!road.step())
    return geo::Error{"doorplate.road_unknown", "road_id",
                      "没有编号为 " + std::to_string(road_id) + " 的现行道路，请先登记道路。"};
  std::unordered_set<std::uint64_t> taken;
  auto used = db.prepare(kNumbersInUse);
  used.bind_all(road_id);
  while (used.step()) taken.insert(key_of(used.integer(0), used.integer(1)));
  taken.reserve(taken.size() + plates.size());
  for (const auto& plate : plates) {
    if (auto checked = check_plate(plate); !checked) return checked;
    if (!taken.insert(key_of(plate.number, plate.sub_number)).second)
      return geo::Error{"doorplate.duplicate", "number",
                        "该路的 " + plate_text(plate.number, plate.sub_number) + " 已在使用，同一条路不得重号。"};
  }
  return check_divisions(db, plates);
}

/// The row's values in a fixed binary order, for the run's hash.
void add_row(geo::Sm3& hash, const NewDoorplate& plate) {
  const std::int64_t whole[] = {plate.division_id, plate.number, plate.sub_number,
                                plate.effective_from.days_since_epoch};
  const double position[] = {plate.at.lon, plate.at.lat};
  std::byte bytes[sizeof whole + sizeof position];
  std::memcpy(bytes, whole, sizeof whole);
  std::memcpy(bytes + sizeof whole, position, sizeof position);
  hash.add(bytes);
}

}  // namespace

geo::Result<std::int64_t> register_doorplates(geo::Transaction& tx, std::int64_t road_id,
                                              std::span<const NewDoorplate> plates) {
  if (auto checked = check_all(tx.db(), road_id, plates); !checked) return checked.error();
  if (plates.empty()) return std::int64_t{0};
  const auto count = static_cast<std::int64_t>(plates.size());
  const std::int64_t first = tx.new_ids(count);
  auto row = tx.db().prepare(kInsert);
  geo::Sm3 hash;
  geo::Bounds bounds;
  std::int64_t id = first;
  for (const auto& plate : plates) {
    row.bind_all(id++, road_id, plate.division_id, plate.number, plate.sub_number, plate.effective_from,
                 geo::Geometry(geo::Point{plate.at}));
    row.run();
    add_row(hash, plate);
    bounds.add(plate.at);
  }
  geo::json::Writer after;
  after.begin_object().member("road_id", road_id).member("count", count);
  after.member("sm3", geo::hex(hash.finish())).end_object();
  tx.record({"doorplate", first, first + count - 1, "insert_run", "", after.take(), bounds});
  return first;
}

}  // namespace diming::gazetteer
