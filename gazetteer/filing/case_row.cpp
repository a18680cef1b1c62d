#include "gazetteer/filing/case_row.hpp"

#include "gazetteer/name/vocab.hpp"
#include "geo/base/date.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kSelectCase =
    "SELECT c.id, c.number, c.number_year, c.number_serial, c.matter, c.class, c.division_id, c.name, c.specific,"
    " c.generic, c.romanized, c.meaning, c.reason, c.position_text, c.applicant, c.state, c.filing_state,"
    " c.announcement_state, c.approver_kind, c.approving_body, c.approval_number, c.approved_on, c.filing_due,"
    " c.filed_on, c.announcement_due, c.announced_on, c.place_id, c.source_crs, c.method, c.version, c.geometry,"
    " (SELECT n.name FROM division_name n WHERE n.division_id = c.division_id ORDER BY n.effective_from DESC LIMIT 1)"
    " FROM naming_case c";
constexpr std::string_view kOne = " WHERE c.id = ?1";
constexpr std::string_view kInsertCase =
    "INSERT INTO naming_case (id, number, number_year, number_serial, matter, class, division_id, name, specific,"
    " generic, romanized, meaning, reason, position_text, applicant, state, filing_state, announcement_state,"
    " approver_kind, approving_body, approval_number, source_crs, method, version, geometry) VALUES (?1, ?2, ?3, ?4,"
    " ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
constexpr std::string_view kUpdateCase =
    "UPDATE naming_case SET state = ?2, filing_state = ?3, announcement_state = ?4, approver_kind = ?5,"
    " approving_body = ?6, approval_number = ?7, approved_on = ?8, filing_due = ?9, filed_on = ?10,"
    " announcement_due = ?11, announced_on = ?12, place_id = ?13, version = ?14 WHERE id = ?1";
constexpr std::string_view kInsertEvent =
    "INSERT INTO naming_case_event (case_id, version, action, actor, note, recorded_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

geo::json::Writer& optional_text(geo::json::Writer& out, std::string_view name,
                                 const std::optional<std::string>& value) {
  out.key(name);
  return value ? out.text(*value) : out.null();
}

void write_tracks(geo::json::Writer& out, const CaseRow& row) {
  out.member("filing_state", row.at.filing_state);
  out.member("filing_state_title", filing_state_title(row.at.filing_state));
  optional_text(out, "filing_due", row.filing_due);
  optional_text(out, "filed_on", row.filed_on);
  out.member("announcement_state", row.at.announcement_state);
  out.member("announcement_state_title", announcement_state_title(row.at.announcement_state));
  optional_text(out, "announcement_due", row.announcement_due);
  optional_text(out, "announced_on", row.announced_on);
}

}  // namespace

std::string select_case(std::string_view rest) {
  return std::string(kSelectCase) += rest;
}

CaseRow read_case_row(const geo::Statement& row) {
  CaseRow out;
  int column = 0;
  const auto text = [&] { return std::string(row.text(column++)); };
  out.id = row.integer(column++);
  out.number = text();
  out.number_year = row.integer(column++), out.number_serial = row.integer(column++);
  out.matter = text(), out.class_id = text();
  out.division_id = row.integer(column++);
  for (auto* field : {&out.name, &out.specific, &out.generic, &out.romanized, &out.meaning, &out.reason,
                      &out.position_text, &out.applicant, &out.at.state, &out.at.filing_state,
                      &out.at.announcement_state, &out.at.approver_kind, &out.approving_body, &out.approval_number})
    *field = text();
  for (auto* date : {&out.approved_on, &out.filing_due, &out.filed_on, &out.announcement_due, &out.announced_on})
    *date = row.optional_text(column++);
  out.place_id = row.optional_integer(column++);
  out.source_crs = text(), out.method = text();
  out.version = row.integer(column++);
  out.geometry = row.geometry(column++);
  out.division_name = text();
  return out;
}

std::optional<CaseRow> load_case(geo::Connection& db, std::int64_t case_id) {
  auto row = db.prepare(select_case(kOne));
  row.bind_all(case_id);
  if (!row.step()) return std::nullopt;
  return read_case_row(row);
}

void insert_case(geo::Transaction& tx, const CaseRow& row) {
  tx.db()
      .prepare(kInsertCase)
      .bind_all(row.id, row.number, row.number_year, row.number_serial, row.matter, row.class_id, row.division_id,
                row.name, row.specific, row.generic, row.romanized, row.meaning, row.reason, row.position_text,
                row.applicant, row.at.state, row.at.filing_state, row.at.announcement_state, row.at.approver_kind,
                row.approving_body, row.approval_number, row.source_crs, row.method, row.version, row.geometry)
      .run();
}

void update_case(geo::Transaction& tx, const CaseRow& row) {
  tx.db()
      .prepare(kUpdateCase)
      .bind_all(row.id, row.at.state, row.at.filing_state, row.at.announcement_state, row.at.approver_kind,
                row.approving_body, row.approval_number, row.approved_on, row.filing_due, row.filed_on,
                row.announcement_due, row.announced_on, row.place_id, row.version)
      .run();
}

void insert_event(geo::Transaction& tx, const CaseRow& row, std::string_view action, std::string_view note) {
  tx.db().prepare(kInsertEvent).bind_all(row.id, row.version, action, tx.actor().name, note, geo::utc_now()).run();
}

void record_case(geo::Transaction& tx, const CaseRow* before, const CaseRow& after) {
  const auto json = [](const CaseRow& row) {
    geo::json::Writer out;
    out.begin_object();
    write_case_members(out, row);
    out.end_object();
    return out.take();
  };
  tx.record({.kind = "naming_case",
             .object_id = after.id,
             .last_object_id = after.id,
             .action = before ? "update" : "insert",
             .before = before ? json(*before) : "",
             .after = json(after),
             .bounds = geo::bounds_of(after.geometry)});
}

void write_case_members(geo::json::Writer& out, const CaseRow& row) {
  const auto* place_class = find_class(row.class_id);
  out.member("id", row.id).member("number", row.number).member("matter", row.matter);
  out.member("class", row.class_id).member("class_title", place_class ? place_class->title : row.class_id);
  out.member("name", row.name).member("romanized", row.romanized).member("meaning", row.meaning);
  out.member("reason", row.reason).member("position_text", row.position_text).member("applicant", row.applicant);
  out.member("state", row.at.state).member("state_title", state_title(row.at.state));
  out.member("division_id", row.division_id).member("division_name", row.division_name);
  write_tracks(out, row);
  optional_text(out, "approved_on", row.approved_on);
  out.member("approver_kind", row.at.approver_kind).member("approving_body", row.approving_body);
  out.member("approval_number", row.approval_number);
  out.key("place_id");
  row.place_id ? out.integer(*row.place_id) : out.null();
  out.member("version", row.version);
}

}  // namespace diming::gazetteer
