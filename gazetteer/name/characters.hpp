// gazetteer/name: text as a row of characters.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// The characters of UTF-8 text in order, as views into it. A byte that starts no valid sequence is a character alone.
std::vector<std::string_view> characters(std::string_view text);
/// Code point of one of them; 0xFFFD for a stray byte.
char32_t code_point(std::string_view character);
/// One code point below 0x110000 as UTF-8.
std::string utf8(char32_t code);
/// `characters` glued together again.
std::string join(const std::vector<std::string_view>& characters, std::size_t from, std::size_t to);

}  // namespace diming::gazetteer
