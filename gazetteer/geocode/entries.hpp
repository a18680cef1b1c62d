// gazetteer/geocode: what the index knows of a division, a name and a doorplate.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::gazetteer {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

inline geo::Bounds bounds_at(geo::LonLat p) { return {p.lon, p.lat, p.lon, p.lat}; }

/// A division; `parent` is an index into the same vector or kNone.
struct DivisionEntry {
  std::int64_t id{};
  int level{};
  std::uint32_t parent = kNone;
  std::string kind;  ///< of data/vocab/division_kinds.csv
  std::string name;
  std::string code;
  geo::LonLat at;  ///< seat
};

/// A named place or facility. Roads carry their plates.
struct NameEntry {
  std::int64_t id{};
  std::string name;     ///< as the record spells it
  bool former = false;  ///< `name` is a former name or an alias; the standard one has an entry of its own
  std::string romanized;
  std::string kind;  ///< legal class, or "canteen", "care_institution"
  int importance{};
  std::uint32_t division = kNone;  ///< lowest unit
  std::int64_t doorplate_id{};     ///< facilities: where they are, or 0
  geo::LonLat at;
  geo::Bounds bounds;
  std::vector<std::vector<geo::LonLat>> lines;  ///< of roads
  bool gone = false;                            ///< no longer in the register
};

struct PlateEntry {
  std::int64_t id{};
  std::uint32_t road = kNone;  ///< index into names; kNone: no longer in the register
  std::uint32_t division = kNone;
  std::int32_t number{};
  std::int32_t sub_number{};
  geo::LonLat at;
};

}  // namespace diming::gazetteer
