// tiles/layer: what a layer shows and where it comes from, as data/layers/<id>.json says.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/result.hpp"

namespace diming::tiles {

enum class LayerGeometry { point, line, coverage };
enum class FieldType { text, integer, real };

/// `column` of the view goes out as attribute `name`. NULL and "" go out as no attribute.
struct LayerField {
  std::string column;
  std::string name;
  FieldType type{};
};

/// Rows that change when an object of another kind does: those whose `column` holds its id.
struct LayerDependence {
  std::string kind;
  std::string column;
};

struct LayerDefinition {
  std::string id;
  std::string title_zh;
  LayerGeometry geometry{};
  std::string view;  ///< columns id, the fields, and geometry unless a coverage
  std::vector<LayerField> fields;
  int min_zoom{};
  int max_zoom{};                                   ///< beyond it viewers magnify tiles of max_zoom
  std::string rank;                                 ///< integer column, higher is kept first; "" for none
  std::vector<std::pair<int, std::size_t>> budget;  ///< from this zoom on, at most so many features a tile
  std::vector<std::pair<int, std::int32_t>> floor;  ///< from this zoom on, only features of at least this rank
  std::string kind;                                 ///< change_log kind whose object_id is the feature's id
  std::vector<LayerDependence> depends;
  std::string edge_view;                ///< coverage: columns id, left_id, right_id (NULL: outside), geometry
  std::vector<std::string> edge_kinds;  ///< kinds after which the edges, or all of another layer, are read anew

  /// Most features of a tile at this zoom; SIZE_MAX if there is no limit.
  std::size_t budget_at(int zoom) const;
  /// Least rank that is drawn at this zoom; INT32_MIN if all are.
  std::int32_t floor_at(int zoom) const;
};

/// In: JSON text of one definition. View, column and kind names are lower-case words, so that they can stand in SQL.
/// Errors: layer.malformed (field = member).
geo::Result<LayerDefinition> parse_layer(std::string_view json);

/// The layers of the program and the sets that bear a name.
struct LayerCatalogue {
  std::vector<LayerDefinition> layers;  ///< in the order of the tileset "map": areas below, points above
  std::map<std::string, std::vector<std::string>, std::less<>> tilesets;
};

/// What is embedded. Fault: a definition is malformed.
LayerCatalogue embedded_layers();

}  // namespace diming::tiles
