// geo/shape: is a shape fit to be kept?
#pragma once
#include <cstddef>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

/// Larger shapes are refused everywhere in this room: 80 MB of coordinates.
constexpr std::size_t kMaxVertices = 5'000'000;

/// Simple-features validity (OGC 06-103r4 section 6.1) of what a person or a file handed in.
/// Errors: geometry.self_crossing (the message names the place), geometry.invalid (hole outside its shell, nested
/// shells, a cut interior, ... with the place), geometry.out_of_range, geometry.malformed (too few or open positions),
/// geometry.too_large (more than kMaxVertices). Fault: GEOS fails.
Result<void> check_valid(const Geometry& geometry);

}  // namespace diming::geo
