// tiles/cache: what a stretch of the change log does to one layer.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "geo/store/change_log.hpp"
#include "tiles/layer/source.hpp"

namespace diming::tiles {

/// New state of what changed, read from the file before anybody has to wait for it.
struct LayerUpdate {
  std::size_t layer{};
  std::unique_ptr<LayerData> whole;    ///< instead of all else: the layer read anew
  std::unique_ptr<Coverage> coverage;  ///< edges read anew
  std::vector<SourceRow> rows;         ///< new and changed
  std::vector<std::int64_t> retired;   ///< shown no more
  bool empty() const { return !whole && !coverage && rows.empty() && retired.empty(); }
};

/// Each changed object is read once, as `snapshot` sees it, whatever happened to it between. A coverage's edges are
/// read anew after a change of one of its edge kinds, and when an area came or went.
LayerUpdate read_update(const LayerDefinition& layer, const LayerData& data, std::span<const geo::LoggedChange> changes,
                        geo::Connection& snapshot);

/// Puts an update in place; nobody else may use `data` meanwhile. Gives the boxes of what was and is different.
std::vector<WorldBox> apply_update(const LayerDefinition& layer, LayerUpdate update, std::unique_ptr<LayerData>& data);

}  // namespace diming::tiles
