#include "gazetteer/filing/deadlines.hpp"

namespace diming::gazetteer {

geo::Date filing_due(geo::Date approved_on) {
  return approved_on.plus_days(kFilingDays);
}

std::optional<geo::Date> announcement_due(std::string_view approver_kind, geo::Date approved_on,
                                          std::optional<geo::Date> filed_on) {
  if (approver_kind != "department") return approved_on.plus_days(kAnnouncementDays);
  if (!filed_on) return std::nullopt;
  return filed_on->plus_days(kAnnouncementDays);
}

}  // namespace diming::gazetteer
