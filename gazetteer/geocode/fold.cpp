#include "gazetteer/geocode/fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include "gazetteer/geocode/house_number.hpp"
#include "geo/base/fault.hpp"

namespace diming::gazetteer {
namespace {

constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;
constexpr std::size_t kLongestNumeral = 9;  // characters: 九千九百九十九 has seven
constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
constexpr std::u32string_view kDashes = U"-－—–~～至";

icu::UnicodeString unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

std::u32string code_points(const icu::UnicodeString& text) {
  std::u32string out;
  out.reserve(static_cast<std::size_t>(text.length()));
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) out += static_cast<char32_t>(text.char32At(i));
  return out;
}


int numeral(char32_t c) {
  if (c == U'〇') return 0;
  if (c == U'两') return 2;
  const auto at = kNumerals.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

int unit_of(char32_t c) { return c == U'十' ? 10 : c == U'百' ? 100 : c == U'千' ? 1000 : 0; }

bool is_numeral(char32_t c) { return unit_of(c) > 0 || numeral(c) >= 0; }

/// 九十 -> 90, 一百零五 -> 105, 一二三 -> 123.
std::u32string to_digits(std::u32string_view numerals) {
  std::u32string spelled;
  int total = 0, pending = -1;
  bool units = false;
  for (char32_t c : numerals) {
    if (unit_of(c) > 0) {
      units = true;
      total += (pending < 0 ? 1 : pending) * unit_of(c);
      pending = -1;
    } else {
      pending = numeral(c);
      spelled += static_cast<char32_t>(U'0' + static_cast<char32_t>(pending));
    }
  }
  if (!units) return spelled;
  const std::string digits = std::to_string(total + std::max(pending, 0));
  return {digits.begin(), digits.end()};
}

/// True behind 90号之, 90号附, 90之, 90附.
bool awaits_sub_number(const std::u32string& text) {
  if (text.size() < 2 || (text.back() != U'之' && text.back() != U'附')) return false;
  const char32_t before = text[text.size() - 2];
  return before == U'号' || is_ascii_digit(before);
}

/// Numerals that stand before 号 or count a 附号 become digits: 九十号之一 -> 90号之1.
std::u32string numbers_as_digits(const std::u32string& text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_numeral(text[end])) ++end;
    const bool counts = (end < text.size() && text[end] == U'号') || awaits_sub_number(out);
    if (end > i && end - i <= kLongestNumeral && counts) {
      out += to_digits(std::u32string_view(text).substr(i, end - i));
      i = end;
    } else {
      out.append(text, i, std::max(end, i + 1) - i);
      i = std::max(end, i + 1);
    }
  }
  return out;
}

}  // namespace

Folder::Folder() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) throw geo::Fault("geocode.fold", u_errorName(status));
  for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    simplify->transliterate(text);
    simplified_.push_back(static_cast<char32_t>(text.char32At(0)));
  }
}

char32_t Folder::simplify(char32_t c) const {
  return c >= kFirstHan && c <= kLastHan ? simplified_[c - kFirstHan] : c;
}

std::u32string Folder::fold(std::string_view utf8) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::UnicodeString folded = folding->normalize(unicode(utf8), status);
  if (U_FAILURE(status)) throw geo::Fault("geocode.fold", u_errorName(status));
  const std::u32string raw = code_points(folded);
  std::u32string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char32_t c = raw[i];
    const bool between_digits = !out.empty() && is_ascii_digit(out.back()) && i + 1 < raw.size() && is_ascii_digit(raw[i + 1]);
    if (between_digits && kDashes.find(c) != std::u32string_view::npos)
      out += U'-';
    else if (c != 0xFFFD && u_isalnum(static_cast<UChar32>(c)))
      out += simplify(c);
  }
  return numbers_as_digits(out);
}

}  // namespace diming::gazetteer
