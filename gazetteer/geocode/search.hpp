// gazetteer/geocode: text -> places.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/geocode/tables.hpp"

namespace diming::gazetteer {

enum class HitKind { division, name, plate, position };

/// How close the answer comes to what was asked, finest first.
enum class MatchLevel { gate, road, name, division, similar, position };

/// One answer. `at`, `bounds` in CGCS2000 degrees.
struct Hit {
  HitKind kind{};
  MatchLevel level{};
  std::uint32_t index = kNone;  ///< into the tables' divisions, names or plates; kNone for a position
  double score{};               ///< 0 to 1
  geo::LonLat at;
  geo::Bounds bounds;
};

struct SearchRequest {
  std::string text;
  std::size_t limit = 10;
  std::optional<geo::Bounds> viewbox;  ///< preferred
  bool bounded = false;                ///< only inside viewbox
};

/// Standard addresses (any levels left out), names of divisions, places and facilities, "lat,lon" and "lon lat".
/// Best first; empty if nothing fits. Of a GeocodeIndex hold the read lock while calling and
/// while using the hits. The first 200 characters are looked at; any bytes may come.
std::vector<Hit> search(const GeocodeTables& tables, const SearchRequest& request);

/// compose_address of a plate that is in the register.
std::string plate_address(const GeocodeTables& tables, const PlateEntry& plate);
/// Names of the chain from the province to `division` joined, equal neighbours once.
std::string division_address(const GeocodeTables& tables, std::uint32_t division);

/// Coordinates typed as text: "30.27,120.15" (latitude first) or, where only that is possible, longitude first.
std::optional<geo::LonLat> parse_position(std::string_view text);

}  // namespace diming::gazetteer
