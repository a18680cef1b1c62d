#include "tiles/layer/definition.hpp"

#include <algorithm>
#include <cstdint>

#include "embedded/diming_data.hpp"
#include "geo/base/fault.hpp"
#include "geo/base/json.hpp"
#include "tiles/grid/tile_id.hpp"

namespace diming::tiles {
namespace {

using geo::Error;
using geo::Fault;
using geo::Result;

Error refusal(const std::string& member) {
  return {"layer.malformed", member, "图层定义的成员“" + member + "”缺少或不合规定，请改正。"};
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

template <class Enum>
bool pick(geo::json::Node node, const std::vector<std::pair<std::string_view, Enum>>& names, Enum& out) {
  for (const auto& [name, value] : names)
    if (node.text() == name) return out = value, true;
  return false;
}

bool read_word(geo::json::Node node, std::string& out) {
  out = node.text_or("");
  return is_word(out);
}

bool read_zoom(geo::json::Node node, int& out) {
  const auto zoom = node.integer();
  if (!zoom || *zoom < 0 || *zoom > kMaxZoom) return false;
  out = static_cast<int>(*zoom);
  return true;
}

bool read_fields(geo::json::Node node, std::vector<LayerField>& out) {
  for (std::size_t i = 0; i < node.size(); ++i) {
    LayerField field;
    if (!read_word(node.at(i)["column"], field.column) || !read_word(node.at(i)["name"], field.name)) return false;
    if (!pick<FieldType>(node.at(i)["type"],
                         {{"text", FieldType::text}, {"integer", FieldType::integer}, {"real", FieldType::real}},
                         field.type))
      return false;
    out.push_back(std::move(field));
  }
  return node.is_array();
}

bool read_budget(geo::json::Node node, std::vector<std::pair<int, std::size_t>>& out) {
  if (!node.is_null() && !node.is_array()) return false;
  for (std::size_t i = 0; i < node.size(); ++i) {
    int zoom = 0;
    const auto features = node.at(i)["features"].integer();
    if (!read_zoom(node.at(i)["zoom"], zoom) || !features || *features < 1) return false;
    out.emplace_back(zoom, static_cast<std::size_t>(*features));
  }
  return std::is_sorted(out.begin(), out.end());
}

bool read_floor(geo::json::Node node, std::vector<std::pair<int, std::int32_t>>& out) {
  if (!node.is_null() && !node.is_array()) return false;
  for (std::size_t i = 0; i < node.size(); ++i) {
    int zoom = 0;
    const auto rank = node.at(i)["rank"].integer();
    if (!read_zoom(node.at(i)["zoom"], zoom) || !rank || std::abs(*rank) > INT32_MAX) return false;
    out.emplace_back(zoom, static_cast<std::int32_t>(*rank));
  }
  return std::is_sorted(out.begin(), out.end());
}

bool read_depends(geo::json::Node node, std::vector<LayerDependence>& out) {
  for (std::size_t i = 0; i < node.size(); ++i) {
    LayerDependence depends;
    if (!read_word(node.at(i)["kind"], depends.kind) || !read_word(node.at(i)["column"], depends.column)) return false;
    out.push_back(std::move(depends));
  }
  return node.is_null() || node.is_array();
}

bool read_words(geo::json::Node node, std::vector<std::string>& out) {
  for (std::size_t i = 0; i < node.size(); ++i)
    if (!read_word(node.at(i), out.emplace_back())) return false;
  return node.is_array();
}

}  // namespace

std::size_t LayerDefinition::budget_at(int zoom) const {
  std::size_t features = SIZE_MAX;
  for (const auto& [from, limit] : budget)
    if (zoom >= from) features = limit;
  return features;
}

std::int32_t LayerDefinition::floor_at(int zoom) const {
  std::int32_t least = INT32_MIN;
  for (const auto& [from, least_rank] : floor)
    if (zoom >= from) least = least_rank;
  return least;
}

Result<LayerDefinition> parse_layer(std::string_view json) {
  const auto document = geo::json::parse(json);
  if (!document) return document.error();
  const auto root = document->root();
  LayerDefinition layer;
  layer.title_zh = root["title_zh"].text_or("");
  if (!read_word(root["id"], layer.id)) return refusal("id");
  if (!pick<LayerGeometry>(
          root["geometry"],
          {{"point", LayerGeometry::point}, {"line", LayerGeometry::line}, {"coverage", LayerGeometry::coverage}},
          layer.geometry))
    return refusal("geometry");
  if (!read_word(root["view"], layer.view)) return refusal("view");
  if (!read_fields(root["fields"], layer.fields)) return refusal("fields");
  if (!read_zoom(root["min_zoom"], layer.min_zoom)) return refusal("min_zoom");
  if (!read_zoom(root["max_zoom"], layer.max_zoom) || layer.max_zoom < layer.min_zoom) return refusal("max_zoom");
  if (!root["rank"].is_null() && !read_word(root["rank"], layer.rank)) return refusal("rank");
  if (!read_budget(root["budget"], layer.budget)) return refusal("budget");
  if (!read_floor(root["floor"], layer.floor)) return refusal("floor");
  if (!read_word(root["kind"], layer.kind)) return refusal("kind");
  if (!read_depends(root["depends"], layer.depends)) return refusal("depends");
  const bool coverage = layer.geometry == LayerGeometry::coverage;
  if (coverage && !read_word(root["edge_view"], layer.edge_view)) return refusal("edge_view");
  if ((coverage || !root["edge_kinds"].is_null()) && !read_words(root["edge_kinds"], layer.edge_kinds))
    return refusal("edge_kinds");
  return layer;
}

LayerCatalogue embedded_layers() {
  LayerCatalogue catalogue;
  const auto sets = geo::json::parse(diming_data::find("layers/tilesets.json"));
  if (!sets) throw Fault("layer.tilesets", sets.error().message);
  for (const auto name : sets->root().keys())
    if (!read_words(sets->root()[name], catalogue.tilesets[std::string(name)]))
      throw Fault("layer.tilesets", std::string(name));
  for (const std::string& id : catalogue.tilesets["map"]) {
    auto layer = parse_layer(diming_data::find("layers/" + id + ".json"));
    if (!layer) throw Fault("layer." + id, layer.error().message);
    catalogue.layers.push_back(*std::move(layer));
  }
  return catalogue;
}

}  // namespace diming::tiles
