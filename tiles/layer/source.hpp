// tiles/layer: from the views of the file to layers in memory.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/store/connection.hpp"
#include "tiles/layer/coverage.hpp"
#include "tiles/layer/definition.hpp"
#include "tiles/layer/layer_table.hpp"

namespace diming::tiles {

/// A layer's features: rows of `table`, or a coverage with the attribute codes of its areas (of table.pool()).
/// Thread: const members from many threads while nobody changes it.
struct LayerData {
  explicit LayerData(const LayerDefinition& definition);
  LayerTable table;
  Coverage coverage;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> areas;
  WorldBox bounds() const;
};

/// A row of the view, not yet coded. A point layer has one point: a line gives its middle vertex, an area the middle of
/// its box. An area of a coverage has none.
struct SourceRow {
  std::int64_t id{};
  std::int32_t rank{};
  std::vector<geo::Value> values;
  std::vector<WorldPoint> points;
  std::vector<std::uint32_t> ends;
};

/// Codes of a row's values.
std::vector<std::uint32_t> codes_of(const SourceRow& row, ValuePool& pool);

/// Rows whose `column` is in [first, last], without those that have no place. Fault: the view is not as defined.
struct RowRange {
  std::string_view column = "id";
  std::int64_t first{};
  std::int64_t last{};
};
std::vector<SourceRow> read_rows(const LayerDefinition& layer, geo::Connection& connection, const RowRange& range);
std::vector<CoverageEdge> read_edges(const LayerDefinition& layer, geo::Connection& connection);
/// Everything. Fault as above.
std::unique_ptr<LayerData> load_layer(const LayerDefinition& layer, geo::Connection& connection);

}  // namespace diming::tiles
