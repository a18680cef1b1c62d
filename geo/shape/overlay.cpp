#include "geo/shape/overlay.hpp"

#include <bit>
#include <unordered_map>

#include "geo/base/fault.hpp"
#include "geo/shape/crossings.hpp"
#include "geo/shape/geos.hpp"
#include "geo/shape/ring.hpp"

namespace diming::geo {
namespace {

struct LonLatHash {
  std::size_t operator()(LonLat p) const {
    const auto lon = std::bit_cast<std::uint64_t>(p.lon + 0.0), lat = std::bit_cast<std::uint64_t>(p.lat + 0.0);
    std::uint64_t h = lon * 0x9E3779B97F4A7C15u ^ std::rotl(lat * 0xC2B2AE3D27D4EB4Fu, 31);
    return static_cast<std::size_t>(h ^ h >> 32);
  }
};
using IndexOf = std::unordered_map<LonLat, std::uint32_t, LonLatHash>;

Result<void> check_crossings(std::span<const Geometry* const> geometries) {
  if (count_crossings(geometries, kMaxCrossings) <= kMaxCrossings) return {};
  return Error{"geometry.too_complex", "geometry",
               "图形的边相交超过 " + std::to_string(kMaxCrossings) + " 处，请检查或简化后再提交。"};
}

}  // namespace

struct Geos::State {
  GeosContext context;

  GEOSContextHandle_t raw() const { return context.raw(); }
  Error refused() const {
    return {"geometry.overlay", "geometry", "图形运算失败（" + context.complaint() + "），请先检查图形是否有效。"};
  }
  /// Takes what GEOS made; null is a refusal.
  Result<Geometry> taken(GEOSGeometry* made) const {
    const GeosShape shape = context.own(made);
    if (!shape) return refused();
    return context.from_geos(shape.get());
  }
  /// All shapes in one collection.
  Result<GeosShape> collection(std::span<const Geometry* const> geometries) const {
    std::vector<GeosShape> owned;
    for (const Geometry* geometry : geometries) {
      auto shape = context.to_geos(*geometry);
      if (!shape) return shape.error();
      owned.push_back(std::move(*shape));
    }
    std::vector<GEOSGeometry*> parts;
    for (GeosShape& shape : owned) parts.push_back(shape.release());
    auto whole = context.own(
        GEOSGeom_createCollection_r(raw(), GEOS_GEOMETRYCOLLECTION, parts.data(), static_cast<unsigned>(parts.size())));
    if (!whole) throw Fault("geos.create", context.complaint());
    return whole;
  }
};

Geos::Geos() : state_(std::make_unique<State>()) {}
Geos::~Geos() = default;
Geos::Geos(Geos&&) noexcept = default;
Geos& Geos::operator=(Geos&&) noexcept = default;

Result<Geometry> Geos::intersection(const Geometry& a, const Geometry& b) {
  const auto left = state_->context.to_geos(a);
  if (!left) return left.error();
  const auto right = state_->context.to_geos(b);
  if (!right) return right.error();
  const Geometry* both[] = {&a, &b};
  if (auto simple = check_crossings(both); !simple) return simple.error();
  return state_->taken(GEOSIntersection_r(state_->raw(), left->get(), right->get()));
}

Result<Geometry> Geos::union_all(std::span<const Geometry> geometries) {
  std::vector<const Geometry*> all;
  for (const Geometry& geometry : geometries) all.push_back(&geometry);
  const auto whole = state_->collection(all);
  if (!whole) return whole.error();
  if (auto simple = check_crossings(all); !simple) return simple.error();
  return state_->taken(GEOSUnaryUnion_r(state_->raw(), whole->get()));
}

Result<std::vector<Polygon>> Geos::polygonize(std::span<const LineString> lines) {
  const Geometry all = MultiLineString{{lines.begin(), lines.end()}};
  std::vector<Polygon> polygons;
  if (lines.empty()) return polygons;
  const auto shape = state_->context.to_geos(all);
  if (!shape) return shape.error();
  const GEOSGeometry* input[] = {shape->get()};
  auto areas = state_->taken(GEOSPolygonize_r(state_->raw(), input, 1));
  if (!areas && areas.error().code == "geometry.empty") return polygons;
  if (!areas) return areas.error();
  if (auto* many = std::get_if<MultiPolygon>(&*areas)) polygons = std::move(many->polygons);
  if (auto* one = std::get_if<Polygon>(&*areas)) polygons.push_back(std::move(*one));
  return polygons;
}

Result<std::vector<std::array<std::uint32_t, 3>>> Geos::delaunay(std::span<const LonLat> points) {
  std::vector<std::array<std::uint32_t, 3>> triangles;
  if (points.size() < 3) return triangles;
  IndexOf index_of(points.size());
  for (const LonLat& p : points)
    if (!index_of.emplace(p, static_cast<std::uint32_t>(index_of.size())).second)
      return Error{"geometry.malformed", "geometry", "有重复的点，请去重后再构网。"};
  const auto shape = state_->context.to_geos(MultiPoint{{points.begin(), points.end()}});
  if (!shape) return shape.error();
  auto areas = state_->taken(GEOSDelaunayTriangulation_r(state_->raw(), shape->get(), 0, 0));
  if (!areas && areas.error().code == "geometry.empty") return triangles;
  if (!areas) return areas.error();
  const auto add = [&](const Polygon& polygon) {
    const Ring& ring = polygon.rings.front();
    triangles.push_back({index_of.at(ring[0]), index_of.at(ring[1]), index_of.at(ring[2])});
  };
  if (const auto* many = std::get_if<MultiPolygon>(&*areas))
    for (const Polygon& polygon : many->polygons) add(polygon);
  if (const auto* one = std::get_if<Polygon>(&*areas)) add(*one);
  return triangles;
}

Result<Geometry> Geos::make_valid(const Geometry& geometry) {
  const auto shape = state_->context.to_geos(geometry);
  if (!shape) return shape.error();
  const Geometry* one[] = {&geometry};
  if (auto simple = check_crossings(one); !simple) return simple.error();
  const auto release = [raw = state_->raw()](GEOSMakeValidParams* p) { GEOSMakeValidParams_destroy_r(raw, p); };
  const std::unique_ptr<GEOSMakeValidParams, decltype(release)> how(GEOSMakeValidParams_create_r(state_->raw()),
                                                                    release);
  GEOSMakeValidParams_setMethod_r(state_->raw(), how.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(state_->raw(), how.get(), 0);
  return state_->taken(GEOSMakeValidWithParams_r(state_->raw(), shape->get(), how.get()));
}

}  // namespace diming::geo
