// boundary/intake: the lines between neighbouring sites.
#pragma once
#include <cstdint>
#include <vector>

#include "boundary/intake/sample_plane.hpp"
#include "geo/base/geometry.hpp"

namespace diming::boundary {

/// No village: beyond the province, or the sea.
inline constexpr std::uint32_t kNobody = UINT32_MAX;

/// A line and whom it parts. The ends are shared bit for bit with the lines that go on from there.
struct SampleEdge {
  std::uint32_t left = kNobody;   ///< owner on the left of the line's direction
  std::uint32_t right = kNobody;  ///< owner on the right
  std::vector<geo::LonLat> points;
};

struct CellRequest {
  const std::vector<PlanePoint>& sites;
  const std::vector<std::uint32_t>& owner;  ///< of each site, or kNobody
  double step = 0.0005;                     ///< plane units: a line longer than this is broken further
  std::uint64_t seed{};
};

/// The Voronoi diagram of the sites with every edge broken into a fractal line; only lines with an owner on one side.
/// Two sites with the same owner are parted by no line. Lines meet at ends only: an edge A-B between the sites P and Q
/// stays inside the quadrangle of A, B and two points on the way from its middle to P and to Q; the quadrangles of a
/// cell lie in the triangles between its site and its edges, so they share ends at most.
std::vector<SampleEdge> draw_cells(const CellRequest& request);

}  // namespace diming::boundary
