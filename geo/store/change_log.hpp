// geo/store: what changed, in commit order, chained by SM3.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/digest.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/store/connection.hpp"

namespace diming::geo {

/// Who asks for a change, as the door established it.
struct Actor {
  std::string name;  ///< account or person as given at the door
  std::string from;  ///< address or "cli"
};

/// One changed object, or one run of objects written together (first to last id, `after` then holds the count and the
/// SM3 of the rows).
struct Change {
  std::string kind;              ///< "place", "doorplate", "edge" ...: the table's name
  std::int64_t object_id{};
  std::int64_t last_object_id{}; ///< equal to object_id unless it is a run
  std::string action;            ///< "insert", "update", "retire", "insert_run"
  std::string before;            ///< JSON object or ""
  std::string after;             ///< JSON object or ""
  Bounds bounds;                 ///< what it covered and covers, empty if it has no place
};

struct LoggedChange {
  std::int64_t position{};  ///< dense from 1, in commit order
  std::string recorded_at;  ///< UTC
  std::string actor;
  std::string actor_from;
  std::string reason;
  Change change;
};

/// The newest position, 0 for an empty log.
std::int64_t log_position(Connection& connection);
/// Changes with position in (after, up_to], at most `limit`, in order.
std::vector<LoggedChange> read_changes(Connection& connection, std::int64_t after, std::int64_t up_to,
                                       std::int64_t limit = 10'000);
/// First position whose chain value does not follow from the one before it, or none. Reads the whole log.
std::optional<std::int64_t> first_broken_link(Connection& connection);

}  // namespace diming::geo
