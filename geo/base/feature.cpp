#include "geo/base/feature.hpp"

#include <charconv>

namespace diming::geo {

std::string to_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  char buffer[32];
  std::to_chars_result end{buffer, {}};
  if (const auto* whole = std::get_if<std::int64_t>(&value)) end = std::to_chars(buffer, buffer + sizeof buffer, *whole);
  if (const auto* real = std::get_if<double>(&value)) end = std::to_chars(buffer, buffer + sizeof buffer, *real);
  return {buffer, end.ptr};
}

}  // namespace diming::geo
