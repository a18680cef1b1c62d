#include "geo/shape/crossings.hpp"

#include <vector>

#include "geo/shape/packed_rtree.hpp"

namespace diming::geo {
namespace {

struct Side {
  LonLat a, b;
};

void collect(std::span<const LonLat> points, std::vector<Side>& sides) {
  for (std::size_t i = 1; i < points.size(); ++i) sides.push_back({points[i - 1], points[i]});
}

void collect(const Polygon& polygon, std::vector<Side>& sides) {
  for (const Ring& ring : polygon.rings) collect(ring, sides);
}

void collect(const Geometry& geometry, std::vector<Side>& sides) {
  if (const auto* line = std::get_if<LineString>(&geometry)) collect(line->points, sides);
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) collect(*polygon, sides);
  if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    for (const LineString& line : lines->lines) collect(line.points, sides);
  if (const auto* polygons = std::get_if<MultiPolygon>(&geometry))
    for (const Polygon& polygon : polygons->polygons) collect(polygon, sides);
}

double turn(LonLat a, LonLat b, LonLat c) {
  return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon);
}

bool cross(const Side& s, const Side& t) {
  return turn(s.a, s.b, t.a) * turn(s.a, s.b, t.b) < 0 && turn(t.a, t.b, s.a) * turn(t.a, t.b, s.b) < 0;
}

}  // namespace

std::size_t count_crossings(std::span<const Geometry* const> geometries, std::size_t limit) {
  std::vector<Side> sides;
  for (const Geometry* geometry : geometries) collect(*geometry, sides);
  std::vector<Box> boxes;
  boxes.reserve(sides.size());
  for (const auto& [a, b] : sides)
    boxes.push_back({std::min(a.lon, b.lon), std::min(a.lat, b.lat), std::max(a.lon, b.lon), std::max(a.lat, b.lat)});
  const PackedRTree tree{std::span<const Box>(boxes)};
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < sides.size() && count <= limit; ++i)
    tree.visit(boxes[i], [&](std::uint32_t j) {
      if (j > i && cross(sides[i], sides[j])) ++count;
      return count <= limit;
    });
  return count;
}

}  // namespace diming::geo
