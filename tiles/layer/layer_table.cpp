#include "tiles/layer/layer_table.hpp"

#include <numeric>

namespace diming::tiles {
namespace {

// A linear look through this many changed rows costs about as much as encoding a small tile.
constexpr std::size_t kFoldAt = 8'192;

}  // namespace

std::optional<std::uint32_t> LayerTable::find(std::int64_t id) const {
  const auto it = std::lower_bound(by_id_.begin(), by_id_.end(), id,
                                   [&](std::uint32_t row, std::int64_t wanted) { return base_.id(row) < wanted; });
  if (it == by_id_.end() || base_.id(*it) != id || gone_[*it]) return {};
  return *it;
}

void LayerTable::load(const RowStore& rows) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  order.reserve(rows.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) order.emplace_back(hilbert(rows.box(row).center()), row);
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : rows.id(a.second) < rows.id(b.second);
  });
  RowStore sorted = new_rows();
  sorted.reserve(rows.size());
  for (const auto& [place, row] : order) sorted.add(rows.item(row));
  take(std::move(sorted));
}

void LayerTable::take(RowStore rows) {
  base_ = std::move(rows);
  delta_.clear();
  gone_.assign(base_.size(), false);
  gone_count_ = 0;
  base_bounds_ = {};
  std::vector<geo::Box> blocks;
  for (std::uint32_t row = 0; row < base_.size();) {
    WorldBox block;
    for (const auto end = std::min<std::size_t>(row + kBlock, base_.size()); row < end; ++row)
      block.add(base_.box(row));
    blocks.push_back(tree_box(block));
    base_bounds_.add(block);
  }
  blocks_ = geo::PackedRTree(std::span<const geo::Box>(blocks));
  by_id_.resize(base_.size());
  std::iota(by_id_.begin(), by_id_.end(), 0U);
  std::sort(by_id_.begin(), by_id_.end(), [&](auto a, auto b) { return base_.id(a) < base_.id(b); });
}

WorldBox LayerTable::put(LayerRow row) {
  const WorldBox before = retire(row.id);
  const auto id = row.id;
  delta_.insert_or_assign(id, std::move(row));
  return before;
}

WorldBox LayerTable::retire(std::int64_t id) {
  if (const auto it = delta_.find(id); it != delta_.end()) {
    const WorldBox before = it->second.item().bounds();
    delta_.erase(it);
    return before;
  }
  const auto row = find(id);
  if (!row) return {};
  gone_[*row] = true;
  ++gone_count_;
  return base_.box(*row);
}

std::vector<std::int64_t> LayerTable::ids_between(std::int64_t first, std::int64_t last) const {
  std::vector<std::int64_t> found;
  auto it = std::lower_bound(by_id_.begin(), by_id_.end(), first,
                             [&](std::uint32_t row, std::int64_t wanted) { return base_.id(row) < wanted; });
  for (; it != by_id_.end() && base_.id(*it) <= last; ++it)
    if (!gone_[*it]) found.push_back(base_.id(*it));
  for (auto changed = delta_.lower_bound(first); changed != delta_.end() && changed->first <= last; ++changed)
    found.push_back(changed->first);
  return found;
}

bool LayerTable::wants_folding() const {
  return delta_.size() > kFoldAt;
}

void LayerTable::fold() {
  RowStore rows = new_rows();
  rows.reserve(size());
  for (std::uint32_t row = 0; row < base_.size(); ++row)
    if (!gone_[row]) rows.add(base_.item(row));
  for (const auto& [id, row] : delta_) rows.add(row.item());
  load(rows);
}

WorldBox LayerTable::bounds() const {
  WorldBox all = base_bounds_;
  for (const auto& [id, row] : delta_) all.add(row.item().bounds());
  return all;
}

}  // namespace diming::tiles
