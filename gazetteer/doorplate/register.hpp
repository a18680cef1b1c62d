// gazetteer/doorplate: numbers of houses along a road.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/date.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

struct NewDoorplate {
  std::int64_t division_id{};  ///< lowest unit that holds the gate
  int number{};                ///< 90 of 90-1号, at least 1
  int sub_number{};            ///< 1 of 90-1号 (附号), 0 if there is none
  geo::LonLat at;              ///< gate or main entrance
  geo::Date effective_from;
};

/// Plates in use of one road, with one record (kind "doorplate", action "insert_run", after = {road_id, count, sm3}).
/// Ids follow the list's order without gap; answers the first, 0 for an empty list.
/// Errors: doorplate.road_unknown, doorplate.number_invalid, doorplate.position_invalid, doorplate.division_unknown,
/// doorplate.duplicate (the number is in use on the road or stands twice in the list). A refusal leaves no row.
geo::Result<std::int64_t> register_doorplates(geo::Transaction& tx, std::int64_t road_id,
                                              std::span<const NewDoorplate> plates);

}  // namespace diming::gazetteer
