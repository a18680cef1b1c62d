// gazetteer/name: how characters are read, and where they stand in the standard table.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// One character of a text with its reading.
struct Syllable {
  std::string_view character;  ///< a view into the text
  std::string_view toned;      ///< "lù"; "" for what is no Chinese character
  bool sure{};  ///< the character has one reading only, or a place-name word decided; false: a person should look
};

/// Reads every character: words of data/vocab/readings.csv first (longest match), then the usual reading.
std::vector<Syllable> read_syllables(std::string_view text);

/// Level of 通用规范汉字表 (2013): 1 and 2 common, 3 rare; 0 if the character is not in it.
int standard_level(char32_t character);

/// "lù" -> "lu"; ü stays.
std::string without_tone(std::string_view toned);

}  // namespace diming::gazetteer
