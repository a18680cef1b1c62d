#include "gazetteer/filing/read.hpp"

#include <algorithm>

#include "gazetteer/filing/case_row.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kMatching =
    " WHERE (?1 = '' OR c.state = ?1) AND (?2 = '' OR c.class = ?2) AND (c.name LIKE ?3 ESCAPE '!' OR c.number LIKE ?3"
    " ESCAPE '!') AND (?4 IS NULL OR c.id < ?4) ORDER BY c.id DESC LIMIT ?5";
constexpr std::string_view kEvents =
    "SELECT action, actor, note, recorded_at FROM naming_case_event WHERE case_id = ?1 ORDER BY version";

/// LIKE pattern of what contains `text`.
std::string pattern_of(const std::string& text) {
  std::string out = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '!') out += '!';
    out += letter;
  }
  return out + "%";
}

/// Into an open object, without ending it.
void write_case(geo::json::Writer& out, const CaseRow& row) {
  write_case_members(out, row);
  out.key("actions").begin_array();
  for (const auto& step : possible_actions(row.at))
    out.begin_object()
        .member("action", step.action)
        .member("title", action_title(step.action))
        .member("duty", step.duty)
        .end_object();
  out.end_array();
  out.key("geometry");
  geo::json::write_geometry(out, row.geometry);
  const auto bounds = geo::bounds_of(row.geometry);
  out.key("bounds").begin_array();
  out.number(bounds.west).number(bounds.south).number(bounds.east).number(bounds.north).end_array();
}

}  // namespace

std::string list_cases(geo::Connection& db, const CaseQuery& query) {
  const int limit = std::clamp(query.limit, 1, 200);
  auto rows = db.prepare(select_case(kMatching));
  rows.bind_all(query.state, query.class_id, pattern_of(query.text), query.before_id, limit + 1);
  geo::json::Writer out;
  out.begin_object().key("cases").begin_array();
  int count = 0;
  std::int64_t last = 0;
  bool more = false;
  while (!more && rows.step()) {
    if (count == limit) {
      more = true;
      continue;
    }
    const auto row = read_case_row(rows);
    out.begin_object();
    write_case(out, row);
    out.end_object();
    last = row.id;
    ++count;
  }
  out.end_array().key("next");
  more ? out.integer(last) : out.null();
  out.end_object();
  return out.take();
}

geo::Result<std::string> read_case(geo::Connection& db, std::int64_t case_id) {
  const auto row = load_case(db, case_id);
  if (!row) return geo::Error{"case.not_found", "id", "没有编号为 " + std::to_string(case_id) + " 的案件，请核对。"};
  geo::json::Writer out;
  out.begin_object();
  write_case(out, *row);
  out.key("events").begin_array();
  auto events = db.prepare(kEvents);
  events.bind_all(case_id);
  while (events.step())
    out.begin_object()
        .member("action", events.text(0))
        .member("action_title", action_title(events.text(0)))
        .member("actor", events.text(1))
        .member("note", events.text(2))
        .member("recorded_at", events.text(3))
        .end_object();
  out.end_array().end_object();
  return out.take();
}

}  // namespace diming::gazetteer
