// geo/store: the schema that this program ships (data/migrations, data/views).
#pragma once
#include <string>
#include <vector>

#include "geo/store/migrate.hpp"

namespace diming::geo {

/// Files data/migrations/NNNN_name.sql in order.
std::vector<Migration> shipped_migrations();
/// Files data/views/*.sql in order of their names.
std::vector<std::string_view> shipped_views();

/// Makes a new file with the newest schema. Errors: those of Connection::open with OpenMode::create.
Result<void> create_database(const std::string& path);

/// A file of this program, read-only. Errors: those of Connection::open and of check_known; an empty file is
/// store.not_diming.
Result<Connection> open_to_read(const std::string& path);

}  // namespace diming::geo
