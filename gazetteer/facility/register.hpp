// gazetteer/facility: care institutions and canteens enter the register.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "geo/base/date.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

struct NewFacility {
  std::string kind{};     ///< "canteen", "care_institution"
  std::string subkind{};  ///< with `kind` a row of data/vocab/facility_kinds.csv
  std::string name{};
  std::int64_t division_id{};
  std::optional<std::int64_t> doorplate_id{};
  geo::LonLat at{};
  std::string phone{};
  std::string state = "open";  ///< "open", "suspended", "closed"
  std::string meals{};         ///< canteen: any of "早中晚" in that order
  std::string hours{};         ///< "10:30-12:30,16:30-18:00"
  std::optional<int> seats{};
  std::optional<int> price_yuan{};  ///< canteen: a meal at 60 and older; institution: a month from
  std::string nature{};             ///< institution: "公办", "民办", "公建民营"
  std::optional<int> grade{};       ///< institution: 0 to 5, GB/T 37276-2018
  std::optional<int> beds{};
  std::optional<int> beds_in_use{};  ///< at most `beds`
  geo::Date last_confirmed{};
  geo::Date effective_from{};
};

/// With one record (kind "facility", action "insert_run", after = {count, sm3}). Ids follow the list's order without
/// gap; answers the first, 0 for an empty list.
/// Errors: facility.field_invalid (field names the member at fault; the message names the row). A refusal leaves no
/// row.
geo::Result<std::int64_t> register_facilities(geo::Transaction& tx, std::span<const NewFacility> facilities);

}  // namespace diming::gazetteer
