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

bool same(const LayerItem& a, const ValuePool& of_a, const LayerItem& b, const ValuePool& of_b) {
  const auto equal = [](const auto& x, const auto& y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); };
  return a.rank == b.rank && equal(a.points, b.points) && equal(a.ends, b.ends) &&
         std::equal(a.codes.begin(), a.codes.end(), b.codes.begin(), b.codes.end(),
                    [&](std::uint32_t x, std::uint32_t y) { return of_a.value(x) == of_b.value(y); });
}

std::unordered_map<std::int64_t, LayerItem> items_of(const LayerTable& table) {
  std::unordered_map<std::int64_t, LayerItem> items;
  table.for_each(table.bounds(), [&](const LayerItem& item) { items.emplace(item.id, item); });
  return items;
}

/// Boxes of the rows that are not the same in both.
std::vector<WorldBox> difference(const LayerTable& before, const LayerTable& after) {
  std::vector<WorldBox> boxes;
  auto old_items = items_of(before);
  for (const auto& [id, item] : items_of(after)) {
    const auto old = old_items.find(id);
    const bool known = old != old_items.end();
    if (!known || !same(old->second, before.pool(), item, after.pool())) {
      boxes.push_back(item.bounds());
      if (known) boxes.push_back(old->second.bounds());
    }
    if (known) old_items.erase(old);
  }
  for (const auto& [id, item] : old_items) boxes.push_back(item.bounds());
  return boxes;
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
    auto boxes = difference(data->table, update.whole->table);
    data.swap(update.whole);
    return boxes;
  }
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  auto boxes = coverage ? apply_to_coverage(update, *data) : apply_to_table(update, *data);
  std::erase_if(boxes, [](const WorldBox& box) { return box.empty(); });
  return boxes;
}

}  // namespace diming::tiles
