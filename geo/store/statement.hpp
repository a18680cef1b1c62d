// geo/store: one prepared statement and its row.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/date.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

struct sqlite3_stmt;

namespace diming::geo {

/// Parameters count from 1 as in SQL (?1), columns from 0. Text and bytes of a row live until the next `step`.
/// Faults carry what SQLite said; a constraint that a person can break is checked before, not caught here.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, int value) { return bind(parameter, static_cast<std::int64_t>(value)); }
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view value);
  Statement& bind(int parameter, const char* value) { return bind(parameter, std::string_view(value)); }
  Statement& bind(int parameter, Date value);
  Statement& bind(int parameter, std::span<const std::byte> value);
  /// As the engine's own geometry value (SpatiaLite blob, SRID 4490).
  Statement& bind(int parameter, const Geometry& value);
  Statement& bind(int parameter, std::nullptr_t);
  template <class T>
  Statement& bind(int parameter, const std::optional<T>& value) {
    return value ? bind(parameter, *value) : bind(parameter, nullptr);
  }
  /// Binds all, from parameter 1 on.
  template <class... T>
  Statement& bind_all(const T&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return *this;
  }

  /// True if there is a row. After false the statement may be bound and stepped anew.
  bool step();
  /// Runs a statement that gives no row.
  void run();
  /// Forgets the row, keeps the text; parameters become NULL.
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< NULL reads as ""
  std::optional<std::int64_t> optional_integer(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::span<const std::byte> bytes(int column) const;
  /// Fault: the column holds no geometry value of this engine.
  Geometry geometry(int column) const;
  int column_count() const;
  std::string_view column_name(int column) const;
  enum class Type { null, integer, real, text, bytes };
  Type type(int column) const;

 private:
  friend class Connection;
  Statement(sqlite3_stmt* statement, std::vector<sqlite3_stmt*>& idle) : statement_(statement), idle_(&idle) {}
  [[noreturn]] void fail(const char* where) const;
  sqlite3_stmt* statement_;
  std::vector<sqlite3_stmt*>* idle_;  // where the connection keeps statements of this text
};

}  // namespace diming::geo
