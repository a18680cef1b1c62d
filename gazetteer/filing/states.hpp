// gazetteer/filing: which action leads where, who takes it, and what it needs.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// A case runs on one track until its approval, then on two at once: 备案 and 公告.
enum class Track { main, filing, announcement };

/// One arrow of the state machine (地名管理条例 art. 12 to 14).
struct Step {
  std::string_view action;
  Track track{};
  std::string_view from;
  std::string_view to;
  std::string_view duty;  ///< who: "applicant", "officer", "approver", "receiver", "civil_affairs"
  bool needs_note{};
  bool needs_approval{};  ///< approver_kind, approving_body, approval_number, approved_on
};

/// Where a case stands. Texts as in the table naming_case.
struct CaseState {
  std::string state = "draft";
  std::string filing_state{};
  std::string announcement_state{};
  std::string approver_kind{};  ///< "", "government", "civil_affairs", "department"
  friend bool operator==(const CaseState&, const CaseState&) = default;
};

std::span<const Step> steps();
/// The steps open from here, in the table's order. What a department approved is announced after its filing only.
std::vector<Step> possible_actions(const CaseState& at);
/// Chinese titles: "已受理", "报备", ...; the id itself if it is unknown, "" for "".
std::string_view action_title(std::string_view action);
std::string_view state_title(std::string_view state);
std::string_view filing_state_title(std::string_view state);
std::string_view announcement_state_title(std::string_view state);

}  // namespace diming::gazetteer
