// gazetteer/geocode: character pairs, the unit of similarity between names.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// Distinct pairs of neighbouring code points, sorted; the single character of a one-character text counts as a pair
/// with nothing.
inline std::vector<std::uint64_t> character_pairs(std::u32string_view text) {
  std::vector<std::uint64_t> pairs;
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    pairs.push_back(std::uint64_t{text[i]} << 32 | std::uint64_t{text[i + 1]});
  if (text.size() == 1) pairs.push_back(std::uint64_t{text[0]} << 32);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace diming::gazetteer
