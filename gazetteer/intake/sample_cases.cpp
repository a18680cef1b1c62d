#include "gazetteer/intake/sample_cases.hpp"

#include <array>
#include <vector>

#include "gazetteer/filing/commands.hpp"

namespace diming::gazetteer {
namespace {

using geo::Result;

constexpr geo::Date kFiledDay{20'770};     // 2026-11-13
constexpr geo::Date kApprovedDay{20'774};  // 2026-11-17
constexpr double kHalfLength = 0.0009;     // degrees, about 90 m

struct Story {
  std::string_view specific;
  std::string_view meaning;
  std::vector<std::string_view> steps;
};

const std::array<Story, kSampleCases>& stories() {
  static const std::array<Story, kSampleCases> kStories = {{
      {"稻香湾", "稻田临水，秋日飘香", {}},
      {"云岫里", "山间云气出岫之处", {"submit"}},
      {"澄溪畔", "溪水清澄，路在溪畔", {"submit", "accept"}},
      {"竹影前", "竹林成荫，影落路前", {"submit", "accept", "request_correction"}},
      {"枫渡口", "旧有枫树渡口", {"submit", "accept", "start_review"}},
      {"栖霞坞", "坞中晚霞可观", {"submit", "accept", "start_review", "approve"}},
      {"桂语中", "沿路植桂", {"submit", "accept", "start_review", "approve", "send_filing"}},
      {"梧荫下", "梧桐成荫", {"submit", "accept", "start_review", "approve", "send_filing", "return_filing"}},
      {"荷塘月", "旁有荷塘", {"submit", "accept", "start_review", "approve", "send_filing", "confirm_filing"}},
      {"听涛岸", "可闻江涛", {"submit", "accept", "start_review", "approve", "announce", "send_filing", "confirm_filing"}},
      {"锦绣大", "含义不明", {"submit", "accept", "start_review", "reject"}},
  }};
  return kStories;
}

NewCase application(const Story& story, const CaseSite& site) {
  NewCase made;
  made.class_id = "street";
  made.division_id = site.division_id;
  made.name = std::string(story.specific) + "路";
  made.meaning = story.meaning;
  made.reason = "新建道路需要命名（示例）";
  made.position_text = "位于" + site.division_name + "，东西走向（示例）";
  made.applicant = "示例建设单位";
  made.geometry = geo::LineString{{{site.at.lon - kHalfLength, site.at.lat}, {site.at.lon + kHalfLength, site.at.lat}}};
  made.method = "虚构";
  return made;
}

CaseAction action(std::string_view name, std::int64_t version, std::size_t serial) {
  CaseAction step;
  step.action = name;
  step.version = version;
  step.note = "示例";
  if (name == "approve") {
    step.approver_kind = "civil_affairs";
    step.approving_body = "示例民政局";
    step.approval_number = "示民地〔2026〕" + std::to_string(serial + 1) + "号";
    step.approved_on = kApprovedDay;
  }
  return step;
}

}  // namespace

Result<std::int64_t> store_sample_cases(geo::Transaction& tx, std::span<const CaseSite> sites) {
  const std::size_t count = std::min(sites.size(), kSampleCases);
  for (std::size_t i = 0; i < count; ++i) {
    const Story& story = stories()[i];
    auto at = file_case(tx, application(story, sites[i]), kFiledDay);
    if (!at) return at.error();
    for (const auto step : story.steps) {
      at = advance_case(tx, at->id, action(step, at->version, i), kApprovedDay);
      if (!at) return at.error();
    }
  }
  return static_cast<std::int64_t>(count);
}

}  // namespace diming::gazetteer
