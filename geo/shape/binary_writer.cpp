#include "geo/shape/binary_writer.hpp"

#include <bit>
#include <cstring>

namespace diming::geo {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");
static_assert(sizeof(LonLat) == 2 * sizeof(double));

enum Type : std::uint32_t { kPoint = 1, kLineString, kPolygon, kMultiPoint, kMultiLineString, kMultiPolygon };

Type type_of(const Geometry& geometry) {
  static constexpr Type kTypes[] = {kPoint, kLineString, kPolygon, kMultiPoint, kMultiLineString, kMultiPolygon};
  return kTypes[geometry.index()];
}

}  // namespace

std::byte* BinaryWriter::grow(std::size_t by) {
  bytes_.resize(bytes_.size() + by);
  return bytes_.data() + bytes_.size() - by;
}

void BinaryWriter::reserve(const Geometry& geometry) {
  std::size_t positions = 0;
  for_each_position(geometry, [&](const LonLat&) { ++positions; });
  bytes_.reserve(64 + positions * (std::holds_alternative<MultiPoint>(geometry) ? 21 : 17));
}

void BinaryWriter::u32(std::uint32_t value) {
  std::memcpy(grow(sizeof value), &value, sizeof value);
}
void BinaryWriter::f64(double value) {
  std::memcpy(grow(sizeof value), &value, sizeof value);
}

void BinaryWriter::position(LonLat p) {
  std::memcpy(grow(sizeof p), &p, sizeof p);
}

void BinaryWriter::positions(const std::vector<LonLat>& points) {
  u32(static_cast<std::uint32_t>(points.size()));
  if (!points.empty()) std::memcpy(grow(points.size() * sizeof(LonLat)), points.data(), points.size() * sizeof(LonLat));
}

void BinaryWriter::part(std::uint32_t type) {
  bytes_.push_back(part_mark_);
  u32(type);
}

void BinaryWriter::body(const Polygon& shape) {
  u32(static_cast<std::uint32_t>(shape.rings.size()));
  for (const Ring& ring : shape.rings) positions(ring);
}

void BinaryWriter::body(const MultiPoint& shape) {
  u32(static_cast<std::uint32_t>(shape.points.size()));
  for (const LonLat& p : shape.points) part(kPoint), position(p);
}

void BinaryWriter::body(const MultiLineString& shape) {
  u32(static_cast<std::uint32_t>(shape.lines.size()));
  for (const LineString& line : shape.lines) part(kLineString), body(line);
}

void BinaryWriter::body(const MultiPolygon& shape) {
  u32(static_cast<std::uint32_t>(shape.polygons.size()));
  for (const Polygon& polygon : shape.polygons) part(kPolygon), body(polygon);
}

void BinaryWriter::geometry(const Geometry& geometry) {
  u32(type_of(geometry));
  std::visit([this](const auto& shape) { body(shape); }, geometry);
}

}  // namespace diming::geo
