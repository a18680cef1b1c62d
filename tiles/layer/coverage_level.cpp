#include "tiles/layer/coverage_level.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "tiles/grid/tile_id.hpp"
#include "tiles/layer/simplify.hpp"

namespace diming::tiles {
namespace {

// Crossings nearer to one another than this many units are one place: chains that run together after rounding.
constexpr double kTogether = 1e-5;
constexpr double kWorldUnits = 4294967296.0;

std::uint32_t rounded(std::uint32_t cells, int shift) {
  const std::uint64_t half = shift == 0 ? 0 : std::uint64_t{1} << (shift - 1);
  return static_cast<std::uint32_t>((cells + half) >> shift);
}

/// Where the segment a-b meets the line y = `y` between its ends; the same for b-a.
double crossing_x(WorldPoint a, WorldPoint b, double y) {
  if (b.y < a.y) std::swap(a, b);
  const double ax = a.x, ay = a.y;
  return ax + (b.x - ax) * ((y - ay) / (b.y - ay));
}

}  // namespace

CoverageLevel::CoverageLevel(std::span<const CoverageChain> chains, int zoom) {
  const int shift = unit_shift(zoom);
  const double tolerance = 0.5 * static_cast<double>(std::uint64_t{1} << shift);
  std::vector<geo::Box> boxes;
  for (const CoverageChain& chain : chains) {
    begins_.push_back(points_.size());
    sides_.emplace_back(chain.ccw, chain.cw);
    WorldBox box;
    for (const WorldPoint p : simplified(chain.points, tolerance)) {
      const WorldPoint unit{rounded(p.x, shift), rounded(p.y, shift)};
      if (points_.size() > begins_.back() && points_.back() == unit) continue;
      points_.push_back(unit);
      box.add(unit);
    }
    boxes.push_back({static_cast<double>(box.min_x), static_cast<double>(box.min_y), static_cast<double>(box.max_x),
                     static_cast<double>(box.max_y)});
  }
  begins_.push_back(points_.size());
  points_.shrink_to_fit();
  tree_ = geo::PackedRTree(std::span<const geo::Box>(boxes));
}

std::vector<std::uint32_t> CoverageLevel::chains_meeting(const geo::Box& units) const {
  std::vector<std::uint32_t> found;
  tree_.visit(units, [&](std::uint32_t chain) { return found.push_back(chain), true; });
  std::sort(found.begin(), found.end());
  return found;
}

void CoverageLevel::collect_crossings(const geo::Box& ray, std::vector<Crossing>& out) const {
  out.clear();
  const double y = ray.min_y;
  for (const std::uint32_t chain : chains_meeting(ray)) {
    const auto line = points(chain);
    const auto [ccw, cw] = sides_[chain];
    for (std::size_t i = 1; i < line.size(); ++i) {
      const bool rising = line[i].y > y;
      if ((line[i - 1].y > y) == rising) continue;
      const double x = crossing_x(line[i - 1], line[i], y);
      if (x > ray.min_x && x <= ray.max_x) out.push_back({x, rising ? ccw : cw, rising ? cw : ccw});
    }
  }
  std::sort(out.begin(), out.end(), [](const Crossing& a, const Crossing& b) { return a.x < b.x; });
}

std::int64_t CoverageLevel::area_at(double x, double y) const {
  std::vector<Crossing> crossings;
  for (double reach = kExtent; reach < 4 * kWorldUnits; reach *= 4) {
    collect_crossings({x, y, x + reach, y}, crossings);
    for (std::size_t i = 0; i < crossings.size();) {
      const double place = crossings[i].x;
      if (place + kTogether > x + reach) break;  // its companions may lie beyond
      std::map<std::int64_t, int> balance;
      for (; i < crossings.size() && crossings[i].x < place + kTogether; ++i) {
        ++balance[crossings[i].near];
        --balance[crossings[i].far];
      }
      for (const auto& [area, count] : balance)
        if (count > 0) return area;
    }
  }
  return 0;
}

}  // namespace diming::tiles
