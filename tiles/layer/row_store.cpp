#include "tiles/layer/row_store.hpp"

#include <cassert>

namespace diming::tiles {

WorldBox LayerItem::bounds() const {
  WorldBox box;
  for (const WorldPoint p : points) box.add(p);
  return box;
}

void RowStore::reserve(std::size_t rows) {
  ids_.reserve(rows);
  ranks_.reserve(rows);
  codes_.reserve(rows * field_count_);
  if (lines_)
    extents_.reserve(rows);
  else
    points_.reserve(rows);
}

void RowStore::add(const LayerItem& item) {
  assert(item.codes.size() == field_count_ && (lines_ || item.points.size() == 1));
  ids_.push_back(item.id);
  ranks_.push_back(item.rank);
  codes_.insert(codes_.end(), item.codes.begin(), item.codes.end());
  if (lines_) {
    extents_.push_back({points_.size(), static_cast<std::uint32_t>(ends_.size()), item.bounds()});
    ends_.insert(ends_.end(), item.ends.begin(), item.ends.end());
  }
  points_.insert(points_.end(), item.points.begin(), item.points.end());
}

LayerItem RowStore::item(std::uint32_t row) const {
  const std::span<const WorldPoint> points(points_);
  LayerItem found{ids_[row], ranks_[row], std::span(codes_).subspan(row * field_count_, field_count_), {}, {}};
  if (!lines_) {
    found.points = points.subspan(row, 1);
    return found;
  }
  const bool last = row + 1 == size();
  const Extent& extent = extents_[row];
  const std::size_t points_end = last ? points_.size() : extents_[row + 1].first_point;
  const std::size_t ends_end = last ? ends_.size() : extents_[row + 1].first_end;
  found.points = points.subspan(extent.first_point, points_end - extent.first_point);
  found.ends = std::span(ends_).subspan(extent.first_end, ends_end - extent.first_end);
  return found;
}

WorldBox RowStore::box(std::uint32_t row) const {
  if (lines_) return extents_[row].box;
  const WorldPoint p = points_[row];
  return {p.x, p.y, p.x, p.y};
}

}  // namespace diming::tiles
