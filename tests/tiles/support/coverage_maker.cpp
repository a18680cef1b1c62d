#include "tests/tiles/support/coverage_maker.hpp"

#include <cmath>
#include <random>

namespace diming::tiles::test {
namespace {

struct Place {
  double x, y;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  double shift() { return std::uniform_real_distribution<double>(-1, 1)(random_); }

  /// The displacements shrink faster than the segments, so that edges which meet at a node never cross.
  void ragged(Place a, Place b, int depth, std::vector<Place>& out, double share = 0.09) {
    if (depth == 0) {
      out.push_back(b);
      return;
    }
    const double dx = b.x - a.x, dy = b.y - a.y, by = share * shift();
    const Place middle{(a.x + b.x) / 2 - dy * by, (a.y + b.y) / 2 + dx * by};
    ragged(a, middle, depth - 1, out, share * 0.7);
    ragged(middle, b, depth - 1, out, share * 0.7);
  }

  void edge(Place a, Place b, std::int64_t left, std::int64_t right, int depth) {
    std::vector<Place> places{a};
    ragged(a, b, depth, places);
    std::vector<WorldPoint> points;
    for (const Place p : places)
      points.push_back({static_cast<std::uint32_t>(std::lround(p.x)), static_cast<std::uint32_t>(std::lround(p.y))});
    if (random_() % 3 == 0 && points.size() > 4) {
      const auto cut = static_cast<std::ptrdiff_t>(1 + random_() % (points.size() - 2));
      add({points.begin(), points.begin() + cut + 1}, left, right);
      points.erase(points.begin(), points.begin() + cut);
    }
    add(std::move(points), left, right);
  }

  std::vector<CoverageEdge> take() { return std::move(edges_); }

 private:
  void add(std::vector<WorldPoint> points, std::int64_t left, std::int64_t right) {
    if (random_() % 2 == 0) {
      std::reverse(points.begin(), points.end());
      std::swap(left, right);
    }
    edges_.push_back({static_cast<std::int64_t>(edges_.size() + 1), left, right, std::move(points)});
  }
  std::mt19937 random_;
  std::vector<CoverageEdge> edges_;
};

}  // namespace

std::vector<CoverageEdge> ragged_land(int side, WorldPoint corner, std::uint32_t width, int depth, unsigned seed) {
  Maker maker(seed);
  const double step = static_cast<double>(width) / side;
  const auto count = static_cast<std::size_t>(side + 1);
  std::vector<Place> nodes(count * count);
  const auto node = [&](int column, int row) -> Place& {
    return nodes[static_cast<std::size_t>(row) * count + static_cast<std::size_t>(column)];
  };
  for (int row = 0; row <= side; ++row)
    for (int column = 0; column <= side; ++column)
      node(column, row) = {corner.x + step * (column + 0.1 * maker.shift()),
                           corner.y + step * (row + 0.1 * maker.shift())};
  const auto area = [&](int column, int row) -> std::int64_t {
    return column < 0 || row < 0 || column >= side || row >= side ? 0 : row * side + column + 1;
  };
  for (int row = 0; row <= side; ++row)
    for (int column = 0; column <= side; ++column) {
      // Eastwards the area to the north lies on the left; southwards that to the east does.
      if (column < side)
        maker.edge(node(column, row), node(column + 1, row), area(column, row - 1), area(column, row), depth);
      if (row < side)
        maker.edge(node(column, row), node(column, row + 1), area(column, row), area(column - 1, row), depth);
    }
  const Place centre{corner.x + step / 2, corner.y + step / 2};
  const double r = step * 0.1;
  const Place north{centre.x, centre.y - r}, south{centre.x, centre.y + r};
  maker.edge(north, {centre.x + r, centre.y}, 1, side * side + 1, depth);
  maker.edge({centre.x + r, centre.y}, south, 1, side * side + 1, depth);
  maker.edge(south, {centre.x - r, centre.y}, 1, side * side + 1, depth);
  maker.edge({centre.x - r, centre.y}, north, 1, side * side + 1, depth);
  return maker.take();
}

}  // namespace diming::tiles::test
