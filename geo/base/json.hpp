// geo/base: strict JSON (RFC 8259) in and out; the cage of RapidJSON.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/feature.hpp"
#include "geo/base/result.hpp"

namespace diming::geo::json {

/// One value inside a `Document`; a small view, valid while its document lives. A missing member reads as null.
class Node {
 public:
  Node() = default;
  explicit Node(const void* value) : value_(value) {}

  bool is_null() const;
  bool is_object() const;
  bool is_array() const;
  bool is_string() const;
  bool is_number() const;
  /// The member, or a null node if this is no object or has no such member.
  Node operator[](std::string_view key) const;
  /// Elements of an array or members of an object; 0 otherwise.
  std::size_t size() const;
  /// Element `i` of an array, i < size().
  Node at(std::size_t i) const;
  /// Names of an object's members in the text's order.
  std::vector<std::string_view> keys() const;

  std::optional<std::string_view> text() const;      ///< only of a string
  std::optional<double> number() const;              ///< only of a number, always finite
  std::optional<std::int64_t> integer() const;       ///< only of a whole number that fits
  std::optional<bool> boolean() const;               ///< only of true and false
  std::string text_or(std::string_view fallback) const { return std::string(text().value_or(fallback)); }
  /// The scalar as a property value; objects and arrays as their JSON text.
  Value value() const;

 private:
  const void* value_ = nullptr;
};

/// Owns parsed text. Moves, does not copy.
class Document {
 public:
  Document();
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Node root() const;

 private:
  friend Result<Document> parse(std::string_view, std::size_t);
  struct State;
  std::unique_ptr<State> state_;
};

/// In: UTF-8 text. Errors: json.malformed (not JSON, bad UTF-8, duplicate member, number out of range, text behind
/// the value), json.too_deep (more than `max_depth` nested arrays and objects).
Result<Document> parse(std::string_view text, std::size_t max_depth = 32);

/// Builds JSON text front to back. Misuse (a value without its key) is a mistake of the caller (assert).
class Writer {
 public:
  Writer();
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);
  Writer& text(std::string_view value);
  Writer& integer(std::int64_t value);
  Writer& number(double value);               ///< shortest form that reads back the same; not finite -> null
  Writer& number(double value, int decimals); ///< at most so many decimals
  Writer& boolean(bool value);
  Writer& null();
  Writer& value(const Value& value);
  /// Text that is JSON already, written as it is.
  Writer& raw(std::string_view json);
  /// key + text, key + integer, ... in one call
  Writer& member(std::string_view name, std::string_view value) { return key(name).text(value); }
  Writer& member(std::string_view name, const char* value) { return key(name).text(value); }
  Writer& member(std::string_view name, std::int64_t value) { return key(name).integer(value); }
  Writer& member(std::string_view name, int value) { return key(name).integer(value); }
  Writer& member(std::string_view name, double value) { return key(name).number(value); }
  Writer& member(std::string_view name, bool value) { return key(name).boolean(value); }
  /// The text so far; complete once every object and array is ended.
  std::string_view view() const;
  std::string take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// GeoJSON geometry (RFC 7946), coordinates with at most 9 decimals.
void write_geometry(Writer& out, const Geometry& geometry);
/// Errors: geometry.malformed, geometry.out_of_range, geometry.unsupported (a collection or a third dimension is
/// dropped, never a collection).
Result<Geometry> read_geometry(Node node);

}  // namespace diming::geo::json
