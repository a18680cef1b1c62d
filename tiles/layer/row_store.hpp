// tiles/layer: features in columns.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "tiles/grid/world.hpp"

namespace diming::tiles {

/// One feature as it is read or brought; views into its owner. A point has one part with one point.
struct LayerItem {
  std::int64_t id{};
  std::int32_t rank{};
  std::span<const std::uint32_t> codes;  ///< one a field, of the table's pool
  std::span<const WorldPoint> points;    ///< of all parts
  std::span<const std::uint32_t> ends;   ///< where each part ends in `points`; empty for one part

  WorldBox bounds() const;
  /// Calls `visit(std::span<const WorldPoint>)` for each part.
  template <class Visit>
  void for_each_part(Visit&& visit) const {
    if (ends.empty()) return visit(points);
    std::size_t begin = 0;
    for (const std::uint32_t end : ends) visit(points.subspan(begin, end - begin)), begin = end;
  }
};

/// The same, owned.
struct LayerRow {
  std::int64_t id{};
  std::int32_t rank{};
  std::vector<std::uint32_t> codes;
  std::vector<WorldPoint> points;
  std::vector<std::uint32_t> ends;

  LayerItem item() const { return {id, rank, codes, points, ends}; }
};

/// Rows known by number, in the order they were added. A point takes 20 bytes and 4 a field.
/// Thread: const members from many threads.
class RowStore {
 public:
  RowStore(std::size_t field_count, bool lines) : field_count_(field_count), lines_(lines) {}

  void add(const LayerItem& item);
  void reserve(std::size_t rows);
  std::size_t size() const { return ids_.size(); }
  std::int64_t id(std::uint32_t row) const { return ids_[row]; }
  LayerItem item(std::uint32_t row) const;
  WorldBox box(std::uint32_t row) const;
  std::size_t field_count() const { return field_count_; }
  bool lines() const { return lines_; }

 private:
  struct Extent {
    std::uint64_t first_point;
    std::uint32_t first_end;
    WorldBox box;
  };
  std::size_t field_count_;
  bool lines_;
  std::vector<std::int64_t> ids_;
  std::vector<std::int32_t> ranks_;
  std::vector<std::uint32_t> codes_;
  std::vector<WorldPoint> points_;
  std::vector<std::uint32_t> ends_;  // lines only, as are the extents
  std::vector<Extent> extents_;
};

}  // namespace diming::tiles
