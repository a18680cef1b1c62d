// geo/base: calendar days of the law, instants of the record.
#pragma once
#include <compare>
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::geo {

/// A calendar day, proleptic Gregorian, year 1 to 9999. The law's terms count such days (日).
struct Date {
  int days_since_epoch{};  ///< 1970-01-01 is 0
  friend auto operator<=>(const Date&, const Date&) = default;
  Date plus_days(int days) const { return {days_since_epoch + days}; }
  int days_until(Date later) const { return later.days_since_epoch - days_since_epoch; }
};

/// In: "2026-11-22", nothing else. Errors: date.malformed (field = `field`).
Result<Date> parse_date(std::string_view text, std::string_view field);
/// "2026-11-22"
std::string to_text(Date date);
/// "2026年11月22日"
std::string to_chinese(Date date);
/// Today in China (UTC+8, no summer time), from the system clock.
Date today_in_china();
/// Now in UTC, "2026-11-22T08:05:06.123Z", from the system clock.
std::string utc_now();

}  // namespace diming::geo
