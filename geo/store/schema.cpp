#include "geo/store/schema.hpp"

#include <charconv>

#include "embedded/diming_data.hpp"

namespace diming::geo {
std::vector<Migration> shipped_migrations() {
  constexpr std::string_view kFolder = "migrations/";
  std::vector<Migration> migrations;
  for (const auto& file : diming_data::files()) {
    if (!file.path.starts_with(kFolder)) continue;
    Migration migration{0, file.path.substr(kFolder.size()), file.content};
    std::from_chars(migration.name.data(), migration.name.data() + migration.name.size(), migration.number);
    migrations.push_back(migration);
  }
  return migrations;
}

std::vector<std::string_view> shipped_views() {
  std::vector<std::string_view> views;
  for (const auto& file : diming_data::files())
    if (file.path.starts_with("views/")) views.push_back(file.content);
  return views;
}

Result<void> create_database(const std::string& path) {
  auto connection = Connection::open(path, OpenMode::create);
  if (!connection) return connection.error();
  return migrate(*connection, shipped_migrations(), shipped_views());
}

Result<Connection> open_to_read(const std::string& path) {
  auto connection = Connection::open(path, OpenMode::read);
  if (!connection) return connection;
  if (const auto known = check_known(*connection, shipped_migrations()); !known) return known.error();
  if (schema_version(*connection) == 0) return Error{"store.not_diming", "db", "该数据库不是由 diming 建立的，或尚未建成。"};
  return connection;
}

}  // namespace diming::geo
