#include "gazetteer/facility/register.hpp"

#include <algorithm>

#include "gazetteer/name/vocab.hpp"
#include "geo/base/digest.hpp"
#include "geo/base/json.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO facility (id, kind, subkind, name, division_id, doorplate_id, phone, state, meals, hours, seats,"
    " price_yuan, nature, grade, beds, beds_in_use, last_confirmed, effective_from, geometry)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
constexpr std::string_view kDivision = "SELECT 1 FROM division WHERE id = ?1";
constexpr std::string_view kDoorplate = "SELECT 1 FROM doorplate WHERE id = ?1";

bool exists(geo::Connection& db, std::string_view sql, std::int64_t id) {
  auto row = db.prepare(sql);
  row.bind_all(id);
  return row.step();
}

bool is_kind(const NewFacility& one) {
  const auto rows = vocab_rows("facility_kinds.csv");
  return std::ranges::any_of(rows, [&](const auto& row) { return row[0] == one.kind && row[1] == one.subkind; });
}

bool is_meals(std::string_view meals) {
  for (const std::string_view meal : {"早", "中", "晚"})
    if (meals.starts_with(meal)) meals.remove_prefix(meal.size());
  return meals.empty();
}

bool is_clock(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return false;
  return text <= "24:00" && text[3] < '6';
}

bool is_hours(std::string_view hours) {
  while (!hours.empty()) {
    const auto span = hours.substr(0, hours.find(','));
    if (span.size() != 11 || span[5] != '-' || !is_clock(span.substr(0, 5)) || !is_clock(span.substr(6))) return false;
    if (span.substr(0, 5) >= span.substr(6)) return false;
    if (hours.size() == span.size() + 1) return false;
    hours.remove_prefix(std::min(hours.size(), span.size() + 1));
  }
  return true;
}

/// Name of the member at fault, or "".
std::string_view fault_of(geo::Connection& db, const NewFacility& one) {
  const auto negative = [](const std::optional<int>& number) { return number && *number < 0; };
  if (!is_kind(one)) return "subkind";
  if (one.name.empty()) return "name";
  if (one.state != "open" && one.state != "suspended" && one.state != "closed") return "state";
  if (!is_meals(one.meals)) return "meals";
  if (!is_hours(one.hours)) return "hours";
  if (negative(one.seats)) return "seats";
  if (negative(one.price_yuan)) return "price_yuan";
  if (one.grade && (*one.grade < 0 || *one.grade > 5)) return "grade";
  if (negative(one.beds)) return "beds";
  if (negative(one.beds_in_use) || (one.beds && one.beds_in_use && *one.beds_in_use > *one.beds)) return "beds_in_use";
  if (!geo::is_on_earth(one.at)) return "at";
  if (!exists(db, kDivision, one.division_id)) return "division_id";
  if (one.doorplate_id && !exists(db, kDoorplate, *one.doorplate_id)) return "doorplate_id";
  return "";
}

std::string row_json(const NewFacility& one) {
  geo::json::Writer out;
  out.begin_object().member("kind", one.kind).member("subkind", one.subkind).member("name", one.name);
  out.member("division_id", one.division_id).member("phone", one.phone).member("state", one.state);
  out.member("meals", one.meals).member("hours", one.hours).member("nature", one.nature);
  const auto number = [&](std::string_view name, const auto& value) {
    out.key(name);
    value ? out.integer(*value) : out.null();
  };
  number("doorplate_id", one.doorplate_id);
  number("seats", one.seats), number("price_yuan", one.price_yuan), number("grade", one.grade);
  number("beds", one.beds), number("beds_in_use", one.beds_in_use);
  out.member("lon", one.at.lon).member("lat", one.at.lat).member("effective_from", to_text(one.effective_from));
  out.end_object();
  return out.take();
}

}  // namespace

geo::Result<std::int64_t> register_facilities(geo::Transaction& tx, std::span<const NewFacility> facilities) {
  for (std::size_t i = 0; i < facilities.size(); ++i)
    if (const auto field = fault_of(tx.db(), facilities[i]); !field.empty())
      return geo::Error{"facility.field_invalid", std::string(field),
                        "第 " + std::to_string(i + 1) + " 行的 " + std::string(field) + " 缺失或不合要求，请核对。"};
  if (facilities.empty()) return std::int64_t{0};
  const auto count = static_cast<std::int64_t>(facilities.size());
  const std::int64_t first = tx.new_ids(count);
  auto row = tx.db().prepare(kInsert);
  geo::Sm3 hash;
  geo::Bounds bounds;
  std::int64_t id = first;
  for (const auto& one : facilities) {
    row.bind_all(id++, one.kind, one.subkind, one.name, one.division_id, one.doorplate_id, one.phone, one.state,
                 one.meals, one.hours, one.seats, one.price_yuan, one.nature, one.grade, one.beds, one.beds_in_use,
                 one.last_confirmed, one.effective_from, geo::Geometry(geo::Point{one.at}));
    row.run();
    hash.add(row_json(one));
    bounds.add(one.at);
  }
  geo::json::Writer after;
  after.begin_object().member("count", count).member("sm3", geo::hex(hash.finish())).end_object();
  tx.record({"facility", first, first + count - 1, "insert_run", "", after.take(), bounds});
  return first;
}

}  // namespace diming::gazetteer
