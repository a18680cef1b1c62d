// gazetteer/geocode: text as the matcher sees it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// Folds what people write differently but mean alike: full width, case, traditional characters, spaces and
/// punctuation, Chinese numerals before 号 and of a 附号. A value; const is safe.
class Folder {
 public:
  Folder();
  /// In: UTF-8, any bytes (what is not UTF-8 is dropped). Out: letters, digits and Han characters; '-' stays between
  /// digits.
  std::u32string fold(std::string_view utf8) const;

 private:
  char32_t simplify(char32_t c) const;
  std::vector<char32_t> simplified_;  // of the characters U+4E00 to U+9FFF
};

}  // namespace diming::gazetteer
