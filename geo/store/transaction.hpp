// geo/store: the only way to write rows.
#pragma once
#include <cstdint>

#include "geo/store/change_log.hpp"
#include "geo/store/connection.hpp"

namespace diming::geo {

/// One command's rows and log entries inside the writer's group. Lives for the length of a command; on the writer's
/// thread only. The writer opens a SAVEPOINT before and releases or rolls it back after.
class Transaction {
 public:
  Transaction(Connection& connection, Actor actor, std::string reason);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Connection& db() { return connection_; }
  const Actor& actor() const { return actor_; }
  /// The permanent number of a new object; never used twice in a file, whatever its kind.
  std::int64_t new_id() { return new_ids(1); }
  /// First of `count` consecutive new numbers.
  std::int64_t new_ids(std::int64_t count);
  /// Every changed object is recorded once, in the command that changes it.
  void record(const Change& change);
  /// Position of the latest record of this transaction, or of the log before it.
  std::int64_t position() const { return position_; }

 private:
  Connection& connection_;
  Actor actor_;
  std::string reason_;
  std::string recorded_at_;
  std::int64_t position_;
  std::string chain_;
};

}  // namespace diming::geo
