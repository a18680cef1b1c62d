#include "gazetteer/name/readings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "embedded/diming_readings.hpp"
#include "gazetteer/name/characters.hpp"
#include "gazetteer/name/vocab.hpp"
#include "geo/base/fault.hpp"

namespace diming::gazetteer {
namespace {

struct Entry {
  char32_t code;
  int level;
  std::string_view readings;  ///< apart by blanks, the usual one first
};

std::vector<Entry> read_table() {
  auto text = diming_readings::find("readings.csv");
  if (text.empty()) throw geo::Fault("readings", "the table of readings is missing");
  std::vector<Entry> table;
  table.reserve(42'000);
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const auto comma = line.find(',');
    std::uint32_t code = 0;
    std::from_chars(line.data(), line.data() + comma, code, 16);
    table.push_back({code, line.at(comma + 1) - '0', line.substr(comma + 3)});
  }
  return table;
}

/// Null pointer for a character without a reading.
const Entry* entry_of(char32_t code) {
  static const std::vector<Entry> kTable = read_table();
  const auto found = std::ranges::lower_bound(kTable, code, {}, &Entry::code);
  return found != kTable.end() && found->code == code ? &*found : nullptr;
}

struct Words {
  std::unordered_map<std::string_view, std::vector<std::string_view>> readings;
  std::size_t longest = 1;  ///< characters
};

const Words& words() {
  static const Words kWords = [] {
    Words table;
    for (const auto& row : vocab_rows("readings.csv")) {
      std::vector<std::string_view> syllables;
      for (auto rest = row.at(1); !rest.empty();) {
        syllables.push_back(rest.substr(0, rest.find(' ')));
        rest.remove_prefix(std::min(rest.size(), syllables.back().size() + 1));
      }
      const auto length = characters(row[0]).size();
      if (length != syllables.size()) throw geo::Fault("vocab.readings", "syllables do not fit " + std::string(row[0]));
      table.longest = std::max(table.longest, length);
      table.readings.emplace(row[0], std::move(syllables));
    }
    return table;
  }();
  return kWords;
}

Syllable usual(std::string_view character) {
  const Entry* entry = entry_of(code_point(character));
  if (!entry) return {character, "", true};
  const auto blank = entry->readings.find(' ');
  return {character, entry->readings.substr(0, blank), blank == std::string_view::npos};
}

/// Appends the longest word that starts at `from`; false if there is none.
bool read_word(const std::vector<std::string_view>& text, std::size_t from, std::vector<Syllable>& out) {
  for (std::size_t length = std::min(words().longest, text.size() - from); length > 0; --length) {
    const auto* first = text[from].data();
    const auto& last = text[from + length - 1];
    const auto found = words().readings.find({first, static_cast<std::size_t>(last.data() + last.size() - first)});
    if (found == words().readings.end()) continue;
    // A one-letter entry is only the likelier reading in place names: a person should still look.
    const bool sure = length > 1 || usual(text[from]).sure;
    for (std::size_t i = 0; i < length; ++i) out.push_back({text[from + i], found->second[i], sure});
    return true;
  }
  return false;
}

}  // namespace

std::vector<Syllable> read_syllables(std::string_view text) {
  const auto all = characters(text);
  std::vector<Syllable> out;
  out.reserve(all.size());
  while (out.size() < all.size())
    if (!read_word(all, out.size(), out)) out.push_back(usual(all[out.size()]));
  return out;
}

int standard_level(char32_t character) {
  const Entry* entry = entry_of(character);
  return entry ? entry->level : 0;
}

std::string without_tone(std::string_view toned) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kVowels = {{{"āáǎà", "a"},
                                                                                             {"ĀÁǍÀ", "A"},
                                                                                             {"ĒÉĚÈ", "E"},
                                                                                             {"ŌÓǑÒ", "O"},
                                                                                             {"ēéěè", "e"},
                                                                                             {"īíǐì", "i"},
                                                                                             {"ōóǒò", "o"},
                                                                                             {"ūúǔù", "u"},
                                                                                             {"ǖǘǚǜ", "ü"},
                                                                                             {"ńňǹ", "n"}}};
  std::string out;
  for (const auto letter : characters(toned)) {
    const auto vowel = std::ranges::find_if(
        kVowels, [&](const auto& row) { return letter.size() > 1 && row.first.find(letter) != row.first.npos; });
    out += vowel == kVowels.end() ? letter : vowel->second;
  }
  return out;
}

}  // namespace diming::gazetteer
