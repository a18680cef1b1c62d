#include "geo/base/geometry.hpp"

namespace diming::geo {

const char* type_name(const Geometry& geometry) {
  static constexpr const char* kNames[] = {"Point",      "LineString",      "Polygon",
                                           "MultiPoint", "MultiLineString", "MultiPolygon"};
  return kNames[geometry.index()];
}

Bounds bounds_of(const std::vector<LonLat>& points) {
  Bounds box;
  for (const LonLat& p : points) box.add(p);
  return box;
}

Bounds bounds_of(const Geometry& geometry) {
  Bounds box;
  for_each_position(geometry, [&](const LonLat& p) { box.add(p); });
  return box;
}

}  // namespace diming::geo
