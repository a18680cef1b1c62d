#include "geo/shape/ring.hpp"

#include <algorithm>

namespace diming::geo {

bool ring_contains(std::span<const LonLat> ring, LonLat p) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    LonLat low = ring[i - 1], high = ring[i];
    if ((low.lat <= p.lat) == (high.lat <= p.lat)) continue;
    if (low.lat > high.lat) std::swap(low, high);
    const double side = (high.lon - low.lon) * (p.lat - low.lat) - (p.lon - low.lon) * (high.lat - low.lat);
    if (side > 0) inside = !inside;  // the side passes east of p
  }
  return inside;
}

bool contains(const Polygon& polygon, LonLat p) {
  bool inside = false;
  for (const Ring& ring : polygon.rings) inside ^= ring_contains(ring, p);
  return inside;
}

bool contains(const MultiPolygon& polygons, LonLat p) {
  return std::any_of(polygons.polygons.begin(), polygons.polygons.end(),
                     [p](const Polygon& polygon) { return contains(polygon, p); });
}

double signed_area(std::span<const LonLat> ring) {
  if (ring.empty()) return 0;
  const LonLat o = ring.front();
  double sum = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    sum += (ring[i - 1].lon - o.lon) * (ring[i].lat - o.lat) - (ring[i].lon - o.lon) * (ring[i - 1].lat - o.lat);
  return sum / 2;
}

void make_rings_oriented(Polygon& polygon) {
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
    const double area = signed_area(polygon.rings[i]);
    if (i == 0 ? area < 0 : area > 0) std::reverse(polygon.rings[i].begin(), polygon.rings[i].end());
  }
}

void make_rings_oriented(Geometry& geometry) {
  if (auto* polygon = std::get_if<Polygon>(&geometry)) make_rings_oriented(*polygon);
  if (auto* polygons = std::get_if<MultiPolygon>(&geometry))
    for (Polygon& polygon : polygons->polygons) make_rings_oriented(polygon);
}

}  // namespace diming::geo
