#include "boundary/line/coverage.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <numeric>
#include <string>

namespace diming::boundary {
namespace {

using geo::LonLat;

/// Numbers distinct positions from 0 in order of appearance (open addressing: one probe most of the time).
class PositionTable {
 public:
  explicit PositionTable(std::size_t expected)
      : mask_(std::bit_ceil(std::max<std::size_t>(expected * 2, 16)) - 1), slots_(mask_ + 1, kEmpty) {
    positions_.reserve(expected);
  }
  std::uint32_t number(LonLat p) {
    const LonLat key{p.lon + 0.0, p.lat + 0.0};  // -0 and 0 are one place
    std::size_t slot = hash(key) & mask_;
    while (slots_[slot] != kEmpty) {
      if (positions_[slots_[slot]] == key) return slots_[slot];
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(positions_.size());
    positions_.push_back(key);
    return slots_[slot];
  }
  LonLat operator[](std::uint32_t number) const { return positions_[number]; }
  std::size_t size() const { return positions_.size(); }

 private:
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
  static std::size_t hash(LonLat p) {
    auto h = std::bit_cast<std::uint64_t>(p.lon) * 0x9E3779B97F4A7C15ULL;
    h ^= std::bit_cast<std::uint64_t>(p.lat) + (h >> 29);
    h *= 0xBF58476D1CE4E5B9ULL;
    return h ^ (h >> 32);
  }
  std::size_t mask_;
  std::vector<std::uint32_t> slots_;
  std::vector<LonLat> positions_;
};

geo::Error overlap_at(LonLat p) {
  std::array<char, 96> place{};
  std::snprintf(place.data(), place.size(), "(%.6f, %.6f)", p.lon, p.lat);
  return {"geometry.overlap", "geometry",
          std::string("在经纬度 ") + place.data() + " 附近, 同一段边界的同一侧有两个区域, 请先消除重叠再导入"};
}

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// One directed side of a ring, its part to the left.
struct Side {
  std::uint32_t from;
  std::uint32_t to;
  std::uint32_t next;          ///< side that follows in the ring
  std::uint32_t twin = kNone;  ///< the same segment seen from the other part
  std::int32_t face;
};

class Builder {
 public:
  explicit Builder(std::size_t positions) : table_(positions) { sides_.reserve(positions); }

  geo::Result<void> add(const OwnedArea& owned) {
    for (const auto& polygon : owned.area.polygons) {
      const auto face = static_cast<std::int32_t>(out_.faces.size());
      geo::Bounds bounds;
      for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
        if (!add_ring(polygon.rings[r], face, r == 0))
          return geo::Error{"geometry.malformed", "geometry", "面的一个环少于三个不同的点, 请修正后再导入"};
        bounds.add(geo::bounds_of(polygon.rings[r]));
      }
      out_.faces.push_back({owned.owner, bounds});
    }
    return {};
  }

  geo::Result<Coverage> finish() {
    if (auto paired = pair_sides(); !paired) return paired.error();
    collect_edges();
    return std::move(out_);
  }

 private:
  bool add_ring(const geo::Ring& ring, std::int32_t face, bool is_shell) {
    std::vector<std::uint32_t> path;
    path.reserve(ring.size());
    for (const LonLat p : ring) {
      const std::uint32_t number = table_.number(p);
      if (path.empty() || path.back() != number) path.push_back(number);
    }
    if (path.size() > 1 && path.back() == path.front()) path.pop_back();
    if (path.size() < 3) return false;
    if ((twice_signed_area(ring) > 0) != is_shell) std::reverse(path.begin() + 1, path.end());
    const auto first = static_cast<std::uint32_t>(sides_.size());
    const auto count = static_cast<std::uint32_t>(path.size());
    for (std::uint32_t k = 0; k < count; ++k)
      sides_.push_back({path[k], path[(k + 1) % count], first + (k + 1) % count, kNone, face});
    return true;
  }

  /// Sides bucketed by the lower number of their ends: both sides of a segment meet in one small bucket.
  geo::Result<void> pair_sides() {
    std::vector<std::uint32_t> start(table_.size() + 1, 0), order(sides_.size());
    for (const Side& side : sides_) ++start[std::min(side.from, side.to) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    auto fill = start;
    for (std::uint32_t s = 0; s < sides_.size(); ++s) order[fill[std::min(sides_[s].from, sides_[s].to)]++] = s;
    degree_.assign(table_.size(), 0);
    for (std::size_t v = 0; v < table_.size(); ++v)
      for (std::uint32_t i = start[v]; i < start[v + 1]; ++i)
        if (!pair_one(order, start[v], i)) return overlap_at(table_[sides_[order[i]].from]);
    return {};
  }

  bool pair_one(const std::vector<std::uint32_t>& order, std::uint32_t begin, std::uint32_t i) {
    Side& side = sides_[order[i]];
    for (std::uint32_t j = begin; j < i; ++j) {
      Side& other = sides_[order[j]];
      if (other.from == side.from && other.to == side.to) return false;
      if (other.from != side.to || other.to != side.from) continue;
      if (other.face == side.face) return false;
      side.twin = order[j];
      other.twin = order[i];
    }
    if (side.twin == kNone) ++degree_[side.from], ++degree_[side.to];
    return true;
  }

  /// A corner is a node unless exactly two segments meet there.
  bool is_node(std::uint32_t corner) const { return degree_[corner] != 2; }

  void collect_edges() {
    std::vector<bool> done(sides_.size(), false);
    for (const bool from_nodes : {true, false})
      for (std::uint32_t s = 0; s < sides_.size(); ++s)
        if (!done[s] && (!from_nodes || is_node(sides_[s].from))) out_.edges.push_back(walk(s, done));
  }

  CoverageEdge walk(std::uint32_t s, std::vector<bool>& done) {
    CoverageEdge edge;
    const Side& first = sides_[s];
    edge.left = first.face;
    edge.right = first.twin == kNone ? kNoFace : sides_[first.twin].face;
    edge.points.push_back(table_[first.from]);
    while (!done[s]) {
      const Side& side = sides_[s];
      done[s] = true;
      if (side.twin != kNone) done[side.twin] = true;
      edge.points.push_back(table_[side.to]);
      if (is_node(side.to)) break;
      s = side.next;
    }
    return edge;
  }

  PositionTable table_;
  std::vector<Side> sides_;
  std::vector<std::uint32_t> degree_;
  Coverage out_;
};

}  // namespace

geo::Result<Coverage> build_coverage(std::span<const OwnedArea> areas) {
  std::size_t positions = 0;
  for (const auto& owned : areas)
    for (const auto& polygon : owned.area.polygons)
      for (const auto& ring : polygon.rings) positions += ring.size();
  Builder builder(positions);
  for (const auto& owned : areas)
    if (auto added = builder.add(owned); !added) return added.error();
  return builder.finish();
}

geo::MultiPolygon area_of_faces(const Coverage& coverage, const std::vector<bool>& wanted) {
  const auto in = [&](std::int32_t face) { return face != kNoFace && wanted[static_cast<std::size_t>(face)]; };
  std::vector<AreaEdge> around;
  for (const auto& edge : coverage.edges)
    if (in(edge.left) != in(edge.right)) around.push_back({edge.points, in(edge.left)});
  return assemble_area(around);
}

}  // namespace diming::boundary
