// gazetteer/geocode: rows of the public register as entries.
#pragma once
#include <vector>

#include "gazetteer/geocode/tables.hpp"
#include "geo/store/connection.hpp"

namespace diming::gazetteer {

/// Ids `first` to `last`, both in.
struct IdRange {
  std::int64_t first{};
  std::int64_t last{};
};

/// Adds all divisions.
void read_divisions(geo::Connection& db, GeocodeTables& tables);
/// Names of places and names of facilities; what has no position is left out.
std::vector<NameEntry> read_place_names(geo::Connection& db, const GeocodeTables& tables, IdRange ids);
std::vector<NameEntry> read_facility_names(geo::Connection& db, const GeocodeTables& tables, IdRange ids);
/// Plates in order of id; those of roads that `tables` does not know are left out.
std::vector<PlateEntry> read_plates(geo::Connection& db, const GeocodeTables& tables, IdRange ids);
std::vector<PlateEntry> read_plates_of_road(geo::Connection& db, const GeocodeTables& tables, std::int64_t road_id);

}  // namespace diming::gazetteer
