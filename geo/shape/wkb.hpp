// geo/shape: well-known binary.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

/// Little-endian WKB, two dimensions. Source: OGC 06-103r4 section 8.
std::vector<std::byte> write_wkb(const Geometry& geometry);

/// In: one WKB or EWKB value in either byte order, nothing behind it; Z, M and SRID are dropped. Every count is checked
/// against the bytes that remain before memory is taken for it.
/// Errors: geometry.malformed (cut short, wrong counts, open ring, empty), geometry.out_of_range (not finite or not on
/// earth), geometry.unsupported (collection, curve, surface).
Result<Geometry> read_wkb(std::span<const std::byte> bytes);

}  // namespace diming::geo
