// gazetteer/filing: cases as JSON for the office.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "geo/base/result.hpp"
#include "geo/store/connection.hpp"

namespace diming::gazetteer {

/// Empty members ask for all.
struct CaseQuery {
  std::string state{};
  std::string class_id{};
  std::string text{};                       ///< part of the name or the number
  std::optional<std::int64_t> before_id{};  ///< only cases older than this one
  int limit = 50;                           ///< 1 to 200
};

/// {cases: [...], next: id to pass as before_id, or null}, newest first. A case: id, number, matter, class,
/// class_title, name, romanized, meaning, reason, position_text, applicant, state, state_title, division_id,
/// division_name, filing_state, filing_state_title, filing_due, filed_on, announcement_state,
/// announcement_state_title, announcement_due, announced_on, approved_on, approver_kind, approving_body,
/// approval_number, place_id, version, actions: [{action, title, duty}], geometry, bounds: [w, s, e, n].
std::string list_cases(geo::Connection& db, const CaseQuery& query);

/// One case, and events: [{action, action_title, actor, note, recorded_at}], oldest first. Errors: case.not_found.
geo::Result<std::string> read_case(geo::Connection& db, std::int64_t case_id);

}  // namespace diming::gazetteer
