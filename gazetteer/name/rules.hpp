// gazetteer/name: what the law says against a new name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/name/scope.hpp"
#include "gazetteer/name/split.hpp"
#include "geo/base/json.hpp"

namespace diming::gazetteer {

/// A proposed name. Stored names are never judged: 38 township names of Zhejiang stood twice before the rule came.
struct ProposedName {
  std::string text;
  std::string class_id;  ///< a row of place_classes
  SplitName split;
  std::int64_t division_id{};  ///< the lowest unit that holds the place
  geo::Date day;
};

struct Finding {
  std::string rule;     ///< "N8"
  Severity severity{};  ///< block: stands in the way unless a reason overrides it; warn: for a person to judge
  std::string article;  ///< the law's article
  std::string message;  ///< what was found
  std::string advice;   ///< what to do
  std::vector<NameMatch> matches;
};

/// Words and characters alone: N1 to N6 by list (data/vocab/deny_words.csv), N3 by 通用规范汉字表, N11 the generic.
/// Source: 地名管理条例 art. 9.
std::vector<Finding> check_wording(const ProposedName& name);
/// The same, and N8 equal names and homophones in the class's area, N12 names of other divisions; and N3 forgives a
/// character outside of the table that comes from a division's standing name.
std::vector<Finding> check_name(geo::Connection& db, const ProposedName& name);
/// [{rule, severity, article, message, advice, matches:[{place_id, text, romanized, division_name, same_tone}]}]
void write_findings(geo::json::Writer& out, const std::vector<Finding>& findings);

}  // namespace diming::gazetteer
