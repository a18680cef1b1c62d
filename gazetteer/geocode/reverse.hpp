// gazetteer/geocode: position -> place.
#pragma once
#include <optional>

#include "gazetteer/geocode/search.hpp"

namespace diming::gazetteer {

/// What stands at `p`: with zoom 18 the nearest doorplate within 100 m, with 16 and more the nearest road within 200 m,
/// else the division that holds it, of a level by zoom (14 village, 12 township, 10 county, 8 city, below province).
/// In: `division_id` = lowest division that holds `p`, as the division index located it, or none. A plate or road is
/// taken only from the same county, so that no answer jumps over a county's boundary.
/// Nothing if `p` lies in no division. Hold the index's read lock.
std::optional<Hit> reverse(const GeocodeIndex& index, geo::LonLat p, std::optional<std::int64_t> division_id, int zoom);

}  // namespace diming::gazetteer
