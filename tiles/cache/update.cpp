#include "tiles/cache/update.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace diming::tiles {
namespace {

using geo::LoggedChange;

/// What to read: ranges of a column, and whether all of it.
struct Demand {
  std::set<std::tuple<std::string_view, std::int64_t, std::int64_t>> ranges;
  bool anew = false;
};

Demand demand_of(const LayerDefinition& layer, std::span<const LoggedChange> changes) {
  Demand demand;
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  for (const LoggedChange& logged : changes) {
    const geo::Change& change = logged.change;
    if (std::find(layer.edge_kinds.begin(), layer.edge_kinds.end(), change.kind) != layer.edge_kinds.end())
      demand.anew = true;
    if (change.kind == layer.kind) {
      demand.ranges.emplace("id", change.object_id, change.last_object_id);
      if (coverage && change.action != "update") demand.anew = true;
    }
    for (const LayerDependence& depends : layer.depends)
      if (depends.kind == change.kind) demand.ranges.emplace(depends.column, change.object_id, change.last_object_id);
  }
  return demand;
}

std::vector<std::int64_t> held_between(const LayerDefinition& layer, const LayerData& data, std::int64_t first,
                                       std::int64_t last) {
  if (layer.geometry != LayerGeometry::coverage) return data.table.ids_between(first, last);
  std::vector<std::int64_t> found;
  for (const auto& [id, codes] : data.areas)
    if (id >= first && id <= last) found.push_back(id);
  return found;
}

std::vector<WorldBox> apply_to_table(const LayerUpdate& update, LayerData& data) {
  std::vector<WorldBox> boxes;
  for (const SourceRow& row : update.rows) {
    LayerRow coded{row.id, row.rank, codes_of(row, data.table.pool()), row.points, row.ends};
    boxes.push_back(coded.item().bounds());
    boxes.push_back(data.table.put(std::move(coded)));
  }
  for (const std::int64_t id : update.retired) boxes.push_back(data.table.retire(id));
  if (data.table.wants_folding()) data.table.fold();
  return boxes;
}

std::vector<WorldBox> apply_to_coverage(LayerUpdate& update, LayerData& data) {
  std::vector<WorldBox> boxes;
  if (update.coverage) {
    boxes = difference(data.coverage, *update.coverage);
    data.coverage = std::move(*update.coverage);
  }
  for (const SourceRow& row : update.rows) {
    auto codes = codes_of(row, data.table.pool());
    auto& held = data.areas[row.id];
    if (held != codes) boxes.push_back(data.coverage.bounds_of_area(row.id));
    held = std::move(codes);
  }
  for (const std::int64_t id : update.retired) {
    boxes.push_back(data.coverage.bounds_of_area(id));
    data.areas.erase(id);
  }
  return boxes;
}

}  // namespace

LayerUpdate read_update(const LayerDefinition& layer, const LayerData& data, std::span<const LoggedChange> changes,
                        geo::Connection& snapshot) {
  LayerUpdate update;
  const Demand demand = demand_of(layer, changes);
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  if (demand.anew && !coverage) {
    update.whole = load_layer(layer, snapshot);
    return update;
  }
  if (demand.anew) update.coverage = std::make_unique<Coverage>(read_edges(layer, snapshot));
  std::map<std::int64_t, SourceRow> rows;
  std::set<std::int64_t> asked;
  for (const auto& [column, first, last] : demand.ranges) {
    for (SourceRow& row : read_rows(layer, snapshot, {column, first, last}))
      rows.insert_or_assign(row.id, std::move(row));
    if (column != "id") continue;
    for (const std::int64_t id : held_between(layer, data, first, last)) asked.insert(id);
  }
  for (const std::int64_t id : asked)
    if (!rows.contains(id)) update.retired.push_back(id);
  for (auto& [id, row] : rows) update.rows.push_back(std::move(row));
  return update;
}

std::vector<WorldBox> apply_update(const LayerDefinition& layer, LayerUpdate update, std::unique_ptr<LayerData>& data) {
  if (update.whole) {
    std::vector<WorldBox> boxes{data->bounds(), update.whole->bounds()};
    data.swap(update.whole);
    return boxes;
  }
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  auto boxes = coverage ? apply_to_coverage(update, *data) : apply_to_table(update, *data);
  std::erase_if(boxes, [](const WorldBox& box) { return box.empty(); });
  return boxes;
}

}  // namespace diming::tiles
