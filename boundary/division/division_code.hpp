// boundary/division: codes of divisions as people and files write them.
#pragma once
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::boundary {

constexpr int kLevels = 5;  ///< 1 省, 2 地, 3 县, 4 乡, 5 村

/// A code without padding: 2, 4, 6, 9 or 12 digits.
struct DivisionCode {
  std::string digits;
  /// What the length says. A hint only: 龙港市 has no townships, municipalities have no second level.
  int level_hint{};
  friend bool operator==(const DivisionCode&, const DivisionCode&) = default;
};

/// In: 2, 4, 6, 9 or 12 digits, padded with zeros or not ("330106000000" is "330106"), or "156" and six digits as
/// 天地图 writes them. Errors: division.code_malformed (field = `field`).
/// Source: GB/T 2260, GB/T 10114-2003, 统计用区划代码和城乡划分代码编制规则.
geo::Result<DivisionCode> parse_division_code(std::string_view text, std::string_view field = "code");

/// The next shorter code of the same place in the tree of prefixes, or "" for a province's.
std::string_view prefix_above(std::string_view digits);

}  // namespace diming::boundary
