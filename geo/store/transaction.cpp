#include "geo/store/transaction.hpp"

#include "geo/base/date.hpp"
#include "geo/store/change_record.hpp"

namespace diming::geo {
namespace {

constexpr std::string_view kLast = "SELECT position, chain FROM change_log ORDER BY position DESC LIMIT 1";
constexpr std::string_view kInsert =
    "INSERT INTO change_log (position, recorded_at, actor, actor_from, reason, kind, object_id, last_object_id, action,"
    " before_json, after_json, west, south, east, north, chain)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
constexpr std::string_view kTakeIds = "UPDATE object_counter SET next_id = next_id + ?1 WHERE id = 1";
constexpr std::string_view kNextId = "SELECT next_id FROM object_counter WHERE id = 1";

}  // namespace

Transaction::Transaction(Connection& connection, Actor actor, std::string reason)
    : connection_(connection), actor_(std::move(actor)), reason_(std::move(reason)), recorded_at_(utc_now()) {
  auto row = connection_.prepare(kLast);
  const bool any = row.step();
  position_ = any ? row.integer(0) : 0;
  chain_ = any ? std::string(row.text(1)) : "";
}

std::int64_t Transaction::new_ids(std::int64_t count) {
  connection_.prepare(kTakeIds).bind_all(count).run();
  auto row = connection_.prepare(kNextId);
  row.step();
  return row.integer(0) - count;
}

void Transaction::record(const Change& change) {
  LoggedChange logged{position_ + 1, recorded_at_, actor_.name, actor_.from, reason_, change};
  if (logged.change.last_object_id == 0) logged.change.last_object_id = change.object_id;
  chain_ = next_link(chain_, logged);
  const Change& c = logged.change;
  const auto side = [&](double degrees) { return c.bounds.empty() ? std::nullopt : std::optional(degrees); };
  connection_.prepare(kInsert)
      .bind_all(logged.position, logged.recorded_at, logged.actor, logged.actor_from, logged.reason, c.kind,
                c.object_id, c.last_object_id, c.action, c.before, c.after, side(c.bounds.west), side(c.bounds.south),
                side(c.bounds.east), side(c.bounds.north), chain_)
      .run();
  position_ = logged.position;
}

}  // namespace diming::geo
