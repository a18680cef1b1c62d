#include "tiles/build/rings.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace diming::tiles {
namespace {

std::uint64_t key(TilePoint p) {
  return std::uint64_t{static_cast<std::uint32_t>(p.x)} << 32 | static_cast<std::uint32_t>(p.y);
}

struct Shell {
  TileRing ring;
  std::int64_t area;
  TilePoint low, high;
  std::vector<TileRing> holes;
};

enum class Side { in, on, out };

Side side_of(TilePoint p, const TileRing& ring) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const TilePoint a = ring[j], b = ring[i];
    const std::int64_t turn =
        (std::int64_t{b.x} - a.x) * (std::int64_t{p.y} - a.y) - (std::int64_t{b.y} - a.y) * (std::int64_t{p.x} - a.x);
    if (turn == 0 && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
        p.y <= std::max(a.y, b.y))
      return Side::on;
    if ((a.y > p.y) != (b.y > p.y) && (turn > 0) == (b.y > a.y)) in = !in;
  }
  return in ? Side::in : Side::out;
}

bool holds(const Shell& shell, const TileRing& hole) {
  for (const TilePoint p : hole) {
    if (p.x < shell.low.x || p.x > shell.high.x || p.y < shell.low.y || p.y > shell.high.y) return false;
    const Side side = side_of(p, shell.ring);
    if (side != Side::on) return side == Side::in;
  }
  return true;
}

Shell shell_of(TileRing ring) {
  Shell shell{std::move(ring), 0, {INT32_MAX, INT32_MAX}, {INT32_MIN, INT32_MIN}, {}};
  shell.area = doubled_area(shell.ring);
  for (const TilePoint p : shell.ring) {
    shell.low = {std::min(shell.low.x, p.x), std::min(shell.low.y, p.y)};
    shell.high = {std::max(shell.high.x, p.x), std::max(shell.high.y, p.y)};
  }
  return shell;
}

bool comes_back(const TileRing& walk) {
  std::vector<std::uint64_t> keys(walk.size());
  std::transform(walk.begin(), walk.end(), keys.begin(), key);
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

/// The same without repeated points, which arcs that meet at a node bring.
TileRing distinct(TileRing walk) {
  walk.erase(std::unique(walk.begin(), walk.end()), walk.end());
  while (walk.size() > 1 && walk.front() == walk.back()) walk.pop_back();
  return walk;
}

}  // namespace

void split_walk(TileRing given, std::vector<TileRing>& rings) {
  TileRing walk = distinct(std::move(given));
  if (!comes_back(walk)) {
    if (doubled_area(walk) != 0) rings.push_back(std::move(walk));
    return;
  }
  TileRing path;
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (const TilePoint p : walk) {
    const auto [it, fresh] = seen.try_emplace(key(p), path.size());
    if (fresh) {
      path.push_back(p);
      continue;
    }
    TileRing loop(path.begin() + static_cast<std::ptrdiff_t>(it->second), path.end());
    for (std::size_t i = it->second + 1; i < path.size(); ++i) seen.erase(key(path[i]));
    path.resize(it->second + 1);
    if (doubled_area(loop) != 0) rings.push_back(std::move(loop));
  }
  if (doubled_area(path) != 0) rings.push_back(std::move(path));
}

std::vector<TileRing> nest(std::vector<TileRing> rings) {
  std::vector<Shell> shells;
  std::vector<TileRing> holes;
  for (TileRing& ring : rings) {
    if (doubled_area(ring) > 0)
      shells.push_back(shell_of(std::move(ring)));
    else
      holes.push_back(std::move(ring));
  }
  std::stable_sort(shells.begin(), shells.end(), [](const Shell& a, const Shell& b) { return a.area < b.area; });
  for (TileRing& hole : holes) {
    const auto shell = std::find_if(shells.begin(), shells.end(), [&](const Shell& s) { return holds(s, hole); });
    if (shell != shells.end()) shell->holes.push_back(std::move(hole));
  }
  std::vector<TileRing> nested;
  for (Shell& shell : shells) {
    nested.push_back(std::move(shell.ring));
    for (TileRing& hole : shell.holes) nested.push_back(std::move(hole));
  }
  return nested;
}

}  // namespace diming::tiles
