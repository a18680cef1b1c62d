// boundary/line: the command that puts a coverage into the register.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "boundary/line/coverage.hpp"
#include "boundary/line/legal_line.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

/// Where the positions come from, kept with every edge.
struct CoverageSource {
  std::string source_crs = "CGCS2000";  ///< of the file, before it was brought to CGCS2000
  std::string method = "import";
  std::optional<double> accuracy_m;
  geo::Date effective_from{};
  /// Is this outer edge a coast? Default: the closed ones, islands, that touch no other face.
  std::function<bool(const CoverageEdge&)> is_coast;
};

struct StoredCoverage {
  std::int64_t first_face_id{};  ///< ids of faces and of edges are consecutive in the coverage's order
  std::int64_t first_edge_id{};
  std::int64_t faces{};
  std::int64_t edges{};
  std::int64_t lines{};  ///< newly made
};

/// Stores faces, memberships (`divisions[owner]` is the unit of an owner), edges and the lines they belong to.
/// Changes: one run each of "face", "edge" and "boundary_line".
/// Errors: division.not_found (a unit does not hold on that day), division.area_exists (the unit, one above or one
/// below it has faces already: its area would be covered twice).
geo::Result<StoredCoverage> store_coverage(geo::Transaction& transaction, const Coverage& coverage,
                                           std::span<const std::int64_t> divisions, const CoverageSource& source);

}  // namespace diming::boundary
