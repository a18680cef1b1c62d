// gazetteer/filing: a naming case as its table holds it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "gazetteer/filing/states.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/json.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

/// Dates are "2026-11-22".
struct CaseRow {
  std::int64_t id{};
  std::string number;
  std::int64_t number_year{}, number_serial{};
  std::string matter, class_id;
  std::int64_t division_id{};
  std::string name, specific, generic, romanized;
  std::string meaning, reason, position_text, applicant;
  CaseState at;
  std::string approving_body, approval_number;
  std::optional<std::string> approved_on, filing_due, filed_on, announcement_due, announced_on;
  std::optional<std::int64_t> place_id;
  std::string source_crs, method;
  std::int64_t version = 1;
  geo::Geometry geometry;
  std::string division_name;  ///< of today; read only
};

/// SQL that selects what `read_case_row` reads, from naming_case c; `rest` is WHERE, ORDER BY, LIMIT.
std::string select_case(std::string_view rest);
CaseRow read_case_row(const geo::Statement& row);
std::optional<CaseRow> load_case(geo::Connection& db, std::int64_t case_id);

void insert_case(geo::Transaction& tx, const CaseRow& row);
/// Writes what an action may change: states, dates, approval, place, version.
void update_case(geo::Transaction& tx, const CaseRow& row);
void insert_event(geo::Transaction& tx, const CaseRow& row, std::string_view action, std::string_view note);
/// One log record; `before` null for a new case.
void record_case(geo::Transaction& tx, const CaseRow* before, const CaseRow& after);

/// Members of a case from id to version, without actions and geometry, into an open object.
void write_case_members(geo::json::Writer& out, const CaseRow& row);

}  // namespace diming::gazetteer
