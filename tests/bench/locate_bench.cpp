// A province of 25,600 villages with 256 vertices each: building the coverage and the grid, locating points.
#include <benchmark/benchmark.h>

#include <algorithm>

#include "boundary/division/face_grid.hpp"
#include "tests/boundary/line/fractal_grid.hpp"

namespace diming::boundary {
namespace {

constexpr int kSide = 160;
constexpr double kCell = 4.5 / kSide;

const std::vector<OwnedArea>& villages() {
  static const std::vector<OwnedArea> kAreas = [] {
    auto areas = test::FractalGrid(1, {.size = kSide, .owners = 1'000'000, .depth = 6, .cell = kCell}).cells();
    return areas;
  }();
  return kAreas;
}

const Coverage& coverage() {
  static const Coverage kCoverage = build_coverage(villages()).value();
  return kCoverage;
}

FaceGrid make_grid() {
  FaceGrid grid;
  for (const auto& edge : coverage().edges) grid.add_edge(edge.points, edge.left, edge.right);
  grid.finish();
  return grid;
}

std::vector<geo::LonLat> random_points(std::size_t count) {
  std::mt19937 random(7);
  std::uniform_real_distribution<> shift(0, 4.5);
  std::vector<geo::LonLat> points(count);
  for (auto& p : points)
    p = {test::FractalGrid::kOrigin.lon + shift(random), test::FractalGrid::kOrigin.lat + shift(random)};
  return points;
}

void build_coverage_of_villages(benchmark::State& state) {
  std::int64_t sides = 0;
  for (const auto& owned : villages()) sides += static_cast<std::int64_t>(owned.area.polygons[0].rings[0].size()) - 1;
  for (auto _ : state) benchmark::DoNotOptimize(build_coverage(villages()));
  state.SetItemsProcessed(state.iterations() * sides);
}
BENCHMARK(build_coverage_of_villages)->Unit(benchmark::kMillisecond);

void build_face_grid(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(make_grid());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(make_grid().segments()));
}
BENCHMARK(build_face_grid)->Unit(benchmark::kMillisecond);

void locate_with_grid(benchmark::State& state) {
  const FaceGrid grid = make_grid();
  const auto points = random_points(1 << 20);
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(grid.face_at(points[i++ & ((1 << 20) - 1)]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(locate_with_grid);

/// Boxes of parts first, then every side of those that hold the point.
void locate_by_force(benchmark::State& state) {
  std::vector<geo::Bounds> boxes;
  for (const auto& owned : villages()) boxes.push_back(geo::bounds_of(owned.area.polygons[0].rings[0]));
  const auto points = random_points(1 << 12);
  std::size_t i = 0;
  for (auto _ : state) {
    const geo::LonLat p = points[i++ & ((1 << 12) - 1)];
    std::int32_t found = FaceGrid::kNoFace;
    for (std::size_t f = 0; f < boxes.size(); ++f) {
      if (!boxes[f].contains(p)) continue;
      bool in = false;
      const auto& ring = villages()[f].area.polygons[0].rings[0];
      for (std::size_t k = 0; k + 1 < ring.size(); ++k)
        if ((ring[k].lat > p.lat) != (ring[k + 1].lat > p.lat) &&
            p.lon <
                ring[k].lon + (p.lat - ring[k].lat) / (ring[k + 1].lat - ring[k].lat) * (ring[k + 1].lon - ring[k].lon))
          in = !in;
      if (in) found = static_cast<std::int32_t>(f);
    }
    benchmark::DoNotOptimize(found);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(locate_by_force);

}  // namespace
}  // namespace diming::boundary
