// geo/io: geometry between GDAL's objects and ours. For this folder only.
#pragma once
#include <optional>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"
#include "geo/io/gdal.hpp"

namespace diming::geo {

// Straight from object to object: WKB in between would cost a copy, and its reader takes degrees on earth only, while
// a file may be in metres.

/// Copies a borrowed geometry; height and measure are dropped, rings are closed and turned as `Polygon` wants them,
/// parts without a position are left out, a wholly empty geometry is nothing. Every coordinate is finite; with
/// `geographic` it is on earth besides.
/// Errors: geometry.malformed, geometry.out_of_range, geometry.unsupported (collections, curves, surfaces in space:
/// never entered, so nesting costs nothing).
Result<std::optional<Geometry>> from_ogr(OGRGeometryH shape, bool geographic);
/// In: WKT text. Errors: as above.
Result<std::optional<Geometry>> from_wkt(const std::string& text, bool geographic);
/// A new GDAL geometry with the same positions.
OgrGeometry to_ogr(const Geometry& geometry);
/// Two dimensions, as many digits as read back the same.
std::string to_wkt(const Geometry& geometry);

}  // namespace diming::geo
