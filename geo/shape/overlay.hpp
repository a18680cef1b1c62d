// geo/shape: cutting, joining and repairing shapes; the cage of GEOS.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

/// One overlay whose sides cross more often than this is refused: GEOS cannot be stopped, and 40,000 crossings of two
/// combs took it 1.9 s.
constexpr std::size_t kMaxCrossings = 20'000;

/// A GEOS context. Used by one thread at a time.
/// Every call may refuse with geometry.malformed (open or short parts), geometry.out_of_range (not finite or not on
/// earth), geometry.too_large (above kMaxVertices), geometry.too_complex (above kMaxCrossings) and geometry.overlay
/// (GEOS refuses; its words stand in the message). Fault: GEOS gives no context or no memory.
class Geos {
 public:
  Geos();
  ~Geos();
  Geos(Geos&&) noexcept;
  Geos& operator=(Geos&&) noexcept;

  /// What `a` and `b` share, parts of the highest dimension only. Also geometry.empty: they share nothing of area or
  /// length or any place.
  Result<Geometry> intersection(const Geometry& a, const Geometry& b);
  /// All together. In: at least one; areas give an area, lines a line. Also geometry.empty.
  Result<Geometry> union_all(std::span<const Geometry> geometries);
  /// Areas that the lines enclose, shells counter-clockwise. The lines meet at ends only (noded before); dangling ones
  /// are left out. No area is an empty vector.
  Result<std::vector<Polygon>> polygonize(std::span<const LineString> lines);
  /// Triangles as indices into `points`, counter-clockwise, in the plane of degrees. Every point must be distinct
  /// (else geometry.malformed); fewer than three points or all on one line give none. GEOS leaves thin triangles along
  /// the hull out (0.1 % of the area of 500 random points): who needs the hull filled adds points around.
  Result<std::vector<std::array<std::uint32_t, 3>>> delaunay(std::span<const LonLat> points);
  /// The nearest valid shape of the same dimension ("structure" method: holes stay holes). Also geometry.empty: the
  /// shape collapses.
  Result<Geometry> make_valid(const Geometry& geometry);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diming::geo
