// gazetteer/filing: naming cases, from draft to announcement.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "geo/base/date.hpp"
#include "geo/base/geometry.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

/// An application (地名管理条例 art. 11). All texts are required save `romanized`.
struct NewCase {
  std::string matter = "命名";
  std::string class_id{};      ///< a row of place_classes but "division", which has its own procedure
  std::int64_t division_id{};  ///< the lowest unit that holds the place, as locate found it
  std::string name{};          ///< at most 60 characters, none of them blank
  std::string romanized{};     ///< "": romanize; an officer chooses where characters have several readings
  std::string meaning{};
  std::string reason{};
  std::string position_text{};
  std::string applicant{};
  geo::Geometry geometry{};
  std::string source_crs = "cgcs2000";
  std::string method{};
};

/// An action of states.hpp by the transaction's actor.
struct CaseAction {
  std::string action{};
  std::int64_t version{};  ///< of the case as the actor saw it
  std::string note{};
  std::string approver_kind{};             ///< approve: "government", "civil_affairs", "department"
  std::string approving_body{};            ///< approve
  std::string approval_number{};           ///< approve: 文号
  std::optional<geo::Date> approved_on{};  ///< approve: not after today
};

struct CaseReceipt {
  std::int64_t id{};
  std::int64_t version{};
};

/// A draft with its number ("浙地名〔2026〕00012号"; the prefix is the setting "case_number_prefix").
/// Errors: case.field_missing, case.field_invalid (field as in NewCase, class for class_id).
geo::Result<CaseReceipt> file_case(geo::Transaction& tx, const NewCase& application, geo::Date today);

/// Takes one step. Approving checks names again inside the transaction, makes the place and its standard name valid
/// from `approved_on`, and sets the terms; announcing publishes the names whose class waits for it.
/// Errors: case.not_found, case.version_conflict, case.action_unknown, case.wrong_state (the message names what is
/// possible now), case.field_missing, case.field_invalid, case.duplicate_name (the message names the bearers).
geo::Result<CaseReceipt> advance_case(geo::Transaction& tx, std::int64_t case_id, const CaseAction& action,
                                      geo::Date today);

}  // namespace diming::gazetteer
