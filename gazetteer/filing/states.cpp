#include "gazetteer/filing/states.hpp"

namespace diming::gazetteer {
namespace {

constexpr Step kSteps[] = {
    {"submit", Track::main, "draft", "submitted", "applicant", false, false},
    {"accept", Track::main, "submitted", "accepted", "officer", false, false},
    {"request_correction", Track::main, "accepted", "correction", "officer", true, false},
    {"resubmit", Track::main, "correction", "accepted", "applicant", false, false},
    {"start_review", Track::main, "accepted", "reviewing", "officer", false, false},
    {"approve", Track::main, "reviewing", "approved", "approver", false, true},
    {"reject", Track::main, "reviewing", "rejected", "approver", true, false},
    {"send_filing", Track::filing, "pending", "sent", "approver", false, false},
    {"send_filing", Track::filing, "returned", "sent", "approver", false, false},
    {"return_filing", Track::filing, "sent", "returned", "receiver", true, false},
    {"confirm_filing", Track::filing, "sent", "filed", "receiver", false, false},
    {"announce", Track::announcement, "pending", "announced", "civil_affairs", false, false},
};

struct Title {
  std::string_view id;
  std::string_view text;
};

constexpr Title kActions[] = {
    {"file", "建立案件"},
    {"revise", "修改"},
    {"submit", "提交"},
    {"accept", "受理"},
    {"request_correction", "要求补正"},
    {"resubmit", "补正后提交"},
    {"start_review", "开始审核"},
    {"approve", "批准"},
    {"reject", "不予批准"},
    {"send_filing", "报备"},
    {"return_filing", "退回补充"},
    {"confirm_filing", "确认备案"},
    {"announce", "公告"},
};
constexpr Title kStates[] = {
    {"draft", "草稿"},     {"submitted", "已提交"}, {"accepted", "已受理"},   {"correction", "补正"},
    {"reviewing", "审核"}, {"approved", "已批准"},  {"rejected", "不予批准"},
};
constexpr Title kFilingStates[] = {
    {"pending", "待报备"}, {"sent", "已报备"}, {"returned", "退回补充"}, {"filed", "已备案"}};
constexpr Title kAnnouncementStates[] = {{"pending", "待公告"}, {"announced", "已公告"}};

std::string_view title_of(std::span<const Title> titles, std::string_view id) {
  for (const auto& title : titles)
    if (title.id == id) return title.text;
  return id;
}

std::string_view standing(const CaseState& at, Track track) {
  switch (track) {
    case Track::main:
      return at.state;
    case Track::filing:
      return at.filing_state;
    case Track::announcement:
      return at.announcement_state;
  }
  return {};
}

}  // namespace

std::span<const Step> steps() {
  return kSteps;
}

std::vector<Step> possible_actions(const CaseState& at) {
  std::vector<Step> open;
  for (const auto& step : kSteps) {
    if (standing(at, step.track) != step.from) continue;
    const bool waits = step.action == "announce" && at.approver_kind == "department" && at.filing_state != "filed";
    if (!waits) open.push_back(step);
  }
  return open;
}

std::string_view action_title(std::string_view action) {
  return title_of(kActions, action);
}
std::string_view state_title(std::string_view state) {
  return title_of(kStates, state);
}
std::string_view filing_state_title(std::string_view state) {
  return title_of(kFilingStates, state);
}
std::string_view announcement_state_title(std::string_view state) {
  return title_of(kAnnouncementStates, state);
}

}  // namespace diming::gazetteer
