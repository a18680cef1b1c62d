#include "geo/io/ogr_geometry.hpp"

#include <cmath>

#include "geo/base/fault.hpp"

namespace diming::geo {
namespace {

constexpr std::size_t kRingPositions = 4;

Error malformed(const char* message) { return {"geometry.malformed", "geometry", message}; }

double doubled_area(const Ring& ring) {
  double sum = 0;
  const LonLat origin = ring.front();
  for (std::size_t i = 1; i < ring.size(); ++i)
    sum += (ring[i - 1].lon - origin.lon) * (ring[i].lat - origin.lat) -
           (ring[i].lon - origin.lon) * (ring[i - 1].lat - origin.lat);
  return sum;
}

/// Copies one geometry; `geographic_` decides what a position may be.
class Copier {
 public:
  explicit Copier(bool geographic) : geographic_(geographic) {}

  Result<std::vector<LonLat>> positions(OGRGeometryH shape) const {
    std::vector<LonLat> points(static_cast<std::size_t>(OGR_G_GetPointCount(shape)));
    if (points.empty()) return points;
    constexpr int kStride = sizeof(LonLat);
    OGR_G_GetPoints(shape, &points[0].lon, kStride, &points[0].lat, kStride, nullptr, 0);
    for (const LonLat p : points) {
      if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return malformed("坐标不是有限的数，请检查原数据。");
      if (geographic_ && !is_on_earth(p))
        return Error{"geometry.out_of_range", "geometry", "经度须在 ±180、纬度须在 ±90 之内，请检查坐标系。"};
    }
    return points;
  }

  Result<LineString> line(OGRGeometryH shape) const {
    auto points = positions(shape);
    if (!points) return points.error();
    if (points->size() == 1) return malformed("线至少要有两个点。");
    return LineString{std::move(*points)};
  }

  Result<Polygon> polygon(OGRGeometryH shape) const {
    Polygon result;
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i) {
      auto ring = positions(OGR_G_GetGeometryRef(shape, i));
      if (!ring) return ring.error();
      if (ring->empty()) continue;
      if (ring->front() != ring->back()) ring->push_back(ring->front());
      if (ring->size() < kRingPositions) return malformed("面的环至少要有三个不同的点。");
      const bool is_shell = result.rings.empty();
      if ((doubled_area(*ring) > 0) != is_shell) std::reverse(ring->begin(), ring->end());
      result.rings.push_back(std::move(*ring));
    }
    return result;
  }

  Result<std::optional<Geometry>> multi_point(OGRGeometryH shape) const {
    MultiPoint result;
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i) {
      auto part = positions(OGR_G_GetGeometryRef(shape, i));
      if (!part) return part.error();
      result.points.insert(result.points.end(), part->begin(), part->end());
    }
    if (result.points.empty()) return std::optional<Geometry>{};
    return std::optional<Geometry>(std::move(result));
  }

  Result<std::optional<Geometry>> multi_line(OGRGeometryH shape) const {
    MultiLineString result;
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i) {
      auto part = line(OGR_G_GetGeometryRef(shape, i));
      if (!part) return part.error();
      if (!part->points.empty()) result.lines.push_back(std::move(*part));
    }
    if (result.lines.empty()) return std::optional<Geometry>{};
    return std::optional<Geometry>(std::move(result));
  }

  Result<std::optional<Geometry>> multi_polygon(OGRGeometryH shape) const {
    MultiPolygon result;
    for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i) {
      auto part = polygon(OGR_G_GetGeometryRef(shape, i));
      if (!part) return part.error();
      if (!part->rings.empty()) result.polygons.push_back(std::move(*part));
    }
    if (result.polygons.empty()) return std::optional<Geometry>{};
    return std::optional<Geometry>(std::move(result));
  }

 private:
  bool geographic_;
};

template <class T>
Result<std::optional<Geometry>> wrapped(Result<T> part, bool empty) {
  if (!part) return part.error();
  if (empty) return std::optional<Geometry>{};
  return std::optional<Geometry>(std::move(*part));
}

void add_points(OGRGeometryH shape, const std::vector<LonLat>& points) {
  constexpr int kStride = sizeof(LonLat);
  OGR_G_SetPoints(shape, static_cast<int>(points.size()), &points[0].lon, kStride, &points[0].lat, kStride, nullptr, 0);
}

void add_part(OGRGeometryH parent, OgrGeometry part) {
  if (OGR_G_AddGeometryDirectly(parent, part.release()) != OGRERR_NONE) throw Fault("io.geometry", "part refused");
}

OgrGeometry made(OGRwkbGeometryType type) { return OgrGeometry(OGR_G_CreateGeometry(type)); }

OgrGeometry build(const Point& shape) {
  auto result = made(wkbPoint);
  OGR_G_SetPoint_2D(result.get(), 0, shape.at.lon, shape.at.lat);
  return result;
}

OgrGeometry build(const LineString& shape) {
  auto result = made(wkbLineString);
  add_points(result.get(), shape.points);
  return result;
}

OgrGeometry build(const Polygon& shape) {
  auto result = made(wkbPolygon);
  for (const Ring& ring : shape.rings) {
    auto part = made(wkbLinearRing);
    add_points(part.get(), ring);
    add_part(result.get(), std::move(part));
  }
  return result;
}

OgrGeometry build(const MultiPoint& shape) {
  auto result = made(wkbMultiPoint);
  for (const LonLat p : shape.points) add_part(result.get(), build(Point{p}));
  return result;
}

OgrGeometry build(const MultiLineString& shape) {
  auto result = made(wkbMultiLineString);
  for (const LineString& line : shape.lines) add_part(result.get(), build(line));
  return result;
}

OgrGeometry build(const MultiPolygon& shape) {
  auto result = made(wkbMultiPolygon);
  for (const Polygon& polygon : shape.polygons) add_part(result.get(), build(polygon));
  return result;
}

}  // namespace

Result<std::optional<Geometry>> from_ogr(OGRGeometryH shape, bool geographic) {
  const Copier copy(geographic);
  switch (wkbFlatten(OGR_G_GetGeometryType(shape))) {
    case wkbPoint: {
      if (OGR_G_IsEmpty(shape)) return std::optional<Geometry>{};
      auto points = copy.positions(shape);
      if (!points) return points.error();
      return std::optional<Geometry>(Point{points->front()});
    }
    case wkbLineString: return wrapped(copy.line(shape), OGR_G_IsEmpty(shape));
    case wkbPolygon: return wrapped(copy.polygon(shape), OGR_G_IsEmpty(shape));
    case wkbMultiPoint: return copy.multi_point(shape);
    case wkbMultiLineString: return copy.multi_line(shape);
    case wkbMultiPolygon: return copy.multi_polygon(shape);
    default:
      return Error{"geometry.unsupported", "geometry",
                   std::string("不支持 ") + OGR_G_GetGeometryName(shape) + " 类型的图形，请先拆成点、线或面。"};
  }
}

Result<std::optional<Geometry>> from_wkt(const std::string& text, bool geographic) {
  std::string copy = text;
  char* at = copy.data();
  OGRGeometryH raw = nullptr;
  const OGRErr outcome = OGR_G_CreateFromWkt(&at, nullptr, &raw);
  const OgrGeometry shape(raw);
  if (outcome != OGRERR_NONE || !shape) return malformed("WKT 图形无法解析。");
  return from_ogr(shape.get(), geographic);
}

OgrGeometry to_ogr(const Geometry& geometry) {
  return std::visit([](const auto& shape) { return build(shape); }, geometry);
}

std::string to_wkt(const Geometry& geometry) {
  const auto shape = to_ogr(geometry);
  char* raw = nullptr;
  if (OGR_G_ExportToIsoWkt(shape.get(), &raw) != OGRERR_NONE) throw Fault("io.geometry", "no WKT");
  const Handle<char, &CPLFree> text(raw);
  return text.get();
}

}  // namespace diming::geo
