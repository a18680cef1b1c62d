#include "geo/base/json.hpp"
#include "tiles/cache/tile_service.hpp"

namespace diming::tiles {
namespace {

const char* describe(FieldType type) {
  return type == FieldType::text ? "String" : "Number";
}

void write_layer(geo::json::Writer& out, const LayerDefinition& layer) {
  out.begin_object();
  out.member("id", layer.id).member("description", layer.title_zh);
  out.member("minzoom", layer.min_zoom).member("maxzoom", layer.max_zoom);
  out.key("fields").begin_object();
  for (const LayerField& field : layer.fields) out.member(field.name, describe(field.type));
  out.end_object();
  out.end_object();
}

void write_bounds(geo::json::Writer& out, const geo::Bounds& bounds) {
  out.key("bounds").begin_array();
  for (const double degrees : {bounds.west, bounds.south, bounds.east, bounds.north}) out.number(degrees, 6);
  out.end_array();
}

}  // namespace

geo::Result<std::string> TileService::tilejson(std::string_view tileset, const JsonOptions& options) const {
  const LayerMask layers = layers_of(tileset);
  if (layers == 0) return geo::Error{"tile.unknown_tileset", "tileset", "没有这个瓦片集，请从图层目录中选取图层编号。"};
  const auto [low, high] = zooms_of(layers);
  geo::json::Writer out;
  out.begin_object();
  out.member("tilejson", "3.0.0").member("name", tileset).member("scheme", "xyz");
  out.key("tiles").begin_array();
  out.text(std::string(options.base_url) + "/tiles/" + std::string(tileset) + "/{z}/{x}/{y}");
  out.end_array();
  out.member("attribution", options.attribution).member("minzoom", low).member("maxzoom", high);
  WorldBox bounds;
  out.key("vector_layers").begin_array();
  {
    const std::shared_lock lock(mutex_);
    for (std::size_t i = 0; i < data_.size(); ++i) {
      if ((layers >> i & 1) == 0) continue;
      write_layer(out, catalogue_.layers[i]);
      bounds.add(data_[i]->bounds());
    }
  }
  out.end_array();
  if (!bounds.empty()) write_bounds(out, to_bounds(bounds));
  out.end_object();
  return out.take();
}

}  // namespace diming::tiles
