#include "tiles/build/coverage_tile.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "tiles/build/rim_pairs.hpp"
#include "tiles/mvt/clip.hpp"

namespace diming::tiles {
namespace {

constexpr std::size_t kNoArc = SIZE_MAX;

/// A piece of a chain as one of its areas walks it.
struct Arc {
  TileRing points;
  std::optional<double> enters;
  std::optional<double> leaves;
  std::uint32_t half;
};

using ArcsByArea = std::map<std::int64_t, std::vector<Arc>>;

Arc backwards(const Piece& piece, std::uint32_t half) {
  return {{piece.points.rbegin(), piece.points.rend()}, piece.leaves, piece.enters, half};
}

ArcsByArea cut_chains(const Coverage& coverage, const CoverageLevel& level, FarPoint origin) {
  ArcsByArea arcs;
  const auto x = static_cast<double>(origin.x), y = static_cast<double>(origin.y);
  const geo::Box box{x - kBuffer, y - kBuffer, x + kExtent + kBuffer, y + kExtent + kBuffer};
  std::vector<FarPoint> line;
  std::vector<Piece> pieces;
  for (const std::uint32_t chain : level.chains_meeting(box)) {
    line.clear();
    pieces.clear();
    for (const WorldPoint p : level.points(chain)) line.push_back({p.x - origin.x, p.y - origin.y});
    clip_line(line, pieces);
    const CoverageChain& sides = coverage.chains()[chain];
    for (Piece& piece : pieces) {
      if (sides.cw != 0) arcs[sides.cw].push_back(backwards(piece, 2 * chain + 1));
      if (sides.ccw != 0) arcs[sides.ccw].push_back({std::move(piece.points), piece.enters, piece.leaves, 2 * chain});
    }
  }
  return arcs;
}

/// Closes the arcs of one area to rings.
class Assembly {
 public:
  Assembly(const Coverage& coverage, std::vector<Arc> arcs, bool holds_start)
      : arcs_(std::move(arcs)), next_(arcs_.size(), kNoArc), rim_(arcs_.size()) {
    link_nodes(coverage);
    link_rim(holds_start);
    if (whole_rim_) walk_.insert(walk_.end(), {rim_corner(0), rim_corner(1), rim_corner(2), rim_corner(3)});
    end_walk();
  }

  std::vector<TileRing> rings() {
    std::vector<bool> used(arcs_.size());
    for (std::size_t first = 0; first < arcs_.size(); ++first) {
      std::size_t at = first;
      for (; at != kNoArc && !used[at]; at = next_[at]) {
        used[at] = true;
        walk_.insert(walk_.end(), arcs_[at].points.begin(), arcs_[at].points.end());
        if (rim_[at].along) add_corners(at);
      }
      if (at == first) end_walk();
      walk_.clear();
    }
    return nest(std::move(rings_));
  }

 private:
  struct Rim {
    bool along = false;
    double to = 0;  // may pass 4 kRimSide
  };

  void link_nodes(const Coverage& coverage) {
    std::unordered_map<std::uint32_t, std::size_t> starts;
    for (std::size_t i = 0; i < arcs_.size(); ++i)
      if (!arcs_[i].enters) starts[arcs_[i].half] = i;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      if (arcs_[i].leaves) continue;
      const auto found = starts.find(coverage.next(arcs_[i].half));
      if (found != starts.end()) next_[i] = found->second;
    }
  }

  void link_rim(bool holds_start) {
    std::vector<RimEvent> events;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      if (arcs_[i].enters) events.push_back({*arcs_[i].enters, false, i});
      if (arcs_[i].leaves) events.push_back({*arcs_[i].leaves, true, i});
    }
    whole_rim_ = holds_start && events.empty();
    for (const RimPair& pair : pair_along_rim(std::move(events), holds_start)) {
      next_[pair.from] = pair.to;
      rim_[pair.from] = {true, *arcs_[pair.to].enters + (pair.across_start ? 4 * kRimSide : 0)};
    }
  }

  void add_corners(std::size_t arc) {
    for (int k = 1; k < 8; ++k)
      if (k * kRimSide > *arcs_[arc].leaves && k * kRimSide < rim_[arc].to) walk_.push_back(rim_corner(k % 4));
  }

  void end_walk() {
    if (!walk_.empty()) split_walk(std::move(walk_), rings_);
    walk_.clear();
  }

  std::vector<Arc> arcs_;
  std::vector<std::size_t> next_;
  std::vector<Rim> rim_;
  bool whole_rim_ = false;
  TileRing walk_;
  std::vector<TileRing> rings_;
};

}  // namespace

std::vector<AreaShape> areas_in_tile(const Coverage& coverage, TileId tile) {
  const CoverageLevel& level = coverage.level(tile.z);
  const FarPoint origin{std::int64_t{tile.x} * kExtent, std::int64_t{tile.y} * kExtent};
  ArcsByArea arcs = cut_chains(coverage, level, origin);
  const std::int64_t at_start =
      level.area_at(static_cast<double>(origin.x) - kBuffer + 0.5, static_cast<double>(origin.y) - kBuffer + 0.5);
  if (at_start != 0) arcs.try_emplace(at_start);
  std::vector<AreaShape> shapes;
  for (auto& [area, of_area] : arcs) {
    AreaShape shape{area, Assembly(coverage, std::move(of_area), area == at_start).rings()};
    if (!shape.rings.empty()) shapes.push_back(std::move(shape));
  }
  return shapes;
}

}  // namespace diming::tiles
