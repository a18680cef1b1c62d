// geo/store: the one writer desk, with group commit.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "geo/store/follower.hpp"
#include "geo/store/transaction.hpp"

namespace diming::geo {

/// What a command does inside its transaction. It returns JSON for the caller, or refuses and leaves no trace.
/// It must check again all that guards uniqueness and versions: what it read before may be old.
using Command = std::function<Result<std::string>(Transaction&)>;

/// The durable end of a command.
struct Receipt {
  std::string answer;        ///< what the command returned
  std::int64_t position{};   ///< log position of its last change: durable when this is given out
  bool applied{};            ///< every follower has reached `position`; false after the deadline
};

/// Runs commands one after another on one thread, each in a SAVEPOINT, many under one fsync. Safe for many threads.
class Writer {
 public:
  /// Takes the file's lock and brings the file to the newest schema. Errors: store.locked (another process serves or
  /// writes the file) and those of Connection::open and `migrate`. `followers` may be null.
  static Result<std::unique_ptr<Writer>> open(const std::string& path, Followers* followers);
  ~Writer();

  /// Blocks until the command is durable and followed, or refused. Fault: the commit failed (disk full, I/O): nothing
  /// of the group is kept.
  Result<Receipt> execute(Actor actor, std::string reason, Command command);
  /// Commits what is queued, then refuses new commands with store.closing.
  void close();

 private:
  struct Job;
  struct State;
  explicit Writer(std::unique_ptr<State> state);
  void run();
  static void run_command(Connection& db, Job& job);
  void run_group(std::deque<std::unique_ptr<Job>>& group);
  std::unique_ptr<State> state_;
};

}  // namespace diming::geo
