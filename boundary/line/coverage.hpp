// boundary/line: areas that share their borders <-> faces and edges. Pure geometry, no database.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "boundary/division/assemble_area.hpp"
#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::boundary {

/// The area of one owner; owners are numbers of the caller's own.
struct OwnedArea {
  std::int32_t owner{};
  geo::MultiPolygon area;
};

/// One part of one owner's area.
struct CoverageFace {
  std::int32_t owner{};
  geo::Bounds bounds;
};

constexpr std::int32_t kNoFace = -1;  ///< outside of every face

/// A polyline between two nodes with the same faces along all of it, or a closed one that has no node.
struct CoverageEdge {
  std::vector<geo::LonLat> points;
  std::int32_t left = kNoFace;   ///< index of a face; never kNoFace
  std::int32_t right = kNoFace;  ///< index of a face or kNoFace
};

struct Coverage {
  std::vector<CoverageFace> faces;  ///< in the order of the parts given
  std::vector<CoverageEdge> edges;  ///< every border once, in the order in which the parts meet it
};

/// Parts that are neighbours must share the positions of their border exactly (bit for bit); rings may run either way
/// round. The answer depends on the input alone. 5 million sides take a few seconds (tests/bench).
/// Errors: geometry.overlap (two parts lie on the same side of one segment, or one part on both; the message names the
/// place), geometry.malformed (a ring of less than three distinct positions).
geo::Result<Coverage> build_coverage(std::span<const OwnedArea> areas);

/// The area of the faces for which `wanted[face]` is true: borders between two of them vanish.
geo::MultiPolygon area_of_faces(const Coverage& coverage, const std::vector<bool>& wanted);

}  // namespace diming::boundary
