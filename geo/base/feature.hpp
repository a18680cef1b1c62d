// geo/base: one row of a file, a layer or an answer.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// monostate is null. Text is UTF-8.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

struct Feature {
  std::optional<std::int64_t> id;
  std::vector<std::pair<std::string, Value>> properties;  ///< in the source's order, names unique
  std::optional<Geometry> geometry;

  /// Null pointer if there is no such property.
  const Value* find(std::string_view name) const {
    for (const auto& [key, value] : properties)
      if (key == name) return &value;
    return nullptr;
  }
};

/// Text of a value: numbers in shortest round-trip form, null as "".
std::string to_text(const Value& value);

}  // namespace diming::geo
