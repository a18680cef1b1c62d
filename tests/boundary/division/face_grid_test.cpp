#include "boundary/division/face_grid.hpp"

#include <gmock/gmock.h>

#include "tests/boundary/line/fractal_grid.hpp"

namespace diming::boundary {
namespace {

FaceGrid grid_of(const Coverage& coverage) {
  FaceGrid grid;
  for (const auto& edge : coverage.edges) grid.add_edge(edge.points, edge.left, edge.right);
  grid.finish();
  return grid;
}

bool inside(geo::LonLat p, const geo::Ring& ring) {
  bool in = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const auto a = ring[i], b = ring[i + 1];
    if ((a.lat > p.lat) != (b.lat > p.lat) && p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
      in = !in;
  }
  return in;
}

/// The slow way: every part, every side.
std::int32_t face_by_force(geo::LonLat p, const std::vector<OwnedArea>& areas) {
  for (std::size_t i = 0; i < areas.size(); ++i)
    if (inside(p, areas[i].area.polygons[0].rings[0])) return static_cast<std::int32_t>(i);
  return FaceGrid::kNoFace;
}

TEST(FaceGrid, empty_grid_knows_no_face) {
  FaceGrid grid;
  grid.finish();
  EXPECT_EQ(grid.face_at({120, 30}), FaceGrid::kNoFace);
  EXPECT_FALSE(grid.nearest({120, 30}, 100).has_value());
}

TEST(FaceGridProperty, agrees_with_brute_force_inside_and_outside) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    test::FractalGrid fractal(seed, {.size = 6, .owners = 4, .depth = static_cast<int>(seed % 5)});
    const auto areas = fractal.cells();
    const FaceGrid grid = grid_of(build_coverage(areas).value());
    std::mt19937 random(seed);
    const double side = 6 * fractal.cell();
    std::uniform_real_distribution<> shift(-0.1 * side, 1.1 * side);
    for (int i = 0; i < 4000; ++i) {
      const geo::LonLat p{test::FractalGrid::kOrigin.lon + shift(random),
                          test::FractalGrid::kOrigin.lat + shift(random)};
      ASSERT_EQ(grid.face_at(p), face_by_force(p, areas)) << "seed " << seed << " at " << p.lon << ", " << p.lat;
    }
  }
}

TEST(FaceGridProperty, latitudes_of_vertices_are_no_trap) {
  test::FractalGrid fractal(5, {.size = 5, .owners = 5, .depth = 3});
  const auto areas = fractal.cells();
  const FaceGrid grid = grid_of(build_coverage(areas).value());
  for (const auto& owned : areas)
    for (const auto& vertex : owned.area.polygons[0].rings[0])
      for (const double shift : {-0.03, -0.001, 0.001, 0.03}) {
        const geo::LonLat p{vertex.lon + shift, vertex.lat};
        ASSERT_EQ(grid.face_at(p), face_by_force(p, areas)) << p.lon << ", " << p.lat;
      }
}

TEST(FaceGrid, nearest_finds_the_face_off_the_coast_within_reach) {
  FaceGrid grid;
  const std::vector<geo::LonLat> ring{{120, 30}, {120.1, 30}, {120.1, 30.1}, {120, 30.1}, {120, 30}};
  grid.add_edge(ring, 0, FaceGrid::kNoFace);
  grid.finish();
  EXPECT_EQ(grid.nearest({120.05, 30.05}, 10)->distance_m, 0);
  const auto near = grid.nearest({120.05, 30.101}, 200);  // 0.001 degree north: 111.2 m
  ASSERT_TRUE(near.has_value());
  EXPECT_EQ(near->face, 0);
  EXPECT_NEAR(near->distance_m, 111.2, 0.2);
  EXPECT_FALSE(grid.nearest({120.05, 30.101}, 100).has_value());
  EXPECT_NEAR(grid.nearest({120.101, 30.05}, 200)->distance_m, 96.2, 0.3);
}

}  // namespace
}  // namespace diming::boundary
