#include "boundary/division/assemble_area.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

using geo::LonLat;
using geo::Ring;

struct PositionHash {
  std::size_t operator()(LonLat p) const {
    auto h = std::bit_cast<std::uint64_t>(p.lon) * 0x9E3779B97F4A7C15ULL;
    h ^= std::bit_cast<std::uint64_t>(p.lat) + (h >> 29);
    h *= 0xBF58476D1CE4E5B9ULL;
    return h ^ (h >> 32);
  }
};

/// Edges as arcs that keep the area on their left.
class Arcs {
 public:
  explicit Arcs(std::span<const AreaEdge> edges) : edges_(edges), used_(edges.size(), false) {
    for (std::size_t i = 0; i < edges.size(); ++i) out_[at(i, 0)].push_back(i);
  }

  std::size_t length(std::size_t arc) const { return edges_[arc].points.size(); }
  LonLat at(std::size_t arc, std::size_t k) const {
    const auto& edge = edges_[arc];
    return edge.points[edge.area_on_left ? k : edge.points.size() - 1 - k];
  }
  bool used(std::size_t arc) const { return used_[arc]; }

  /// The closed walk that starts with `arc`, without its last position (which is the first).
  Ring walk(std::size_t arc) {
    Ring ring;
    const LonLat start = at(arc, 0);
    const std::size_t first = arc;
    do {
      used_[arc] = true;
      const std::size_t n = length(arc);
      for (std::size_t k = 0; k + 1 < n; ++k) ring.push_back(at(arc, k));
      if (at(arc, n - 1) == start && next(arc) == first) return ring;
      arc = next(arc);
    } while (!used_[arc]);
    throw geo::Fault("boundary.assemble_area", "edges do not close to a ring");
  }

 private:
  /// The arc that bounds the same corner of the area: the first one clockwise from where `arc` came from.
  std::size_t next(std::size_t arc) const {
    const std::size_t n = length(arc);
    const LonLat node = at(arc, n - 1);
    const auto found = out_.find(node);
    if (found == out_.end()) throw geo::Fault("boundary.assemble_area", "an edge ends in nothing");
    const auto& candidates = found->second;
    if (candidates.size() == 1) return candidates.front();
    const LonLat back = at(arc, n - 2);
    return *std::min_element(candidates.begin(), candidates.end(), [&](std::size_t a, std::size_t b) {
      return clockwise(node, back, at(a, 1)) < clockwise(node, back, at(b, 1));
    });
  }
  /// Angle from node->from clockwise to node->to, in (0, 2 pi].
  static double clockwise(LonLat node, LonLat from, LonLat to) {
    const double angle =
        std::atan2(from.lat - node.lat, from.lon - node.lon) - std::atan2(to.lat - node.lat, to.lon - node.lon);
    constexpr double kTurn = 6.283185307179586;
    return angle > 0 ? angle : angle + kTurn;
  }

  std::span<const AreaEdge> edges_;
  std::vector<bool> used_;
  std::unordered_map<LonLat, std::vector<std::size_t>, PositionHash> out_;
};

/// A walk may pass a corner twice where a hole touches the shell: cut it there into simple rings.
void split_simple(const Ring& walk, std::vector<Ring>& rings) {
  std::unordered_map<LonLat, std::size_t, PositionHash> seen;
  Ring path;
  for (const LonLat p : walk) {
    const auto found = seen.find(p);
    if (found != seen.end()) {
      const auto from = static_cast<std::ptrdiff_t>(found->second);
      Ring loop(path.begin() + from, path.end());
      for (std::size_t k = 1; k < loop.size(); ++k) seen.erase(loop[k]);
      loop.push_back(p);
      rings.push_back(std::move(loop));
      path.resize(found->second + 1);
    } else {
      seen.emplace(p, path.size());
      path.push_back(p);
    }
  }
  path.push_back(path.front());
  rings.push_back(std::move(path));
}

/// Even-odd rule; -1 outside, 0 on the ring, 1 inside.
int side_of(LonLat p, const Ring& ring) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const LonLat a = ring[i], b = ring[i + 1];
    const double turn = (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
    if (turn == 0 && p.lon >= std::min(a.lon, b.lon) && p.lon <= std::max(a.lon, b.lon) &&
        p.lat >= std::min(a.lat, b.lat) && p.lat <= std::max(a.lat, b.lat))
      return 0;
    if ((a.lat > p.lat) != (b.lat > p.lat) && (turn > 0) == (b.lat > a.lat)) inside = !inside;
  }
  return inside ? 1 : -1;
}

/// A hole touches its shell in single corners at most, so some position of it decides; if all of them touch, the
/// middle of a side does.
bool lies_in(const Ring& hole, const Ring& shell) {
  for (std::size_t i = 0; i + 1 < hole.size(); ++i)
    if (const int side = side_of(hole[i], shell)) return side > 0;
  for (std::size_t i = 0; i + 1 < hole.size(); ++i) {
    const LonLat middle{(hole[i].lon + hole[i + 1].lon) / 2, (hole[i].lat + hole[i + 1].lat) / 2};
    if (const int side = side_of(middle, shell)) return side > 0;
  }
  return false;
}

struct Shell {
  std::size_t polygon;
  double area;
  geo::Bounds bounds;
};

void place_holes(std::vector<Ring> holes, geo::MultiPolygon& area) {
  std::vector<Shell> shells;
  for (std::size_t i = 0; i < area.polygons.size(); ++i) {
    const Ring& ring = area.polygons[i].rings.front();
    shells.push_back({i, twice_signed_area(ring), geo::bounds_of(ring)});
  }
  std::stable_sort(shells.begin(), shells.end(), [](const Shell& a, const Shell& b) { return a.area < b.area; });
  for (Ring& hole : holes) {
    const geo::Bounds bounds = geo::bounds_of(hole);
    const auto owner = std::find_if(shells.begin(), shells.end(), [&](const Shell& shell) {
      return shell.bounds.west <= bounds.west && shell.bounds.east >= bounds.east &&
             shell.bounds.south <= bounds.south && shell.bounds.north >= bounds.north &&
             lies_in(hole, area.polygons[shell.polygon].rings.front());
    });
    if (owner == shells.end()) throw geo::Fault("boundary.assemble_area", "a hole lies in no shell");
    area.polygons[owner->polygon].rings.push_back(std::move(hole));
  }
}

}  // namespace

double twice_signed_area(std::span<const LonLat> ring) {
  double sum = 0;
  // relative to the first position: differences of neighbours are small, so no digits are lost
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const LonLat a{ring[i].lon - ring[0].lon, ring[i].lat - ring[0].lat};
    const LonLat b{ring[i + 1].lon - ring[0].lon, ring[i + 1].lat - ring[0].lat};
    sum += a.lon * b.lat - b.lon * a.lat;
  }
  return sum;
}

geo::MultiPolygon assemble_area(std::span<const AreaEdge> edges) {
  Arcs arcs(edges);
  std::vector<Ring> rings;
  for (std::size_t i = 0; i < edges.size(); ++i)
    if (!arcs.used(i)) split_simple(arcs.walk(i), rings);
  geo::MultiPolygon area;
  std::vector<Ring> holes;
  for (Ring& ring : rings) {
    if (twice_signed_area(ring) > 0)
      area.polygons.push_back({{std::move(ring)}});
    else
      holes.push_back(std::move(ring));
  }
  place_holes(std::move(holes), area);
  return area;
}

}  // namespace diming::boundary
