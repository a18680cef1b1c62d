#include "boundary/intake/sample_coast.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

double turn(geo::LonLat a, geo::LonLat b, geo::LonLat p) {
  return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

/// A crossing of a line with the coast.
struct Crossing {
  geo::LonLat at;
  std::size_t place;     ///< segment of the line, or of the coast's ring
  double along;          ///< 0 to 1 on that segment
  bool lands;            ///< the line goes from sea to land
  std::uint32_t before;  ///< owner that the coast leaves here
  std::uint32_t after;   ///< owner that the coast enters here
};

bool comes_first(const Crossing& a, const Crossing& b) {
  return std::pair(a.place, a.along) < std::pair(b.place, b.along);
}

class CoastCutter {
 public:
  explicit CoastCutter(const SampleLand& land) : land_(land), on_coast_(land.rings().size()) {}

  std::vector<SampleEdge> run(std::vector<SampleEdge> edges) {
    for (auto& edge : edges) cut_edge(edge);
    for (std::uint32_t ring = 0; ring < land_.rings().size(); ++ring)
      on_coast_[ring].empty() ? keep_island(ring, edges) : cut_ring(ring);
    return std::move(out_);
  }

 private:
  void cut_edge(SampleEdge& edge) {
    std::vector<Crossing> crossings;
    for (std::size_t i = 0; i + 1 < edge.points.size(); ++i) find_crossings(edge, i, crossings);
    if (crossings.empty()) {
      if (land_.contains(edge.points.front())) out_.push_back(edge);
      return;
    }
    std::sort(crossings.begin(), crossings.end(), comes_first);
    SampleEdge piece{edge.left, edge.right, {edge.points.front()}};
    bool on_land = !crossings.front().lands;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < edge.points.size(); ++i) {
      for (; next < crossings.size() && crossings[next].place == i; ++next) {
        if (crossings[next].lands == on_land) throw geo::Fault("sample.coast", "a line lands twice");
        add(piece, crossings[next].at);
        if (on_land) keep(piece);
        on_land = !on_land;
        piece.points.assign(1, crossings[next].at);
      }
      add(piece, edge.points[i + 1]);
    }
    if (on_land) keep(piece);
  }

  void find_crossings(const SampleEdge& edge, std::size_t i, std::vector<Crossing>& crossings) {
    const auto a = edge.points[i], b = edge.points[i + 1];
    geo::Bounds box;
    box.add(a), box.add(b);
    land_.for_each_segment(box, [&](SampleLand::Segment segment) {
      const auto& ring = land_.rings()[segment.ring];
      const auto c = ring[segment.at], d = ring[segment.at + 1];
      const double tc = turn(a, b, c), td = turn(a, b, d), ta = turn(c, d, a), tb = turn(c, d, b);
      if ((tc >= 0) == (td >= 0) || (ta >= 0) == (tb >= 0)) return;
      const double on_line = ta / (ta - tb), on_ring = tc / (tc - td);
      const geo::LonLat at{std::round((c.lon + (d.lon - c.lon) * on_ring) * 1e8) / 1e8,
                           std::round((c.lat + (d.lat - c.lat) * on_ring) * 1e8) / 1e8};
      const bool to_left = td >= 0;
      Crossing crossing{at, i, on_line, tb >= 0, to_left ? edge.right : edge.left, to_left ? edge.left : edge.right};
      crossings.push_back(crossing);
      crossing.place = segment.at, crossing.along = on_ring;
      on_coast_[segment.ring].push_back(crossing);
    });
  }

  void cut_ring(std::uint32_t index) {
    const auto& ring = land_.rings()[index];
    auto& crossings = on_coast_[index];
    std::sort(crossings.begin(), crossings.end(), comes_first);
    for (std::size_t k = 0; k < crossings.size(); ++k) {
      const auto& from = crossings[k];
      const auto& to = crossings[(k + 1) % crossings.size()];
      if (from.after != to.before)
        throw geo::Fault("sample.coast", "the coast changes its owner between two crossings");
      if (from.after == kNobody) continue;
      SampleEdge piece{from.after, kNobody, {from.at}};
      const std::size_t last = ring.size() - 1;  // equals the first position
      const std::size_t steps = k + 1 < crossings.size() ? to.place - from.place : last - from.place + to.place;
      for (std::size_t s = 1; s <= steps; ++s) add(piece, ring[(from.place + s) % last]);
      add(piece, to.at);
      keep(piece);
    }
  }

  /// No line meets the ring, so one cell holds all of it: the one whose lines go around it an odd number of times.
  void keep_island(std::uint32_t index, const std::vector<SampleEdge>& edges) {
    const auto p = land_.rings()[index].front();
    std::unordered_map<std::uint32_t, bool> inside;
    for (const auto& edge : edges)
      for (std::size_t i = 0; i + 1 < edge.points.size(); ++i) {
        const auto a = edge.points[i], b = edge.points[i + 1];
        if ((a.lat > p.lat) == (b.lat > p.lat)) continue;
        if (p.lon >= (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon) continue;
        inside[edge.left] = !inside[edge.left];
        inside[edge.right] = !inside[edge.right];
      }
    for (const auto& [owner, odd] : inside)
      if (odd && owner != kNobody) out_.push_back({owner, kNobody, land_.rings()[index]});
  }

  static void add(SampleEdge& piece, geo::LonLat p) {
    if (piece.points.back() != p) piece.points.push_back(p);
  }
  void keep(const SampleEdge& piece) {
    if (piece.points.size() > 1) out_.push_back(piece);
  }

  const SampleLand& land_;
  std::vector<std::vector<Crossing>> on_coast_;  // by ring
  std::vector<SampleEdge> out_;
};

}  // namespace

std::vector<SampleEdge> cut_at_coast(std::vector<SampleEdge> edges, const SampleLand& land) {
  return CoastCutter(land).run(std::move(edges));
}

}  // namespace diming::boundary
