// tiles/layer: areas that fill a land without gaps, kept as the edges between them.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "tiles/grid/tile_id.hpp"
#include "tiles/grid/world.hpp"
#include "tiles/layer/coverage_level.hpp"

namespace diming::tiles {

/// One polyline as the record has it: areas on its left and right as seen on a map with north above, walking from the
/// first point to the last. 0 is the outside.
struct CoverageEdge {
  std::int64_t id{};
  std::int64_t left_id{};
  std::int64_t right_id{};
  std::vector<WorldPoint> points;
};

/// Edges joined to chains: a chain runs between two places where three or more edges meet, or is a closed loop.
/// A chain is simplified as a whole, once a zoom; both its areas are drawn from that one result.
/// Edges with the same area on both sides are no boundary and are left out.
/// Thread: const members from many threads.
class Coverage {
 public:
  Coverage() = default;
  /// The result does not depend on the order of `edges`, only on their ids.
  explicit Coverage(std::vector<CoverageEdge> edges);

  std::span<const CoverageChain> chains() const { return chains_; }
  /// The half-edge that follows along the boundary of the area on the side of `half` (see CoverageLevel), or kNoHalf
  /// where the edges do not close.
  std::uint32_t next(std::uint32_t half) const { return next_[half]; }
  static constexpr std::uint32_t kNoHalf = UINT32_MAX;

  /// Made when first asked for, then kept. `zoom` in [0, kMaxZoom].
  const CoverageLevel& level(int zoom) const;
  /// Box of an area's chains; empty for an unknown area.
  WorldBox bounds_of_area(std::int64_t area) const;
  WorldBox bounds() const;

 private:
  struct Lazy {
    std::mutex mutex;
    std::array<std::unique_ptr<CoverageLevel>, kMaxZoom + 1> levels;
  };
  std::vector<CoverageChain> chains_;
  std::vector<std::uint32_t> next_;
  std::unordered_map<std::int64_t, WorldBox> area_bounds_;
  std::unique_ptr<Lazy> lazy_ = std::make_unique<Lazy>();
};

/// Boxes in which tiles drawn from `before` and `after` may differ: of moved chains, and of areas whose chains came or
/// went. Empty if they are the same.
std::vector<WorldBox> difference(const Coverage& before, const Coverage& after);

}  // namespace diming::tiles
