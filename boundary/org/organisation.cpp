#include "boundary/org/organisation.hpp"

#include <algorithm>

#include "boundary/division/division_kind.hpp"
#include "boundary/division/run_record.hpp"
#include "geo/base/json.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO organisation_unit (id, division_id, kind, name, address, phone, term_number, elected_on, term_ends_on,"
    " effective_from, seat) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
constexpr std::string_view kDivisionHolds =
    "SELECT 1 FROM division WHERE id = ?1 AND effective_from <= ?2 AND (effective_to IS NULL OR effective_to > ?2)";
constexpr std::string_view kOfDivision =
    "SELECT id, kind, name, address, phone, term_number, elected_on, term_ends_on, effective_from, seat"
    " FROM organisation_unit WHERE division_id = ?1 AND effective_from <= ?2"
    " AND (effective_to IS NULL OR effective_to > ?2) ORDER BY id";

geo::Error refusal(std::string_view code, std::size_t row, std::string_view field, std::string message) {
  return {code, "row " + std::to_string(row + 1) + "." + std::string(field), std::move(message)};
}

geo::Result<void> check(geo::Connection& db, std::span<const NewOrganisationUnit> batch) {
  const auto kinds = load_kinds("organisation_kinds.csv");
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const NewOrganisationUnit& unit = batch[i];
    if (unit.name.empty()) return refusal("organisation.name_missing", i, "name", "机构没有名称, 请填写名称");
    if (std::none_of(kinds.begin(), kinds.end(), [&](const KindRow& row) { return row.kind == unit.kind; }))
      return refusal("organisation.kind_unknown", i, "kind", "没有“" + unit.kind + "”这种机构类型, 请从类型表中选择");
    if (unit.elected_on && unit.term_ends_on && *unit.term_ends_on < *unit.elected_on)
      return refusal("organisation.term_reversed", i, "term_ends_on",
                     "“" + unit.name + "”的届满日期早于当选日期, 请核对");
    auto holds = db.prepare(kDivisionHolds);
    holds.bind_all(unit.division_id, unit.effective_from);
    if (!holds.step())
      return refusal("division.not_found", i, "division_id",
                     "“" + unit.name + "”所在区划在该日期不在库中, 请先建立区划");
  }
  return {};
}

std::optional<std::string> text_of(const std::optional<geo::Date>& date) {
  return date ? std::optional(geo::to_text(*date)) : std::nullopt;
}

std::string to_json(const NewOrganisationUnit& unit, std::int64_t id) {
  geo::json::Writer out;
  out.begin_object().member("id", id).member("division_id", unit.division_id).member("kind", unit.kind);
  out.member("name", unit.name).member("address", unit.address).member("phone", unit.phone);
  if (unit.term_number) out.member("term_number", *unit.term_number);
  if (unit.elected_on) out.member("elected_on", geo::to_text(*unit.elected_on));
  if (unit.term_ends_on) out.member("term_ends_on", geo::to_text(*unit.term_ends_on));
  out.member("effective_from", geo::to_text(unit.effective_from)).end_object();
  return out.take();
}

std::optional<geo::Date> date_at(const geo::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  const auto date = geo::parse_date(row.text(column), "date");
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

geo::Result<std::int64_t> found_organisation_units(geo::Transaction& transaction,
                                                   std::span<const NewOrganisationUnit> batch) {
  if (batch.empty()) return std::int64_t{0};
  if (auto checked = check(transaction.db(), batch); !checked) return checked.error();
  const std::int64_t first = transaction.new_ids(static_cast<std::int64_t>(batch.size()));
  auto insert = transaction.db().prepare(kInsert);
  RunRecord run("organisation_unit");
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const NewOrganisationUnit& unit = batch[i];
    const std::int64_t id = first + static_cast<std::int64_t>(i);
    std::optional<geo::Geometry> seat;
    geo::Bounds place;
    if (unit.seat) seat = geo::Point{*unit.seat}, place.add(*unit.seat);
    insert.bind_all(id, unit.division_id, unit.kind, unit.name, unit.address, unit.phone, unit.term_number,
                    text_of(unit.elected_on), text_of(unit.term_ends_on), unit.effective_from, seat);
    insert.run();
    if (batch.size() == 1)
      transaction.record({"organisation_unit", id, id, "insert", "", to_json(unit, id), place});
    else
      run.add(to_json(unit, id)), run.cover(place);
  }
  run.record(transaction, first);
  return first;
}

geo::Result<std::int64_t> found_organisation_unit(geo::Transaction& transaction, const NewOrganisationUnit& unit) {
  return found_organisation_units(transaction, {&unit, 1});
}

std::vector<OrganisationUnit> organisation_units_of(geo::Connection& connection, std::int64_t division_id,
                                                    geo::Date on) {
  auto row = connection.prepare(kOfDivision);
  row.bind_all(division_id, on);
  std::vector<OrganisationUnit> units;
  while (row.step()) {
    OrganisationUnit& unit = units.emplace_back();
    unit.id = row.integer(0);
    unit.division_id = division_id;
    unit.kind = row.text(1);
    unit.name = row.text(2);
    unit.address = row.text(3);
    unit.phone = row.text(4);
    unit.term_number = row.optional_integer(5);
    unit.elected_on = date_at(row, 6);
    unit.term_ends_on = date_at(row, 7);
    unit.effective_from = date_at(row, 8).value_or(geo::Date{});
    if (!row.is_null(9)) {
      const geo::Geometry seat = row.geometry(9);
      if (const auto* point = std::get_if<geo::Point>(&seat)) unit.seat = point->at;
    }
  }
  return units;
}

OrganisationTitle usual_organisation(int level, std::string_view division_name) {
  const DivisionKinds kinds;
  const std::string name(division_name);
  const std::string stem(kinds.stem(level, division_name));
  const std::string_view kind = kinds.guess(level, division_name);
  if (level == 1) return {"province_government", name + "人民政府"};
  if (level == 2) return {"prefecture_government", name + "人民政府"};
  if (level == 3) return {"county_government", name + "人民政府"};
  if (kind == "subdistrict") return {"subdistrict_office", stem + "街道办事处"};
  if (kind == "town") return {"town_government", name + "人民政府"};
  if (kind == "functional_zone" || kind == "district_office") return {"zone_committee", name + "管理委员会"};
  if (level == 4) return {"township_government", name + "人民政府"};
  if (kind == "village") return {"village_committee", stem + "村村民委员会"};
  if (kind == "community" && division_name.find("社区") != std::string_view::npos)
    return {"residents_committee", stem + "社区居民委员会"};
  return {"residents_committee", stem + "居民委员会"};
}

}  // namespace diming::boundary
