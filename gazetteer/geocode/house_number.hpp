// gazetteer/geocode: the number in a folded address.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace diming::gazetteer {

struct HouseNumber {
  std::int32_t number{};
  std::int32_t sub_number{};
  std::size_t length{};  ///< characters, with 号 if it is there
};

/// 90号, 90-1号, 90号之1, 90附1号 or a bare 90 at the front of `text`; numbers below a million.
std::optional<HouseNumber> read_house_number(std::u32string_view text);

inline bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace diming::gazetteer
