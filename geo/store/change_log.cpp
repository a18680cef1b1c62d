#include "geo/store/change_log.hpp"

#include "geo/store/change_record.hpp"

namespace diming::geo {
namespace {

constexpr std::string_view kPosition = "SELECT COALESCE(MAX(position), 0) FROM change_log";
constexpr std::string_view kRead =
    "SELECT position, recorded_at, actor, actor_from, reason, kind, object_id, last_object_id, action, before_json,"
    " after_json, west, south, east, north, chain FROM change_log WHERE position > ?1 AND position <= ?2"
    " ORDER BY position LIMIT ?3";

LoggedChange read_row(const Statement& row) {
  LoggedChange logged;
  logged.position = row.integer(0);
  logged.recorded_at = row.text(1);
  logged.actor = row.text(2);
  logged.actor_from = row.text(3);
  logged.reason = row.text(4);
  Change& change = logged.change;
  change.kind = row.text(5);
  change.object_id = row.integer(6);
  change.last_object_id = row.integer(7);
  change.action = row.text(8);
  change.before = row.text(9);
  change.after = row.text(10);
  if (!row.is_null(11)) change.bounds = {row.real(11), row.real(12), row.real(13), row.real(14)};
  return logged;
}

}  // namespace

std::int64_t log_position(Connection& connection) {
  auto row = connection.prepare(kPosition);
  row.step();
  return row.integer(0);
}

std::vector<LoggedChange> read_changes(Connection& connection, std::int64_t after, std::int64_t up_to,
                                       std::int64_t limit) {
  std::vector<LoggedChange> changes;
  auto row = connection.prepare(kRead);
  row.bind_all(after, up_to, limit);
  while (row.step()) changes.push_back(read_row(row));
  return changes;
}

std::optional<std::int64_t> first_broken_link(Connection& connection) {
  const std::int64_t end = log_position(connection);
  std::string chain;
  std::int64_t expected = 1;
  auto row = connection.prepare(kRead);
  row.bind_all(std::int64_t{0}, end, end);
  for (; row.step(); ++expected) {
    const LoggedChange logged = read_row(row);
    if (logged.position != expected) return expected;
    chain = next_link(chain, logged);
    if (chain != row.text(15)) return expected;
  }
  return std::nullopt;
}

}  // namespace diming::geo
