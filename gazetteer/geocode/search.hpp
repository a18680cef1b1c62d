// gazetteer/geocode: text -> places.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/geocode/index.hpp"

namespace diming::gazetteer {

enum class HitKind { division, name, plate, position };

/// How close the answer comes to what was asked, finest first.
enum class MatchLevel { gate, road, name, division, similar, position };

/// One answer. `at`, `bounds` in CGCS2000 degrees.
struct Hit {
  HitKind kind{};
  MatchLevel level{};
  std::uint32_t index = kNone;  ///< into the index's divisions, names or plates; kNone for a position
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
/// Best first; empty if nothing fits. Hold the index's read lock while calling and while using the hits.
std::vector<Hit> search(const GeocodeIndex& index, const SearchRequest& request);

/// 浙江省杭州市西湖区北山街道文三路90号 (addresses.md section 3: no village for road plates).
std::string plate_address(const GeocodeIndex& index, const PlateEntry& plate);
/// Names of the chain from the province to `division` joined, equal neighbours once.
std::string division_address(const GeocodeIndex& index, std::uint32_t division);
/// 90号, 90-1号
std::string plate_number(const PlateEntry& plate);

/// Coordinates typed as text: "30.27,120.15" (latitude first) or, where only that is possible, longitude first.
std::optional<geo::LonLat> parse_position(std::string_view text);

}  // namespace diming::gazetteer
