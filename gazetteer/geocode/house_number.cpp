#include "gazetteer/geocode/house_number.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::int64_t kNumbersEnd = 1'000'000;

std::optional<std::int32_t> read_number(std::u32string_view text, std::size_t& at) {
  std::int64_t value = 0;
  const std::size_t begin = at;
  for (; at < text.size() && is_ascii_digit(text[at]) && value < kNumbersEnd; ++at)
    value = value * 10 + static_cast<std::int64_t>(text[at] - U'0');
  if (at == begin || value >= kNumbersEnd) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

}  // namespace

std::optional<HouseNumber> read_house_number(std::u32string_view text) {
  std::size_t at = 0;
  const auto number = read_number(text, at);
  if (!number) return std::nullopt;
  HouseNumber result{*number, 0, at};
  const auto skip = [&](std::u32string_view word) {
    const bool there = text.substr(at).starts_with(word);
    if (there) at += word.size();
    return there;
  };
  const bool gate = skip(U"号");
  result.length = at;
  if ((gate || !skip(U"-")) && !skip(U"之") && !skip(U"附")) return result;
  const auto sub = read_number(text, at);
  if (!sub) return result;
  skip(U"号");
  result.sub_number = *sub;
  result.length = at;
  return result;
}

}  // namespace diming::gazetteer
