// geo/store: one open SpatiaLite file; the cage of SQLite.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "geo/store/statement.hpp"

struct sqlite3;

namespace diming::geo {

/// How a file is opened. Exactly one connection of a process is `write`; it alone commits and checkpoints.
enum class OpenMode { create, write, read };

/// An open database with SpatiaLite loaded. Used by one thread at a time; closed where no other thread opens or closes
/// (a process-wide lock sees to that).
class Connection {
 public:
  /// Errors: store.not_found, store.exists (create only), store.not_a_database, store.unsafe_environment
  /// (SPATIALITE_SECURITY is set). Fault: the disk or the library fails.
  static Result<Connection> open(const std::string& path, OpenMode mode);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  /// A prepared statement, kept for the next call with the same text and given back when the Statement dies.
  /// Two living Statements of one text are two prepared ones. Fault: the text is not valid SQL for this file.
  Statement prepare(std::string_view sql);
  /// Runs statements without parameters or rows.
  void execute(const std::string& sql);
  /// Rows changed by the latest INSERT, UPDATE or DELETE.
  std::int64_t changes() const;
  const std::string& path() const;
  sqlite3* raw() const;

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A read transaction: all statements on the connection see one state of the file until this dies.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
};

}  // namespace diming::geo
