#include "geo/store/migrate.hpp"

#include "geo/base/digest.hpp"
#include "geo/base/fault.hpp"
#include "geo/store/dialect.hpp"

namespace diming::geo {
namespace {

constexpr std::int64_t kApplicationId = 0x44494D47;  // "DIMG" in the file's header
constexpr std::string_view kGeometryMark = "-- @geometry ";
constexpr std::string_view kReadSetting = "SELECT value FROM setting WHERE key = ?1";
constexpr std::string_view kWriteSetting =
    "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
constexpr std::string_view kViews = "SELECT name FROM sqlite_schema WHERE type = 'view' AND (name LIKE 'pub\\_%' ESCAPE"
                                    " '\\' OR name LIKE 'off\\_%' ESCAPE '\\')";

std::int64_t read_pragma(Connection& connection, const char* sql) {
  auto row = connection.prepare(sql);
  row.step();
  return row.integer(0);
}

bool is_empty(Connection& connection) {
  return read_pragma(connection, "SELECT count(*) FROM sqlite_schema") == 0;
}

void must_be_true(Connection& connection, std::string_view sql) {
  auto row = connection.prepare(sql);
  if (!row.step() || row.integer(0) != 1) throw Fault("store.migrate", "no success from " + std::string(sql));
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

/// Runs plain SQL up to each geometry mark, adds the column, goes on.
void run_script(Connection& connection, std::string_view script) {
  std::string plain;
  while (!script.empty()) {
    const auto end = std::min(script.find('\n'), script.size());
    const std::string_view line = script.substr(0, end);
    script.remove_prefix(std::min(end + 1, script.size()));
    if (!line.starts_with(kGeometryMark)) {
      plain.append(line).append("\n");
      continue;
    }
    connection.execute(plain);
    plain.clear();
    const auto part = words(line.substr(kGeometryMark.size()));
    if (part.size() != 3) throw Fault("store.migrate", "bad mark: " + std::string(line));
    const auto setup = dialect::add_geometry_column({part[0], part[1], part[2]});
    connection.execute(setup.add);
    must_be_true(connection, setup.enroll);
    connection.execute(setup.finish);
  }
  connection.execute(plain);
}

void renew_views(Connection& connection, std::span<const std::string_view> views) {
  Sm3 hash;
  for (const auto view : views) hash.add(view);
  const std::string digest = hex(hash.finish());
  {
    auto row = connection.prepare(kReadSetting);
    row.bind_all("views_digest");
    if (row.step() && row.text(0) == digest) return;
  }
  std::vector<std::string> old;
  {
    auto row = connection.prepare(kViews);
    while (row.step()) old.emplace_back(row.text(0));
  }
  for (const auto& name : old) connection.execute("DROP VIEW " + name);
  for (const auto view : views) connection.execute(std::string(view));
  connection.prepare(kWriteSetting).bind_all("views_digest", digest).run();
}

}  // namespace

int schema_version(Connection& connection) {
  return static_cast<int>(read_pragma(connection, "PRAGMA user_version"));
}

Result<void> check_known(Connection& connection, std::span<const Migration> migrations) {
  const int version = schema_version(connection);
  if (!is_empty(connection) && read_pragma(connection, "PRAGMA application_id") != kApplicationId)
    return Error{"store.not_diming", "db", "该数据库不是由 diming 建立的，未作改动。"};
  if (!migrations.empty() && version > migrations.back().number)
    return Error{"store.newer", "db",
                 "该数据库由更新版本的 diming 写成（结构 " + std::to_string(version) + "，本程序只认到 " +
                     std::to_string(migrations.back().number) + "），未作改动；请升级程序。"};
  return {};
}

Result<void> migrate(Connection& connection, std::span<const Migration> migrations,
                     std::span<const std::string_view> views) {
  if (const auto known = check_known(connection, migrations); !known) return known;
  const int version = schema_version(connection);
  const bool empty = is_empty(connection);
  if (empty) {
    connection.execute(std::string(dialect::kFileSettings));
    for (const auto sql : dialect::spatial_setup()) must_be_true(connection, sql);
  }

  connection.execute("BEGIN IMMEDIATE");
  try {
    if (empty) connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
    for (const Migration& migration : migrations) {
      if (migration.number <= version) continue;
      run_script(connection, migration.sql);
      connection.execute("PRAGMA user_version = " + std::to_string(migration.number));
    }
    renew_views(connection, views);
    connection.execute("COMMIT");
  } catch (...) {
    connection.execute("ROLLBACK");
    throw;
  }
  return {};
}

}  // namespace diming::geo
