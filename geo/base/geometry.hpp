// geo/base: geometry as plain values.
#pragma once
#include <variant>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::geo {

struct Point {
  LonLat at;
  friend bool operator==(const Point&, const Point&) = default;
};
/// At least one position.
struct MultiPoint {
  std::vector<LonLat> points;
  friend bool operator==(const MultiPoint&, const MultiPoint&) = default;
};
/// At least two positions.
struct LineString {
  std::vector<LonLat> points;
  friend bool operator==(const LineString&, const LineString&) = default;
};
struct MultiLineString {
  std::vector<LineString> lines;
  friend bool operator==(const MultiLineString&, const MultiLineString&) = default;
};
/// Closed: first position equals last, at least four positions.
using Ring = std::vector<LonLat>;
/// The first ring is the shell (counter-clockwise), the others are holes (clockwise).
struct Polygon {
  std::vector<Ring> rings;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};
struct MultiPolygon {
  std::vector<Polygon> polygons;
  friend bool operator==(const MultiPolygon&, const MultiPolygon&) = default;
};

/// Collections are not held: a reader of outside bytes refuses them.
using Geometry = std::variant<Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon>;

/// "Point", "LineString" ... as GeoJSON spells the type.
const char* type_name(const Geometry& geometry);
Bounds bounds_of(const std::vector<LonLat>& points);
Bounds bounds_of(const Geometry& geometry);

/// Calls `visit(LonLat&)` for every position. Rings and lines keep their order.
template <class G, class Visit>
void for_each_position(G& geometry, Visit&& visit) {
  std::visit(
      [&](auto& shape) {
        using S = std::remove_cvref_t<decltype(shape)>;
        if constexpr (std::is_same_v<S, Point>) {
          visit(shape.at);
        } else if constexpr (std::is_same_v<S, LineString> || std::is_same_v<S, MultiPoint>) {
          for (auto& p : shape.points) visit(p);
        } else if constexpr (std::is_same_v<S, MultiLineString>) {
          for (auto& line : shape.lines)
            for (auto& p : line.points) visit(p);
        } else if constexpr (std::is_same_v<S, Polygon>) {
          for (auto& ring : shape.rings)
            for (auto& p : ring) visit(p);
        } else {
          for (auto& polygon : shape.polygons)
            for (auto& ring : polygon.rings)
              for (auto& p : ring) visit(p);
        }
      },
      geometry);
}

}  // namespace diming::geo
