// tiles/layer: the features of a point or line layer in memory.
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "geo/shape/packed_rtree.hpp"
#include "tiles/grid/world.hpp"
#include "tiles/layer/row_store.hpp"
#include "tiles/layer/value_pool.hpp"

namespace diming::tiles {

inline geo::Box tree_box(const WorldBox& box) {
  return {static_cast<double>(box.min_x), static_cast<double>(box.min_y), static_cast<double>(box.max_x),
          static_cast<double>(box.max_y)};
}

/// Rows in Hilbert order under a packed tree of blocks, and what changed since beside them. A point costs 26 bytes and
/// 4 a field, while it is loaded twice that.
/// Thread: const members from many threads while no other member runs.
class LayerTable {
 public:
  LayerTable(std::size_t field_count, bool lines) : base_(field_count, lines) {}

  ValuePool& pool() { return pool_; }
  const ValuePool& pool() const { return pool_; }
  /// An empty store for `load`.
  RowStore new_rows() const { return {base_.field_count(), base_.lines()}; }
  /// Replaces everything. Ids are unique, order does not matter.
  void load(const RowStore& rows);
  /// Puts a new or changed row; gives the box the feature had before (empty if it is new).
  WorldBox put(LayerRow row);
  /// Takes a row out; gives the box it had (empty if there was none).
  WorldBox retire(std::int64_t id);
  /// Ids in [first, last] that are held, each once.
  std::vector<std::int64_t> ids_between(std::int64_t first, std::int64_t last) const;
  /// The changes are so many that they should be sorted into the base.
  bool wants_folding() const;
  void fold();

  std::size_t size() const { return base_.size() - gone_count_ + delta_.size(); }
  WorldBox bounds() const;
  /// Calls `visit(const LayerItem&)` for each feature whose box meets `box`: the base in Hilbert order, then changed
  /// features by id.
  template <class Visit>
  void for_each(const WorldBox& box, Visit&& visit) const;

 private:
  static constexpr std::uint32_t kBlock = 32;  // rows a tree item: about 1 byte of tree a row

  void take(RowStore rows);
  std::optional<std::uint32_t> find(std::int64_t id) const;

  ValuePool pool_;
  RowStore base_;
  std::vector<std::uint32_t> by_id_;  // rows by growing id
  std::vector<bool> gone_;            // retired or replaced
  std::size_t gone_count_ = 0;
  geo::PackedRTree blocks_;
  WorldBox base_bounds_;
  std::map<std::int64_t, LayerRow> delta_;
};

template <class Visit>
void LayerTable::for_each(const WorldBox& box, Visit&& visit) const {
  std::vector<std::uint32_t> found;
  blocks_.visit(tree_box(box), [&](std::uint32_t block) { return found.push_back(block), true; });
  std::sort(found.begin(), found.end());
  for (const std::uint32_t block : found) {
    const auto end = std::min<std::size_t>((std::size_t{block} + 1) * kBlock, base_.size());
    for (auto row = block * kBlock; row < end; ++row)
      if (!gone_[row] && base_.box(row).meets(box)) visit(base_.item(row));
  }
  for (const auto& [id, row] : delta_)
    if (row.item().bounds().meets(box)) visit(row.item());
}

}  // namespace diming::tiles
