// gazetteer/geocode: position -> place.
#pragma once
#include <optional>

#include "gazetteer/geocode/search.hpp"

namespace diming::gazetteer {

/// What stands at `p`: with zoom 18 the nearest doorplate within 100 m, with 16 and more the nearest road within 200 m,
/// else the division that holds it, of a level by zoom (14 village, 12 township, 10 county, 8 city, below province).
/// In: `division_id` = lowest division that holds `p`, as the division index located it, or none. Only
/// plates of the same county count, and roads of it or of a unit that holds it: no answer jumps over its boundary.
/// Nothing if `p` lies in no division. Of a GeocodeIndex hold the read lock.
std::optional<Hit> reverse(const GeocodeTables& tables, geo::LonLat p, std::optional<std::int64_t> division_id, int zoom);

}  // namespace diming::gazetteer
