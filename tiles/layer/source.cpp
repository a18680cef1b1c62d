#include "tiles/layer/source.hpp"

#include <functional>

namespace diming::tiles {
namespace {

using geo::Connection;
using geo::Statement;

// Names come from definitions, which hold nothing but lower-case words.
std::string select(const LayerDefinition& layer, std::string_view where) {
  std::string sql = "SELECT id, " + (layer.rank.empty() ? std::string("0") : layer.rank);
  for (const LayerField& field : layer.fields) sql.append(", ").append(field.column);
  if (layer.geometry != LayerGeometry::coverage) sql.append(", geometry");
  return sql.append(" FROM ").append(layer.view).append(where);
}

geo::Value read_value(const Statement& row, int column, FieldType type) {
  if (row.is_null(column)) return {};
  switch (type) {
    case FieldType::integer:
      return row.integer(column);
    case FieldType::real:
      return row.real(column);
    case FieldType::text:
      break;
  }
  const auto text = row.text(column);
  return text.empty() ? geo::Value() : geo::Value(std::string(text));
}

void add_line(const geo::LineString& line, SourceRow& row) {
  for (const auto& p : line.points) row.points.push_back(to_world(p));
  row.ends.push_back(static_cast<std::uint32_t>(row.points.size()));
}

void place_lines(const geo::Geometry& geometry, SourceRow& row) {
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) {
    add_line(*line, row);
  } else if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
    for (const auto& part : lines->lines) add_line(part, row);
  }
}

geo::LonLat middle(const std::vector<geo::LonLat>& points) {
  return points[points.size() / 2];
}

void place_point(const geo::Geometry& geometry, SourceRow& row) {
  geo::LonLat at;
  if (const auto* point = std::get_if<geo::Point>(&geometry)) {
    at = point->at;
  } else if (const auto* line = std::get_if<geo::LineString>(&geometry)) {
    at = middle(line->points);
  } else if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
    at = middle(lines->lines[lines->lines.size() / 2].points);
  } else {
    const geo::Bounds bounds = geo::bounds_of(geometry);
    at = {(bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2};
  }
  row.points.push_back(to_world(at));
}

/// False if the row has no place in this kind of layer.
bool read_row(const Statement& statement, const LayerDefinition& layer, SourceRow& row) {
  row = {statement.integer(0), static_cast<std::int32_t>(statement.integer(1)), {}, {}, {}};
  int column = 2;
  for (const LayerField& field : layer.fields) row.values.push_back(read_value(statement, column++, field.type));
  if (layer.geometry == LayerGeometry::coverage) return true;
  if (statement.is_null(column)) return false;
  const geo::Geometry geometry = statement.geometry(column);
  if (layer.geometry == LayerGeometry::point)
    place_point(geometry, row);
  else
    place_lines(geometry, row);
  return !row.points.empty();
}

}  // namespace

LayerData::LayerData(const LayerDefinition& definition)
    : table(definition.fields.size(), definition.geometry == LayerGeometry::line) {}

WorldBox LayerData::bounds() const {
  WorldBox box = table.bounds();
  box.add(coverage.bounds());
  return box;
}

std::vector<std::uint32_t> codes_of(const SourceRow& row, ValuePool& pool) {
  std::vector<std::uint32_t> codes;
  for (const geo::Value& value : row.values) codes.push_back(pool.code(value));
  return codes;
}

std::vector<SourceRow> read_rows(const LayerDefinition& layer, Connection& connection, const RowRange& range) {
  const std::string column(range.column);
  const bool one = range.first == range.last;
  auto statement =
      connection.prepare(select(layer, one ? " WHERE " + column + " = ?1" : " WHERE " + column + " BETWEEN ?1 AND ?2"));
  statement.bind(1, range.first);
  if (!one) statement.bind(2, range.last);
  std::vector<SourceRow> rows;
  SourceRow row;
  while (statement.step())
    if (read_row(statement, layer, row)) rows.push_back(std::move(row));
  return rows;
}

std::vector<CoverageEdge> read_edges(const LayerDefinition& layer, Connection& connection) {
  auto statement = connection.prepare("SELECT id, left_id, right_id, geometry FROM " + layer.edge_view);
  std::vector<CoverageEdge> edges;
  while (statement.step()) {
    CoverageEdge edge{
        statement.integer(0), statement.optional_integer(1).value_or(0), statement.optional_integer(2).value_or(0), {}};
    SourceRow row;
    place_lines(statement.geometry(3), row);
    edge.points = std::move(row.points);
    if (!edge.points.empty()) edges.push_back(std::move(edge));
  }
  return edges;
}

std::unique_ptr<LayerData> load_layer(const LayerDefinition& layer, Connection& connection) {
  auto data = std::make_unique<LayerData>(layer);
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  RowStore rows = data->table.new_rows();
  auto statement = connection.prepare(select(layer, ""));
  SourceRow row;
  while (statement.step()) {
    if (!read_row(statement, layer, row)) continue;
    auto codes = codes_of(row, data->table.pool());
    if (coverage)
      data->areas.emplace(row.id, std::move(codes));
    else
      rows.add({row.id, row.rank, codes, row.points, row.ends});
  }
  if (coverage)
    data->coverage = Coverage(read_edges(layer, connection));
  else
    data->table.load(rows);
  return data;
}

}  // namespace diming::tiles
