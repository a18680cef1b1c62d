#include "boundary/intake/sample_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "boundary/intake/sample_line.hpp"
#include "boundary/intake/sample_random.hpp"
#include "geo/base/fault.hpp"
#include "geo/shape/overlay.hpp"

namespace diming::boundary {
namespace {

using Triangle = std::array<std::uint32_t, 3>;

constexpr double kWidest = 0.8;        // of the way from an edge's middle to a site
constexpr double kHighest = 0.34;      // of the edge's length, to each side
constexpr double kMostOblique = 0.25;  // of the edge's length: how far the quadrangle leans

std::vector<Triangle> triangulate(const std::vector<PlanePoint>& sites) {
  std::vector<geo::LonLat> points;  // the plane's units look like degrees to the triangulation
  points.reserve(sites.size());
  for (const auto& site : sites) points.push_back({site.x, site.y});
  auto triangles = geo::Geos().delaunay(points);
  if (!triangles) throw geo::Fault("sample.cells", triangles.error().message);
  return std::move(*triangles);
}

PlanePoint circumcentre(PlanePoint a, PlanePoint b, PlanePoint c) {
  const auto u = b - a, v = c - a;
  const double uu = dot(u, u), vv = dot(v, v), d = 2 * cross(u, v);
  return {a.x + (v.y * uu - u.y * vv) / d, a.y + (u.x * vv - v.x * uu) / d};
}

/// One side of a triangle as seen from it: from site `from` to site `to`, the triangle on the left.
struct Side {
  std::uint32_t from, to;
  std::uint32_t triangle;
  std::pair<std::uint32_t, std::uint32_t> key() const { return std::minmax(from, to); }
};

std::vector<Side> sides_of(const std::vector<Triangle>& triangles) {
  std::vector<Side> sides;
  sides.reserve(triangles.size() * 3);
  for (std::uint32_t t = 0; t < triangles.size(); ++t)
    for (std::size_t i = 0; i < 3; ++i) sides.push_back({triangles[t][i], triangles[t][(i + 1) % 3], t});
  std::sort(sides.begin(), sides.end(),
            [](const Side& a, const Side& b) { return std::tuple(a.key(), a.from) < std::tuple(b.key(), b.from); });
  return sides;
}

struct Ends {
  geo::LonLat a, b;
};

/// Line of the Voronoi edge `ends` that has `left` and `right` beside it, each the mirror image of the other.
std::vector<geo::LonLat> draw_line(const Ends& ends, PlanePoint left, PlanePoint right, const CellRequest& request,
                                   std::uint64_t seed) {
  const auto a = to_plane(ends.a), b = to_plane(ends.b);
  const auto along = b - a, middle = (a + b) * 0.5;
  const double size = length(along);
  if (size < request.step) return break_line({ends.a, middle, ends.b, middle}, request.step, seed);
  const double height = std::abs(cross(along, left - middle)) / size;
  const double lean = std::abs(dot(along, left - middle)) / size;
  const double reach = std::min({kWidest, kHighest * size / height, lean > 0 ? kMostOblique * size / lean : kWidest});
  return break_line({ends.a, middle + (left - middle) * reach, ends.b, middle + (right - middle) * reach}, request.step,
                    seed);
}

}  // namespace

std::vector<SampleEdge> draw_cells(const CellRequest& request) {
  const auto triangles = triangulate(request.sites);
  std::vector<geo::LonLat> centres;
  centres.reserve(triangles.size());
  for (const auto& t : triangles)
    centres.push_back(to_degrees(circumcentre(request.sites[t[0]], request.sites[t[1]], request.sites[t[2]])));
  const auto sides = sides_of(triangles);
  std::vector<SampleEdge> edges;
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    const auto& one = sides[i];
    const auto& other = sides[i + 1];
    if (one.key() != other.key()) continue;
    const auto left = request.owner[one.from], right = request.owner[one.to];
    if (left == right) continue;
    // a quarter turn from the direction `from`-`to` leads from the triangle on its right to the one on its left
    const Ends ends{centres[other.triangle], centres[one.triangle]};
    auto points = draw_line(ends, request.sites[one.from], request.sites[one.to], request,
                            sample_seed(request.seed, sample_seed(one.from, one.to)));
    if (points.size() > 1) edges.push_back({left, right, std::move(points)});
  }
  return edges;
}

}  // namespace diming::boundary
