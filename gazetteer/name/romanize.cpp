#include "gazetteer/name/romanize.hpp"

#include <algorithm>
#include <optional>

#include "gazetteer/name/characters.hpp"
#include "gazetteer/name/readings.hpp"
#include "gazetteer/name/vocab.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kDirections = "东西南北中";
// What joins a street's generic when it stands directly before it. 内 and 外 belong to the gate before them.
constexpr std::string_view kStreetModifiers = "东西南北中前后左右上下新老横直大小";
constexpr std::string_view kNaturalModifiers = "东西南北大小新老";
constexpr std::string_view kNumerals = "〇一二三四五六七八九";

bool is_one_of(std::string_view set, std::string_view character) {
  return character.size() == 3 && set.find(character) != std::string_view::npos;
}

/// 0 to 9, 10 for 十, nothing for another character.
std::optional<int> numeral(std::string_view character) {
  if (character == "十") return 10;
  const auto at = kNumerals.find(character);
  if (character.size() != 3 || at == std::string_view::npos) return std::nullopt;
  return static_cast<int>(at / 3);
}

/// 1 to 99 as Chinese writes it ("九", "十二", "四十二"); nothing for a row of digits such as 三八.
std::optional<int> number_below_hundred(const std::vector<Syllable>& all, std::size_t from, std::size_t to) {
  const auto at = [&](std::size_t i) { return *numeral(all[from + i].character); };
  const std::size_t size = to - from;
  if (size == 1 && at(0) > 0) return at(0);
  if (size == 2 && at(0) == 10 && at(1) < 10) return 10 + at(1);
  if (size == 2 && at(0) < 10 && at(1) == 10) return at(0) * 10;
  if (size == 3 && at(0) < 10 && at(1) == 10 && at(2) < 10) return at(0) * 10 + at(2);
  return std::nullopt;
}

bool ends_with_fixed_numeral(std::string_view specific) {
  const auto rows = vocab_rows("fixed_numerals.csv");
  return std::ranges::any_of(rows, [&](const auto& row) { return specific.ends_with(row[0]); });
}

std::string capitalised(const std::string& word) {
  static constexpr std::pair<std::string_view, std::string_view> kMarked[] = {
      {"ā", "Ā"}, {"á", "Á"}, {"ǎ", "Ǎ"}, {"à", "À"}, {"ē", "Ē"}, {"é", "É"},
      {"ě", "Ě"}, {"è", "È"}, {"ō", "Ō"}, {"ó", "Ó"}, {"ǒ", "Ǒ"}, {"ò", "Ò"}};
  for (const auto& [small, capital] : kMarked)
    if (word.starts_with(small)) return std::string(capital) + word.substr(small.size());
  std::string out = word;
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

bool starts_with_open_vowel(std::string_view syllable) {
  const auto plain = without_tone(syllable);
  return !plain.empty() && (plain[0] == 'a' || plain[0] == 'o' || plain[0] == 'e');
}

/// Collects the words of one name.
class Speller {
 public:
  Speller(const std::vector<Syllable>& all) : all_(all) {}

  /// Syllables [from, to) as one word; digits and letters in between stand apart.
  void word(std::size_t from, std::size_t to) {
    std::string open;
    bool foreign = false;
    const auto close = [&] {
      if (!open.empty()) words_.push_back(foreign ? open : capitalised(open));
      open.clear();
    };
    for (std::size_t i = from; i < to; ++i) {
      const bool is_foreign = all_[i].toned.empty();
      if (is_foreign != foreign) close();
      foreign = is_foreign;
      if (!open.empty() && !foreign && starts_with_open_vowel(all_[i].toned)) open += '\'';
      open += foreign ? all_[i].character : all_[i].toned;
    }
    close();
  }
  void literal(std::string text) { words_.push_back(std::move(text)); }

  std::string text() const {
    std::string out;
    for (const auto& one : words_) out += (out.empty() ? "" : " ") + one;
    return out;
  }

 private:
  const std::vector<Syllable>& all_;
  std::vector<std::string> words_;
};

/// Where the ordinal before a street's generic starts; `specific_end` if there is none.
std::size_t ordinal_start(const std::vector<Syllable>& all, std::size_t specific_end, std::string_view specific) {
  std::size_t from = specific_end;
  while (from > 0 && numeral(all[from - 1].character)) --from;
  if (from == specific_end || ends_with_fixed_numeral(specific)) return specific_end;
  return number_below_hundred(all, from, specific_end) ? from : specific_end;
}

/// Rule 7: 中山东|一, 经|五, 第九, 三环.
bool spell_ordinal(Speller& out, const std::vector<Syllable>& all, std::size_t end, std::string_view specific) {
  const bool ring = end > 1 && all[end - 1].character == "环" && numeral(all[0].character);
  if (ring && number_below_hundred(all, 0, end - 1)) {
    out.literal(std::to_string(*number_below_hundred(all, 0, end - 1)));
    out.word(end - 1, end);
    return true;
  }
  const std::size_t from = ordinal_start(all, end, specific);
  if (from == end) return false;
  const std::string digits = std::to_string(*number_below_hundred(all, from, end));
  if (from == 1 && all[0].character == "第") {
    out.literal("Dì-" + digits);
    return true;
  }
  const bool direction = from > 2 && is_one_of(kDirections, all[from - 1].character);
  out.word(0, direction ? from - 1 : from);
  if (direction) out.word(from - 1, from);
  out.literal(digits);
  return true;
}

/// Rule 2: where the modifiers that join the generic start.
std::size_t modifier_start(const std::vector<Syllable>& all, std::size_t end, std::string_view modifiers) {
  std::size_t from = end;
  while (from > 2 && is_one_of(modifiers, all[from - 1].character)) --from;
  const bool small_direction = end == 2 && all[0].character == "小" && is_one_of(kDirections, all[1].character);
  return small_direction ? 1 : from;
}

/// The specific part of a street; a generic of two syllables inside it stays a word (包头 胡同).
void spell_street_specific(Speller& out, const std::vector<Syllable>& all, std::size_t end) {
  if (end > 2)
    for (const auto& generic : generics("street")) {
      const auto parts = characters(generic.text);
      if (parts.size() != 2 || generic.words.size() != 1) continue;
      if (all[end - 2].character != parts[0] || all[end - 1].character != parts[1]) continue;
      out.word(0, end - 2);
      out.word(end - 2, end);
      return;
    }
  out.word(0, end);
}

void spell_generic(Speller& out, std::size_t from, std::size_t end, std::string_view class_id,
                   std::string_view generic) {
  for (const auto& known : generics(class_id)) {
    if (known.text != generic || known.words.size() < 2) continue;
    for (const auto& word : known.words) {
      const std::size_t length = characters(word).size();
      out.word(from, from + length);
      from += length;
    }
    return;
  }
  out.word(from, end);
}

std::string spell(const std::vector<Syllable>& all, std::string_view class_id, const SplitName& split) {
  Speller out(all);
  const std::size_t end = split.generic.empty() ? all.size() : characters(split.specific).size();
  if (class_id == "natural_village" || end >= all.size()) {
    out.word(0, all.size());
    return out.text();
  }
  if (class_id == "street" && spell_ordinal(out, all, end, split.specific)) {
    spell_generic(out, end, all.size(), class_id, split.generic);
    return out.text();
  }
  const std::size_t modifiers = class_id == "street"    ? modifier_start(all, end, kStreetModifiers)
                                : class_id == "natural" ? modifier_start(all, end, kNaturalModifiers)
                                                        : end;
  if (class_id == "street")
    spell_street_specific(out, all, modifiers);
  else
    out.word(0, modifiers);
  if (modifiers < end)
    out.word(modifiers, all.size());
  else
    spell_generic(out, end, all.size(), class_id, split.generic);
  return out.text();
}

std::string sound_of(const std::vector<Syllable>& all, std::size_t end, bool toned) {
  std::string out;
  for (std::size_t i = 0; i < end; ++i) {
    std::string one = all[i].toned.empty() ? std::string(all[i].character)
                      : toned              ? std::string(all[i].toned)
                                           : without_tone(all[i].toned);
    if (!toned)
      if (const auto at = one.find("ü"); at != std::string::npos) one.replace(at, std::string_view("ü").size(), "v");
    out += (i == 0 ? "" : " ") + one;
  }
  return out;
}

}  // namespace

RomanizedName romanize(std::string_view text, std::string_view class_id, const SplitName& split) {
  const auto all = read_syllables(text);
  const std::size_t end = std::min(all.size(), characters(split.specific).size());
  RomanizedName out;
  out.toned = spell(all, class_id, split);
  out.plain = without_tone(out.toned);
  out.sound = sound_of(all, end, false);
  out.toned_sound = sound_of(all, end, true);
  out.needs_review = std::ranges::any_of(all, [](const Syllable& one) { return !one.sure; });
  return out;
}

}  // namespace diming::gazetteer
