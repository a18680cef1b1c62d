#include "gazetteer/name/rules.hpp"

#include <algorithm>

#include "gazetteer/name/characters.hpp"
#include "gazetteer/name/readings.hpp"
#include "gazetteer/name/romanize.hpp"

namespace diming::gazetteer {
namespace {

struct Rule {
  std::string_view id;
  std::string_view article;
  std::string_view advice;
};

constexpr Rule kRules[] = {
    {"N1", "《地名管理条例》第九条第（一）项", "请改用含义明确、健康且不违背公序良俗的字词。"},
    {"N2", "《地名管理条例》第九条第（二）项", "请核对名称是否符合地理实体的地域、规模和性质。"},
    {"N3", "《地名管理条例》第九条第（三）项", "请改用《通用规范汉字表》内的常用汉字。"},
    {"N4", "《地名管理条例》第九条第（四）项", "确与该人无特定联系的，请在理由中写明。"},
    {"N5", "《地名管理条例》第九条第（五）项", "请改用本地历史、地理或文化中的词语。"},
    {"N6", "《地名管理条例》第九条第（六）项", "确与该企业或者商标无特定联系的，请在理由中写明。"},
    {"N7", "《地名管理条例》第九条第（七）项", "请更换名称或增加区别性字词。"},
    {"N8", "《地名管理条例》第九条第（八）项", "请更换名称或增加区别性字词。"},
    {"N11", "《地名管理条例》第九条", "请在名称末尾加上与类别相符的通名。"},
    {"N12", "《浙江省地名管理办法》", "请核对位置，或去掉名称中的行政区划名称。"},
};

Finding finding(std::string_view rule, Severity severity, std::string message) {
  const auto& row = *std::ranges::find(kRules, rule, &Rule::id);
  return {std::string(rule), severity, std::string(row.article), std::move(message), std::string(row.advice), {}};
}

void check_words(const ProposedName& name, std::vector<Finding>& out) {
  for (const auto& row : vocab_rows("deny_words.csv")) {
    if (name.text.find(row[2]) == std::string::npos) continue;
    const auto severity = row[1] == "block" ? Severity::block : Severity::warn;
    out.push_back(finding(row[0], severity, "名称含“" + std::string(row[2]) + "”：" + std::string(row[3]) + "。"));
  }
}

bool is_han(std::string_view character) {
  const auto syllables = read_syllables(character);
  return !syllables.empty() && !syllables.front().toned.empty();
}

/// Characters outside of the table, each once.
std::vector<std::string_view> unlisted(std::string_view text) {
  std::vector<std::string_view> found;
  for (const auto character : characters(text))
    if (standard_level(code_point(character)) == 0 && std::ranges::find(found, character) == found.end())
      found.push_back(character);
  return found;
}

void check_rare(const ProposedName& name, std::vector<Finding>& out) {
  std::string rare;
  for (const auto character : characters(name.text))
    if (standard_level(code_point(character)) == 3) rare += character;
  if (!rare.empty())
    out.push_back(finding("N3", Severity::warn, "“" + rare + "”属《通用规范汉字表》三级字，可能是生僻字。"));
}

void check_generic(const ProposedName& name, std::vector<Finding>& out) {
  const auto* place_class = find_class(name.class_id);
  if (!name.split.generic.empty() || !place_class || !place_class->no_generic) return;
  out.push_back(
      finding("N11", *place_class->no_generic,
              "地名由专名和通名组成，“" + name.text + "”没有" + std::string(place_class->title) + "的通名。"));
}

Finding unlisted_finding(std::string_view character) {
  const std::string shown(character);
  return finding("N3", Severity::block,
                 is_han(character) ? "“" + shown + "”不在《通用规范汉字表》内（繁体字、异体字或生僻字）。"
                                   : "“" + shown + "”不是汉字；地名使用国家通用语言文字，数字也写作汉字。");
}

void check_duplicates(geo::Connection& db, const ProposedName& name, const std::vector<DivisionLink>& chain,
                      std::vector<Finding>& out) {
  const auto* place_class = find_class(name.class_id);
  const auto area = place_class ? unique_area(*place_class, chain) : UniqueArea{};
  if (!area.bounded) return;
  const auto spelt = romanize(name.text, name.class_id, name.split);
  const NameQuery query{name.text, spelt.sound, spelt.toned_sound, name.class_id, area.division_id, name.day};
  const std::string where =
      "在" + area.title + "范围内" + (area.stands_in ? "（未载入建成区范围，按县级行政区检查）" : "");
  if (auto equal = equal_names(db, query); !equal.empty()) {
    out.push_back(finding("N8", place_class->duplicate, "“" + name.text + "”" + where + "与现有地名重名。"));
    out.back().matches = std::move(equal);
  }
  if (auto alike = homophones(db, query); !alike.empty()) {
    out.push_back(finding("N8", Severity::warn, "“" + name.text + "”" + where + "与现有地名同音或近音。"));
    out.back().matches = std::move(alike);
  }
}

}  // namespace

std::vector<Finding> check_wording(const ProposedName& name) {
  std::vector<Finding> out;
  check_words(name, out);
  for (const auto character : unlisted(name.text)) out.push_back(unlisted_finding(character));
  check_rare(name, out);
  check_generic(name, out);
  return out;
}

std::vector<Finding> check_name(geo::Connection& db, const ProposedName& name) {
  const auto chain = division_chain(db, name.division_id, name.day);
  std::vector<Finding> out;
  check_words(name, out);
  for (const auto character : unlisted(name.text)) {
    out.push_back(unlisted_finding(character));
    const auto bearer = division_with_character(db, character, name.text, name.day);
    if (bearer.empty()) continue;
    out.back().severity = Severity::warn;
    out.back().message += "该字取自现有标准地名“" + bearer + "”，可以沿用。";
  }
  check_rare(name, out);
  check_generic(name, out);
  check_duplicates(db, name, chain, out);
  for (const auto& division : foreign_divisions(db, name.text, chain, name.day))
    out.push_back(finding("N12", Severity::warn, "名称含有“" + division + "”的专名，但位置不在该行政区划内。"));
  return out;
}

void write_findings(geo::json::Writer& out, const std::vector<Finding>& findings) {
  out.begin_array();
  for (const auto& one : findings) {
    out.begin_object();
    out.member("rule", one.rule).member("severity", one.severity == Severity::block ? "block" : "warn");
    out.member("article", one.article).member("message", one.message).member("advice", one.advice);
    out.key("matches").begin_array();
    for (const auto& match : one.matches) {
      out.begin_object().member("place_id", match.place_id).member("text", match.text);
      out.member("romanized", match.romanized).member("division_name", match.division_name);
      out.member("same_tone", match.same_tone).end_object();
    }
    out.end_array().end_object();
  }
  out.end_array();
}

}  // namespace diming::gazetteer
