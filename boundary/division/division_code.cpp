#include "boundary/division/division_code.hpp"

#include <algorithm>
#include <array>

namespace diming::boundary {
namespace {

constexpr std::array<std::size_t, kLevels> kLengths{2, 4, 6, 9, 12};
constexpr std::string_view kChina = "156";  // ISO 3166-1 numeric; no prefecture of province 15 is numbered 6x

geo::Error malformed(std::string_view text, std::string_view field) {
  return {"division.code_malformed", std::string(field),
          "“" + std::string(text.substr(0, 40)) + "”不是区划代码, 应为 2、4、6、9 或 12 位数字"};
}

}  // namespace

std::string_view prefix_above(std::string_view digits) {
  std::size_t shorter = 0;
  for (const std::size_t length : kLengths)
    if (length < digits.size()) shorter = length;
  return digits.substr(0, shorter);
}

geo::Result<DivisionCode> parse_division_code(std::string_view text, std::string_view field) {
  const bool digits_only = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits_only || std::find(kLengths.begin(), kLengths.end(), text.size()) == kLengths.end())
    return malformed(text, field);
  std::string_view digits = text;
  if (digits.size() == 9 && digits.starts_with(kChina)) digits.remove_prefix(kChina.size());
  while (digits.size() > 2) {
    const std::string_view above = prefix_above(digits);
    if (digits.find_first_not_of('0', above.size()) != std::string_view::npos) break;
    digits = above;
  }
  if (digits < "11") return malformed(text, field);
  const auto level = std::find(kLengths.begin(), kLengths.end(), digits.size()) - kLengths.begin() + 1;
  return DivisionCode{std::string(digits), static_cast<int>(level)};
}

}  // namespace diming::boundary
