// geo/store: forward-only migrations.
#pragma once
#include <span>
#include <string_view>

#include "geo/store/connection.hpp"

namespace diming::geo {

/// One numbered file of data/migrations. Lines "-- @geometry TABLE COLUMN TYPE" add a geometry column as the engine
/// wants it; all other text is portable SQL.
struct Migration {
  int number{};
  std::string_view name;
  std::string_view sql;
};

/// Errors: store.newer (the file was written by a newer program), store.not_diming. An empty file is neither.
Result<void> check_known(Connection& connection, std::span<const Migration> migrations);
/// Brings the file to the newest migration and makes the views anew, in one transaction.
/// Errors: store.newer (the file was written by a newer program; it is left unchanged), store.not_diming.
Result<void> migrate(Connection& connection, std::span<const Migration> migrations,
                     std::span<const std::string_view> views);
/// 0 for a file that was never migrated.
int schema_version(Connection& connection);

}  // namespace diming::geo
