// geo/shape: SpatiaLite's geometry BLOB.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

/// Little-endian, two dimensions, with its bounding rectangle. Source: "BLOB-Geometry" in SpatiaLite's documentation.
std::vector<std::byte> write_spatialite_blob(const Geometry& geometry, int srid);

/// In: one BLOB in either byte order, also compressed lines and polygons and "TinyPoint"; Z and M are dropped, the
/// stored rectangle and SRID are not believed: coordinates must be degrees.
/// Errors: as `read_wkb`.
Result<Geometry> read_spatialite_blob(std::span<const std::byte> bytes);

}  // namespace diming::geo
