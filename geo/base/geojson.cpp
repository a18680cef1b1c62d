// geo/base: GeoJSON geometry (RFC 7946 section 3.1).
#include "geo/base/json.hpp"

namespace diming::geo::json {
namespace {

constexpr int kDecimals = 9;  // 0.1 mm

void write(Writer& out, LonLat p) {
  out.begin_array().number(p.lon, kDecimals).number(p.lat, kDecimals).end_array();
}

void write(Writer& out, const LineString& shape);
void write(Writer& out, const Polygon& shape);

template <class T>
void write(Writer& out, const std::vector<T>& items) {
  out.begin_array();
  for (const T& item : items) write(out, item);
  out.end_array();
}

void write(Writer& out, const Point& shape) { write(out, shape.at); }
void write(Writer& out, const LineString& shape) { write(out, shape.points); }
void write(Writer& out, const MultiPoint& shape) { write(out, shape.points); }
void write(Writer& out, const Polygon& shape) { write(out, shape.rings); }
void write(Writer& out, const MultiLineString& shape) { write(out, shape.lines); }
void write(Writer& out, const MultiPolygon& shape) { write(out, shape.polygons); }

Error malformed(const char* message) { return {"geometry.malformed", "coordinates", message}; }

Result<LonLat> read_position(Node node) {
  if (!node.is_array() || node.size() < 2) return malformed("坐标须为 [经度, 纬度]。");
  const auto lon = node.at(0).number(), lat = node.at(1).number();
  if (!lon || !lat) return malformed("坐标须为数字。");
  const LonLat p{*lon, *lat};
  if (!is_on_earth(p)) return Error{"geometry.out_of_range", "coordinates", "经度须在 ±180、纬度须在 ±90 之内。"};
  return p;
}

Result<std::vector<LonLat>> read_line(Node node, std::size_t least) {
  if (!node.is_array() || node.size() < least) return malformed("坐标点数不足。");
  std::vector<LonLat> points;
  points.reserve(node.size());
  for (std::size_t i = 0; i < node.size(); ++i) {
    auto p = read_position(node.at(i));
    if (!p) return p.error();
    points.push_back(*p);
  }
  return points;
}

Result<Polygon> read_polygon(Node node) {
  if (!node.is_array() || node.size() == 0) return malformed("面须至少有一个环。");
  Polygon polygon;
  for (std::size_t i = 0; i < node.size(); ++i) {
    auto ring = read_line(node.at(i), 4);
    if (!ring) return ring.error();
    if (ring->front() != ring->back()) return malformed("环的首尾坐标须相同。");
    polygon.rings.push_back(std::move(*ring));
  }
  return polygon;
}

template <class Multi, class Read>
Result<Geometry> read_parts(Node node, Multi multi, Read read) {
  if (!node.is_array() || node.size() == 0) return malformed("多部分图形须至少有一部分。");
  for (std::size_t i = 0; i < node.size(); ++i) {
    auto done = read(node.at(i), multi);
    if (!done) return done.error();
  }
  return Geometry{std::move(multi)};
}

}  // namespace

void write_geometry(Writer& out, const Geometry& geometry) {
  out.begin_object().member("type", type_name(geometry)).key("coordinates");
  std::visit([&](const auto& shape) { write(out, shape); }, geometry);
  out.end_object();
}

Result<Geometry> read_geometry(Node node) {
  const std::string type = node["type"].text_or("");
  const Node coordinates = node["coordinates"];
  if (type == "Point") {
    auto p = read_position(coordinates);
    return p ? Result<Geometry>(Geometry{Point{*p}}) : p.error();
  }
  if (type == "LineString") {
    auto line = read_line(coordinates, 2);
    return line ? Result<Geometry>(Geometry{LineString{std::move(*line)}}) : line.error();
  }
  if (type == "MultiPoint") {
    auto points = read_line(coordinates, 1);
    return points ? Result<Geometry>(Geometry{MultiPoint{std::move(*points)}}) : points.error();
  }
  if (type == "Polygon") {
    auto polygon = read_polygon(coordinates);
    return polygon ? Result<Geometry>(Geometry{std::move(*polygon)}) : polygon.error();
  }
  if (type == "MultiLineString")
    return read_parts(coordinates, MultiLineString{}, [](Node part, MultiLineString& multi) -> Result<void> {
      auto line = read_line(part, 2);
      if (!line) return line.error();
      multi.lines.push_back({std::move(*line)});
      return {};
    });
  if (type == "MultiPolygon")
    return read_parts(coordinates, MultiPolygon{}, [](Node part, MultiPolygon& multi) -> Result<void> {
      auto polygon = read_polygon(part);
      if (!polygon) return polygon.error();
      multi.polygons.push_back(std::move(*polygon));
      return {};
    });
  if (type.empty()) return Error{"geometry.malformed", "type", "缺少图形类型 type。"};
  return Error{"geometry.unsupported", "type", "不支持图形类型“" + type + "”。"};
}

}  // namespace diming::geo::json
