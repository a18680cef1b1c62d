#include "tiles/layer/coverage.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "tiles/layer/coverage_links.hpp"

namespace diming::tiles {
namespace {

WorldBox box_of_points(std::span<const WorldPoint> points) {
  WorldBox box;
  for (const WorldPoint p : points) box.add(p);
  return box;
}

bool is_boundary(const CoverageEdge& edge) {
  return edge.left_id != edge.right_id &&
         std::any_of(edge.points.begin(), edge.points.end(), [&](WorldPoint p) { return p != edge.points[0]; });
}

using ChainKey = std::tuple<std::int64_t, std::int64_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;

/// Between which areas and which ends a chain runs; several loops of one area may share a key.
ChainKey key_of(const CoverageChain& chain) {
  const WorldPoint a = chain.points.front(), b = chain.points.back();
  return {chain.ccw, chain.cw, a.x, a.y, b.x, b.y};
}

std::multimap<ChainKey, const CoverageChain*> by_key(const Coverage& coverage) {
  std::multimap<ChainKey, const CoverageChain*> chains;
  for (const CoverageChain& chain : coverage.chains()) chains.emplace(key_of(chain), &chain);
  return chains;
}

void add_areas(const CoverageChain& chain, const Coverage& of, std::vector<WorldBox>& boxes) {
  boxes.push_back(box_of_points(chain.points));
  for (const std::int64_t area : {chain.ccw, chain.cw})
    if (area != 0) boxes.push_back(of.bounds_of_area(area));
}

}  // namespace

Coverage::Coverage(std::vector<CoverageEdge> edges) {
  std::erase_if(edges, [](const CoverageEdge& edge) { return !is_boundary(edge); });
  std::sort(edges.begin(), edges.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  chains_ = join_edges(edges);
  next_ = link_halves(chains_);
  for (const CoverageChain& chain : chains_) {
    const WorldBox box = box_of_points(chain.points);
    area_bounds_[chain.ccw].add(box);
    area_bounds_[chain.cw].add(box);
  }
}

const CoverageLevel& Coverage::level(int zoom) const {
  const std::lock_guard guard(lazy_->mutex);
  auto& level = lazy_->levels[static_cast<std::size_t>(zoom)];
  if (!level) level = std::make_unique<CoverageLevel>(chains_, zoom);
  return *level;
}

WorldBox Coverage::bounds_of_area(std::int64_t area) const {
  const auto found = area_bounds_.find(area);
  return found == area_bounds_.end() ? WorldBox() : found->second;
}

WorldBox Coverage::bounds() const {
  WorldBox all;
  for (const auto& [area, box] : area_bounds_) all.add(box);
  return all;
}

std::vector<WorldBox> difference(const Coverage& before, const Coverage& after) {
  std::vector<WorldBox> boxes;
  auto old_chains = by_key(before);
  for (const CoverageChain& chain : after.chains()) {
    auto [it, end] = old_chains.equal_range(key_of(chain));
    const auto same = std::find_if(it, end, [&](const auto& entry) { return entry.second->points == chain.points; });
    if (same != end) {
      old_chains.erase(same);
    } else if (it != end && std::next(it) == end) {
      boxes.push_back(box_of_points(chain.points));
      boxes.push_back(box_of_points(it->second->points));
      old_chains.erase(it);
    } else {
      add_areas(chain, after, boxes);
    }
  }
  for (const auto& [key, chain] : old_chains) add_areas(*chain, before, boxes);
  return boxes;
}

}  // namespace diming::tiles
