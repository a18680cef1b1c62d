// gazetteer/geocode: character pairs, the unit of similarity between names.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// Distinct pairs of code points that are neighbours or have one other between them, sorted: 文山路 still shares 文_路 with
/// 文三路. The single character of a one-character text counts as a pair with nothing.
inline std::vector<std::uint64_t> character_pairs(std::u32string_view text) {
  constexpr std::uint64_t kOneBetween = 1ULL << 31;  // above every code point
  std::vector<std::uint64_t> pairs;
  pairs.reserve(2 * text.size());
  const auto pair = [&](std::size_t a, std::size_t b) { return std::uint64_t{text[a]} << 32 | std::uint64_t{text[b]}; };
  for (std::size_t i = 0; i + 1 < text.size(); ++i) pairs.push_back(pair(i, i + 1));
  for (std::size_t i = 0; i + 2 < text.size(); ++i) pairs.push_back(pair(i, i + 2) | kOneBetween);
  if (text.size() == 1) pairs.push_back(std::uint64_t{text[0]} << 32);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace diming::gazetteer
