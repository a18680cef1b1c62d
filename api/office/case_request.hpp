// api/office: what a client sends about a case, as values.
#pragma once
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "boundary/division/locate.hpp"
#include "gazetteer/filing/commands.hpp"
#include "gazetteer/name/rules.hpp"

namespace diming::api {

struct NewCaseRequest {
  gazetteer::NewCase application;
  std::string actor;
};
/// In: JSON {class, name, romanized?, meaning, reason, position_text, applicant, actor, geometry}. Errors: json.*,
/// request.field_missing, geometry.*, case.outside (the geometry lies in no division).
geo::Result<NewCaseRequest> read_new_case(const Request& request, const boundary::DivisionIndex& divisions);

struct ActionRequest {
  gazetteer::CaseAction action;
  std::string actor;
};
/// In: JSON {version, actor, note?, approver_kind?, approving_body?, approval_number?, approved_on?}.
geo::Result<ActionRequest> read_action(const Request& request);

/// In: query class, name, lon, lat.
geo::Result<gazetteer::ProposedName> read_proposal(const Request& request, const boundary::DivisionIndex& divisions,
                                                   geo::Date today);

/// Errors: request.not_a_number.
geo::Result<std::int64_t> read_whole(std::string_view text, std::string_view field);

}  // namespace diming::api
