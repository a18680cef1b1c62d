#include "geo/store/connection.hpp"

// sqlite3.h first: spatialite.h uses its types without including it.
#include <sqlite3.h>

#include <spatialite.h>

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <vector>

#include "geo/base/fault.hpp"
#include "geo/base/handle.hpp"
#include "geo/store/dialect.hpp"

namespace diming::geo {
namespace {

constexpr int kBusyTimeoutMs = 5'000;

/// Opening and closing SpatiaLite touches libxml2's global state, so one thread at a time does it.
std::mutex& library_lock() {
  static std::mutex lock;
  return lock;
}

/// SQLite counts memory under one lock of the process, which every allocation of every thread takes. Of use before the
/// first connection only; refused and harmless after.
void drop_memory_statistics() {
  const std::lock_guard guard(library_lock());
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

struct FreeStatements {
  // Living statements point at their list: the map's nodes stay where they are.
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>, TextHash, std::equal_to<>> idle;
  ~FreeStatements() { finalize(); }
  /// A database with a living statement stays open behind sqlite3_close_v2, with all its memory.
  void finalize() {
    for (auto& [text, statements] : idle)
      for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    idle.clear();
  }
};

[[noreturn]] void fail(const std::string& where, sqlite3* db) {
  throw Fault(where, db ? sqlite3_errmsg(db) : "out of memory");
}

}  // namespace

struct Connection::State {
  std::string path;
  // Declared before the database: SpatiaLite's cache must outlive it.
  Handle<void, spatialite_cleanup_ex> cache;
  Handle<sqlite3, sqlite3_close_v2> db;
  FreeStatements statements;

  ~State() {
    const std::lock_guard guard(library_lock());
    statements.finalize();
    db.reset();
    cache.reset();
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

Result<Connection> Connection::open(const std::string& path, OpenMode mode) {
  if (std::getenv("SPATIALITE_SECURITY"))
    return Error{"store.unsafe_environment", "SPATIALITE_SECURITY",
                 "环境变量 SPATIALITE_SECURITY 会放开读写任意文件的 SQL 函数，请取消后再运行。"};
  const bool exists = std::filesystem::exists(path);
  if (mode == OpenMode::create && exists) return Error{"store.exists", "db", "文件“" + path + "”已存在，未作改动。"};
  if (mode != OpenMode::create && !exists)
    return Error{"store.not_found", "db", "找不到数据库文件“" + path + "”，可用 diming init 或 diming sample 建立。"};

  auto state = std::make_unique<State>();
  state->path = path;
  const int flags = SQLITE_OPEN_NOMUTEX | (mode == OpenMode::read     ? SQLITE_OPEN_READONLY
                                           : mode == OpenMode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                                      : SQLITE_OPEN_READWRITE);
  drop_memory_statistics();
  sqlite3* db = nullptr;
  const int rc = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  state->db.reset(db);
  if (rc != SQLITE_OK) return Error{"store.not_found", "db", "打不开数据库文件“" + path + "”。"};
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, kBusyTimeoutMs);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (mode == OpenMode::read) sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  {
    const std::lock_guard guard(library_lock());
    state->cache.reset(spatialite_alloc_connection());
    spatialite_init_ex(db, state->cache.get(), 0);
    spatialite_set_silent_mode(state->cache.get());
  }

  Connection connection(std::move(state));
  if (sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) != SQLITE_OK)
    return Error{"store.not_a_database", "db", "文件“" + path + "”不是数据库，或已损坏。"};
  connection.execute(mode == OpenMode::read ? std::string(dialect::kReadSettings) : std::string(dialect::kWriteSettings));
  return connection;
}

Statement Connection::prepare(std::string_view sql) {
  auto& texts = state_->statements.idle;
  auto known = texts.find(sql);
  if (known == texts.end()) known = texts.try_emplace(std::string(sql)).first;
  auto& [text, idle] = *known;
  sqlite3_stmt* statement = nullptr;
  if (!idle.empty()) {
    statement = idle.back();
    idle.pop_back();
  } else if (sqlite3_prepare_v3(raw(), text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                                &statement, nullptr) != SQLITE_OK) {
    fail("store.prepare \"" + text + "\"", raw());
  }
  return Statement(statement, idle);
}

void Connection::execute(const std::string& sql) {
  if (sqlite3_exec(raw(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail("store.execute \"" + sql + "\"", raw());
}

std::int64_t Connection::changes() const { return sqlite3_changes64(raw()); }
const std::string& Connection::path() const { return state_->path; }
sqlite3* Connection::raw() const { return state_->db.get(); }

Snapshot::Snapshot(Connection& connection) : connection_(connection) {
  connection_.execute("BEGIN");
  // A deferred transaction has no snapshot before its first read.
  connection_.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").step();
}

Snapshot::~Snapshot() {
  try {
    connection_.execute("COMMIT");
  } catch (const Fault&) {
    // nothing was written, so nothing can be lost
  }
}

}  // namespace diming::geo
