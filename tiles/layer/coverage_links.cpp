#include "tiles/layer/coverage_links.hpp"

#include <cmath>
#include <numbers>
#include <unordered_map>

namespace diming::tiles {
namespace {

std::uint64_t node_key(WorldPoint p) {
  return std::uint64_t{p.x} << 32 | p.y;
}

/// An edge and the way it is walked.
struct Step {
  std::uint32_t edge;
  bool backwards;
};

class Joiner {
 public:
  explicit Joiner(std::span<const CoverageEdge> edges) : edges_(edges), used_(edges.size()) {
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      starts_[node_key(edges[i].points.front())].push_back({i, false});
      starts_[node_key(edges[i].points.back())].push_back({i, true});
    }
  }

  std::vector<CoverageChain> join() {
    std::vector<CoverageChain> chains;
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      if (used_[i]) continue;
      used_[i] = true;
      std::vector<Step> backwards = walk({i, true});
      std::vector<Step> steps;
      for (auto it = backwards.rbegin(); it != backwards.rend(); ++it) steps.push_back({it->edge, !it->backwards});
      const auto forwards = walk({i, false});
      steps.insert(steps.end(), forwards.begin() + 1, forwards.end());
      chains.push_back(chain_of(steps));
    }
    return chains;
  }

 private:
  std::int64_t left(Step s) const { return s.backwards ? edges_[s.edge].right_id : edges_[s.edge].left_id; }
  std::int64_t right(Step s) const { return left({s.edge, !s.backwards}); }
  WorldPoint end(Step s) const { return s.backwards ? edges_[s.edge].points.front() : edges_[s.edge].points.back(); }

  /// The first step and those that can only follow it.
  std::vector<Step> walk(Step first) {
    std::vector<Step> steps{first};
    for (;;) {
      const auto& meeting = starts_.at(node_key(end(steps.back())));
      if (meeting.size() != 2) return steps;
      const Step next = meeting[0].edge == steps.back().edge ? meeting[1] : meeting[0];
      if (used_[next.edge] || left(next) != left(first) || right(next) != right(first)) return steps;
      used_[next.edge] = true;
      steps.push_back(next);
    }
  }

  CoverageChain chain_of(std::span<const Step> steps) const {
    CoverageChain chain{right(steps[0]), left(steps[0]), {}};
    for (const Step step : steps) {
      std::vector<WorldPoint> points = edges_[step.edge].points;
      if (step.backwards) std::reverse(points.begin(), points.end());
      for (const WorldPoint p : points)
        if (chain.points.empty() || chain.points.back() != p) chain.points.push_back(p);
    }
    return chain;
  }

  std::span<const CoverageEdge> edges_;
  std::vector<bool> used_;
  std::unordered_map<std::uint64_t, std::vector<Step>> starts_;
};

double direction(WorldPoint from, WorldPoint to) {
  return std::atan2(static_cast<double>(to.y) - from.y, static_cast<double>(to.x) - from.x);
}

struct Spoke {
  std::uint32_t half;  // leaves the node
  double angle;
};

}  // namespace

std::vector<CoverageChain> join_edges(std::span<const CoverageEdge> edges) {
  return Joiner(edges).join();
}

std::vector<std::uint32_t> link_halves(std::span<const CoverageChain> chains) {
  std::unordered_map<std::uint64_t, std::vector<Spoke>> nodes;
  for (std::uint32_t i = 0; i < chains.size(); ++i) {
    const auto& p = chains[i].points;
    nodes[node_key(p.front())].push_back({2 * i, direction(p.front(), p[1])});
    nodes[node_key(p.back())].push_back({2 * i + 1, direction(p.back(), p[p.size() - 2])});
  }
  const auto area = [&](std::uint32_t half) { return chains[half / 2].area(half % 2 != 0); };
  std::vector<std::uint32_t> next(2 * chains.size(), Coverage::kNoHalf);
  for (const auto& [key, spokes] : nodes)
    for (const Spoke& came : spokes) {
      const std::uint32_t arriving = came.half ^ 1U;
      double best = 3 * std::numbers::pi;
      for (const Spoke& spoke : spokes) {
        if (area(spoke.half) != area(arriving)) continue;
        double turn = came.angle - spoke.angle;  // clockwise, in (0, 2 pi]
        if (turn <= 0) turn += 2 * std::numbers::pi;
        if (turn < best) best = turn, next[arriving] = spoke.half;
      }
    }
  return next;
}

}  // namespace diming::tiles
