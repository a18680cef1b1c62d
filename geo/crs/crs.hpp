// geo/crs: names of the reference systems we take.
#pragma once
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::geo {

/// A reference system whose way to CGCS2000 is known.
struct Crs {
  enum class Kind { cgcs2000, wgs84, gcj02, bd09, mercator, cgcs2000_grid, wgs84_utm };
  Kind kind = Kind::cgcs2000;
  int epsg = 4490;  ///< 0 for gcj02 and bd09

  friend bool operator==(const Crs&, const Crs&) = default;
};

/// In, upper or lower case, spaces around: "cgcs2000", "wgs84", "crs84", "gcj02", "bd09", "webmercator" (a hyphen
/// inside does no harm: "GCJ-02"); an EPSG code as 4490, EPSG:4490, EPSG/0/4490,
/// http://www.opengis.net/def/crs/EPSG/0/4490 or urn:ogc:def:crs:EPSG::4490;
/// http://www.opengis.net/def/crs/OGC/1.3/CRS84. Codes: 4490, 4326, 3857, the CGCS2000 Gauss-Krueger zones 4491 to
/// 4554, UTM on WGS 84 32643 to 32653 (72 to 138 E). The axis order that EPSG gives a code is not this function's
/// matter: positions here are always longitude (easting) first, and a door that must swap does so. Errors:
/// crs.needs_parameters (1954 and 1980 national systems and their zones: no published transformation, the parameters
/// are the owner's), crs.unknown.
Result<Crs> parse_crs(std::string_view text);
/// "EPSG:4547", "GCJ-02", "BD-09"
std::string to_text(Crs crs);
/// "http://www.opengis.net/def/crs/EPSG/0/4547"; empty for gcj02 and bd09, which have none.
std::string uri_of(Crs crs);

}  // namespace diming::geo
