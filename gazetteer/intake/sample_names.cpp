#include "gazetteer/intake/sample_names.hpp"

#include <array>

#include "embedded/diming_data.hpp"
#include "geo/base/fault.hpp"

namespace diming::gazetteer {
namespace {

constexpr int kMostTries = 2000;           // thousands of pairs, some hundred of them used
constexpr std::size_t kTwoCharacters = 6;  // bytes of UTF-8

const std::string& any_of(const std::vector<std::string>& words, boundary::SampleRandom& random) {
  return words[random.below(static_cast<std::uint32_t>(words.size()))];
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

SampleWords::SampleWords(const std::vector<boundary::SampleDivision>& divisions) {
  std::string_view text = diming_data::find("vocab/sample_names.csv");
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (const auto comma = line.find(','); comma != line.npos)
      lists_[std::string(line.substr(0, comma))] = words_in(line.substr(comma + 1));
  }
  for (const auto& word : list("denied")) denied_.insert(word);
  for (const auto& division : divisions)
    if (division.level < 5) denied_.insert(stem_of_division(division.name));
}

const std::vector<std::string>& SampleWords::list(std::string_view pool) const {
  const auto it = lists_.find(pool);
  if (it == lists_.end() || it->second.empty()) throw geo::Fault("sample.names", "no list " + std::string(pool));
  return it->second;
}

SampleName SampleNamer::next(boundary::SampleRandom& random, const std::vector<std::string>& generics) {
  const auto& first = words_.list(pool_ + "_first");
  const auto& second = words_.list(pool_ + "_second");
  for (int i = 0; i < kMostTries; ++i) {
    const auto &a = any_of(first, random), &b = any_of(second, random), &generic = any_of(generics, random);
    if (a == b || b == generic) continue;  // 安安, 上坞坞
    SampleName name{a + b, generic};
    if (words_.denied(name.specific) || !used_.insert(name.full()).second) continue;
    return name;
  }
  throw geo::Fault("sample.names", "the words of " + pool_ + " are used up");
}

std::string stem_of_division(const std::string& name) {
  for (const std::string_view suffix : {"畲族自治县", "畲族乡", "畲族镇", "街道", "省", "市", "区", "县", "镇", "乡"})
    if (name.ends_with(suffix) && name.size() >= suffix.size() + kTwoCharacters)
      return name.substr(0, name.size() - suffix.size());
  return name;
}

std::string short_village_name(const std::string& name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kForms = {{{"社区居民委员会", "社区"},
                                                                                    {"社区居委会", "社区"},
                                                                                    {"村村民委员会", "村"},
                                                                                    {"村民委员会", "村"},
                                                                                    {"村村委会", "村"},
                                                                                    {"村委会", "村"},
                                                                                    {"居民委员会", "社区"},
                                                                                    {"居委会", "社区"}}};
  for (const auto& [ending, instead] : kForms)
    if (name.ends_with(ending) && name.size() > ending.size())
      return name.substr(0, name.size() - ending.size()) + std::string(instead);
  return name;
}

}  // namespace diming::gazetteer
