// gazetteer/filing: the law's terms, in calendar days.
#pragma once
#include <optional>
#include <string_view>

#include "geo/base/date.hpp"

namespace diming::gazetteer {

/// Days for filing, counted from the approval (地名管理条例 art. 13).
inline constexpr int kFilingDays = 15;
/// Days for the announcement, from the approval by a government or civil-affairs body, from the filing for other
/// departments (art. 14).
inline constexpr int kAnnouncementDays = 15;

/// Last day for the filing.
geo::Date filing_due(geo::Date approved_on);
/// Last day for the announcement; none while a department's approval is not filed.
std::optional<geo::Date> announcement_due(std::string_view approver_kind, geo::Date approved_on,
                                          std::optional<geo::Date> filed_on);

}  // namespace diming::gazetteer
