// tests/geo: geometries for round trips.
#pragma once
#include <random>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// Any of the six types, any place on earth, closed rings; not valid in the sense of GEOS.
inline Geometry random_geometry(std::mt19937& random) {
  std::uniform_real_distribution<double> lon(-180, 180), lat(-90, 90);
  const auto points = [&](std::size_t least) {
    std::vector<LonLat> some(least + random() % 6);
    for (LonLat& p : some) p = {lon(random), lat(random)};
    return some;
  };
  const auto polygon = [&] {
    Polygon shape;
    for (std::size_t i = 0, n = 1 + random() % 3; i < n; ++i) {
      shape.rings.push_back(points(3));
      shape.rings.back().push_back(shape.rings.back().front());
    }
    return shape;
  };
  MultiLineString lines;
  MultiPolygon polygons;
  switch (random() % 6) {
    case 0:
      return Point{points(1)[0]};
    case 1:
      return LineString{points(2)};
    case 2:
      return polygon();
    case 3:
      return MultiPoint{points(1)};
    case 4:
      for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i) lines.lines.push_back({points(2)});
      return lines;
    default:
      for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i) polygons.polygons.push_back(polygon());
      return polygons;
  }
}

}  // namespace diming::geo
