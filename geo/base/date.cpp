#include "geo/base/date.hpp"

#include <chrono>
#include <cstdio>

namespace diming::geo {
namespace {

using std::chrono::year_month_day;

year_month_day civil(Date date) {
  return year_month_day{std::chrono::sys_days{std::chrono::days{date.days_since_epoch}}};
}

bool read_digits(std::string_view text, int& number) {
  number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  return true;
}

std::string format(const char* pattern, Date date) {
  const year_month_day day = civil(date);
  char buffer[40];
  const int n = std::snprintf(buffer, sizeof buffer, pattern, static_cast<int>(day.year()),
                              static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {buffer, static_cast<std::size_t>(n)};
}

}  // namespace

Result<Date> parse_date(std::string_view text, std::string_view field) {
  int y{}, m{}, d{};
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' && read_digits(text.substr(0, 4), y) &&
                      read_digits(text.substr(5, 2), m) && read_digits(text.substr(8, 2), d);
  const year_month_day day{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                           std::chrono::day{static_cast<unsigned>(d)}};
  if (!shaped || y < 1 || !day.ok())
    return Error{"date.malformed", std::string(field), "日期须写作 2026-11-22 的形式，且为真实存在的日子。"};
  return Date{static_cast<int>(std::chrono::sys_days{day}.time_since_epoch().count())};
}

std::string to_text(Date date) { return format("%04d-%02u-%02u", date); }

std::string to_chinese(Date date) { return format("%d年%u月%u日", date); }

Date today_in_china() {
  const auto now = std::chrono::system_clock::now() + std::chrono::hours{8};
  return {static_cast<int>(std::chrono::floor<std::chrono::days>(now).time_since_epoch().count())};
}

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::hh_mm_ss clock{now - day};
  char buffer[20];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d.%03dZ", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return to_text(Date{static_cast<int>(day.time_since_epoch().count())}) + buffer;
}

}  // namespace diming::geo
