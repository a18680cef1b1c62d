// gazetteer/intake: made-up names in the manner of the province.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "boundary/intake/sample_random.hpp"
#include "boundary/intake/sample_sources.hpp"

namespace diming::gazetteer {

struct SampleName {
  std::string specific, generic;
  std::string full() const { return specific + generic; }
};

/// Word lists of vocab/sample_names.csv and what no new name may be: a division's own name (浙江省地名管理办法: a name
/// with a division's name in it must lie there) or a word of the list "denied".
class SampleWords {
 public:
  explicit SampleWords(const std::vector<boundary::SampleDivision>& divisions);
  /// Fault if there is no such list.
  const std::vector<std::string>& list(std::string_view pool) const;
  bool denied(const std::string& specific) const { return denied_.contains(specific); }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> lists_;
  std::set<std::string> denied_;
};

/// Gives each name once. One for each county and class of names.
class SampleNamer {
 public:
  SampleNamer(const SampleWords& words, std::string_view pool) : words_(words), pool_(pool) {}
  /// A word of list `pool`_first, one of `pool`_second, and one of `generics`. Fault if the lists are used up.
  SampleName next(boundary::SampleRandom& random, const std::vector<std::string>& generics);

 private:
  const SampleWords& words_;
  std::string pool_;
  std::set<std::string> used_;
};

/// 西湖 of 西湖区, 留下 of 留下街道; the name itself if nothing would be left of two characters.
std::string stem_of_division(const std::string& name);
/// 金星村 of 金星村委会, 上保社区 of 上保社区居委会: how a notice on the door would say it.
std::string short_village_name(const std::string& name);

}  // namespace diming::gazetteer
