#include "geo/store/statement.hpp"

#include <sqlite3.h>

#include <utility>

#include "geo/base/fault.hpp"
#include "geo/store/dialect.hpp"

namespace diming::geo {

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), idle_(other.idle_) {}

Statement::~Statement() {
  if (!statement_) return;
  reset();
  idle_->push_back(statement_);
}

void Statement::fail(const char* where) const {
  sqlite3* db = sqlite3_db_handle(statement_);
  throw Fault(std::string("store.") + where + " \"" + sqlite3_sql(statement_) + "\"",
              std::string(sqlite3_errmsg(db)) + " (" + std::to_string(sqlite3_extended_errcode(db)) + ")");
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, parameter, value) != SQLITE_OK) fail("bind");
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  if (sqlite3_bind_double(statement_, parameter, value) != SQLITE_OK) fail("bind");
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view value) {
  const char* bytes = value.data() ? value.data() : "";
  if (sqlite3_bind_text64(statement_, parameter, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
    fail("bind");
  return *this;
}

Statement& Statement::bind(int parameter, Date value) { return bind(parameter, std::string_view(to_text(value))); }

Statement& Statement::bind(int parameter, std::span<const std::byte> value) {
  if (sqlite3_bind_blob64(statement_, parameter, value.data(), value.size(), SQLITE_TRANSIENT) != SQLITE_OK)
    fail("bind");
  return *this;
}

Statement& Statement::bind(int parameter, const Geometry& value) {
  return bind(parameter, std::span<const std::byte>(dialect::encode_geometry(value)));
}

Statement& Statement::bind(int parameter, std::nullptr_t) {
  if (sqlite3_bind_null(statement_, parameter) != SQLITE_OK) fail("bind");
  return *this;
}

bool Statement::step() {
  const int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc != SQLITE_DONE) fail("step");
  sqlite3_reset(statement_);
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (!bytes) return "";
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::int64_t> Statement::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

std::span<const std::byte> Statement::bytes(int column) const {
  const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Geometry Statement::geometry(int column) const {
  auto geometry = dialect::decode_geometry(bytes(column));
  if (!geometry) throw Fault("store.geometry", geometry.error().message);
  return std::move(geometry).value();
}

int Statement::column_count() const { return sqlite3_column_count(statement_); }
std::string_view Statement::column_name(int column) const { return sqlite3_column_name(statement_, column); }

Statement::Type Statement::type(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER: return Type::integer;
    case SQLITE_FLOAT: return Type::real;
    case SQLITE_TEXT: return Type::text;
    case SQLITE_BLOB: return Type::bytes;
    default: return Type::null;
  }
}

}  // namespace diming::geo
