#include "geo/shape/geos.hpp"

#include <algorithm>
#include <vector>

#include "geo/base/fault.hpp"
#include "geo/shape/ring.hpp"
#include "geo/shape/validity.hpp"

namespace diming::geo {
namespace {

static_assert(sizeof(LonLat) == 2 * sizeof(double), "GEOS copies positions as pairs of doubles");

void keep_complaint(const char* message, void* complaint) {
  *static_cast<std::string*>(complaint) = message;
}

bool closed(const std::vector<LonLat>& ring) {
  return ring.size() >= 4 && ring.front() == ring.back();
}

/// What GEOS's constructors throw on, and what they take in silence (infinity becomes an empty polygon).
Result<void> check_form(const Geometry& geometry) {
  std::size_t count = 0;
  bool on_earth = true, well_formed = true;
  for_each_position(geometry, [&](const LonLat& p) { ++count, on_earth &= is_on_earth(p); });
  const auto check_line = [&](const LineString& line) { well_formed &= line.points.size() >= 2; };
  const auto check_polygon = [&](const Polygon& polygon) {
    well_formed &= !polygon.rings.empty() && std::all_of(polygon.rings.begin(), polygon.rings.end(), closed);
  };
  if (const auto* line = std::get_if<LineString>(&geometry)) check_line(*line);
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) check_polygon(*polygon);
  if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    std::for_each(lines->lines.begin(), lines->lines.end(), check_line);
  if (const auto* polygons = std::get_if<MultiPolygon>(&geometry))
    std::for_each(polygons->polygons.begin(), polygons->polygons.end(), check_polygon);
  if (count > kMaxVertices)
    return Error{"geometry.too_large", "geometry",
                 "图形有 " + std::to_string(count) + " 个顶点，超过 " + std::to_string(kMaxVertices) +
                     " 个的上限，请简化或拆分后再提交。"};
  if (!on_earth) return Error{"geometry.out_of_range", "geometry", "坐标须为有限数，经度在 ±180、纬度在 ±90 之内。"};
  if (!well_formed || count == 0)
    return Error{"geometry.malformed", "geometry", "图形须至少有一部分，线至少两点，环至少四点且首尾相同。"};
  return {};
}

/// Makes GEOS shapes of well-formed values. Null from GEOS means that it is out of memory.
class Builder {
 public:
  explicit Builder(GEOSContextHandle_t context) : context_(context) {}

  GEOSGeometry* operator()(const Point& shape) const {
    return made(GEOSGeom_createPoint_r(context_, sequence({&shape.at, 1})));
  }
  GEOSGeometry* operator()(const LineString& shape) const {
    return made(GEOSGeom_createLineString_r(context_, sequence(shape.points)));
  }
  GEOSGeometry* operator()(const Polygon& shape) const {
    std::vector<GEOSGeometry*> rings;
    for (const Ring& ring : shape.rings) rings.push_back(made(GEOSGeom_createLinearRing_r(context_, sequence(ring))));
    return made(
        GEOSGeom_createPolygon_r(context_, rings[0], rings.data() + 1, static_cast<unsigned>(rings.size() - 1)));
  }
  GEOSGeometry* operator()(const MultiPoint& shape) const {
    std::vector<Point> points;
    for (const LonLat& p : shape.points) points.push_back({p});
    return multi(GEOS_MULTIPOINT, points);
  }
  GEOSGeometry* operator()(const MultiLineString& shape) const { return multi(GEOS_MULTILINESTRING, shape.lines); }
  GEOSGeometry* operator()(const MultiPolygon& shape) const { return multi(GEOS_MULTIPOLYGON, shape.polygons); }

 private:
  template <class T>
  T* made(T* thing) const {
    if (thing == nullptr) throw Fault("geos.create", "no memory");
    return thing;
  }
  GEOSCoordSequence* sequence(std::span<const LonLat> points) const {
    return made(
        GEOSCoordSeq_copyFromBuffer_r(context_, &points.data()->lon, static_cast<unsigned>(points.size()), 0, 0));
  }
  template <class Part>
  GEOSGeometry* multi(int type, const std::vector<Part>& parts) const {
    std::vector<GEOSGeometry*> made_parts;
    for (const Part& part : parts) made_parts.push_back((*this)(part));
    return made(
        GEOSGeom_createCollection_r(context_, type, made_parts.data(), static_cast<unsigned>(made_parts.size())));
  }

  GEOSContextHandle_t context_;
};

/// Sorts the simple parts of any GEOS shape by dimension.
class Collector {
 public:
  explicit Collector(GEOSContextHandle_t context) : context_(context) {}

  void add(const GEOSGeometry* shape) {
    if (GEOSisEmpty_r(context_, shape) != 0) return;
    switch (GEOSGeomTypeId_r(context_, shape)) {
      case GEOS_POINT:
        points_.points.push_back(positions(shape).front());
        break;
      case GEOS_LINESTRING:
      case GEOS_LINEARRING:
        lines_.lines.push_back({positions(shape)});
        break;
      case GEOS_POLYGON:
        add_polygon(shape);
        break;
      default:
        for (int i = 0, n = GEOSGetNumGeometries_r(context_, shape); i < n; ++i)
          add(GEOSGetGeometryN_r(context_, shape, i));
    }
  }

  Result<Geometry> highest() && {
    if (polygons_.polygons.size() == 1) return Geometry{std::move(polygons_.polygons.front())};
    if (!polygons_.polygons.empty()) return Geometry{std::move(polygons_)};
    if (lines_.lines.size() == 1) return Geometry{std::move(lines_.lines.front())};
    if (!lines_.lines.empty()) return Geometry{std::move(lines_)};
    if (points_.points.size() == 1) return Geometry{Point{points_.points.front()}};
    if (!points_.points.empty()) return Geometry{std::move(points_)};
    return Error{"geometry.empty", "geometry", "运算结果为空，请检查图形是否相交、是否有面积。"};
  }

 private:
  std::vector<LonLat> positions(const GEOSGeometry* shape) const {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context_, shape);
    unsigned count = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(context_, sequence, &count) == 0)
      throw Fault("geos.read", "no coordinates");
    std::vector<LonLat> points(count);
    if (count > 0 && GEOSCoordSeq_copyToBuffer_r(context_, sequence, &points.data()->lon, 0, 0) == 0)
      throw Fault("geos.read", "coordinates not copied");
    return points;
  }
  void add_polygon(const GEOSGeometry* shape) {
    Polygon polygon{{positions(GEOSGetExteriorRing_r(context_, shape))}};
    for (int i = 0, n = GEOSGetNumInteriorRings_r(context_, shape); i < n; ++i)
      polygon.rings.push_back(positions(GEOSGetInteriorRingN_r(context_, shape, i)));
    make_rings_oriented(polygon);
    polygons_.polygons.push_back(std::move(polygon));
  }

  GEOSContextHandle_t context_;
  MultiPoint points_;
  MultiLineString lines_;
  MultiPolygon polygons_;
};

}  // namespace

GeosContext::GeosContext() : context_(GEOS_init_r()) {
  if (context_ == nullptr) throw Fault("geos.init", "no context");
  GEOSContext_setErrorMessageHandler_r(context_, keep_complaint, &complaint_);
}

GeosContext::~GeosContext() {
  GEOS_finish_r(context_);
}

Result<GeosShape> GeosContext::to_geos(const Geometry& geometry) const {
  if (auto good = check_form(geometry); !good) return good.error();
  return own(std::visit(Builder(context_), geometry));
}

Result<Geometry> GeosContext::from_geos(const GEOSGeometry* shape) const {
  Collector collector(context_);
  collector.add(shape);
  return std::move(collector).highest();
}

}  // namespace diming::geo
