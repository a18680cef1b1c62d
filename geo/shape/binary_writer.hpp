// geo/shape: what WKB and SpatiaLite's BLOB have in common when written.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/base/geometry.hpp"

namespace diming::geo {

/// Writes little-endian numbers and geometry bodies.
class BinaryWriter {
 public:
  /// `part_mark` stands before each part of a multi geometry: WKB's byte order mark or SpatiaLite's entity mark.
  explicit BinaryWriter(std::byte part_mark) : part_mark_(part_mark) {}

  void reserve(const Geometry& geometry);
  void byte(std::uint8_t value) { bytes_.push_back(std::byte{value}); }
  void u32(std::uint32_t value);
  void f64(double value);
  /// Type code and body.
  void geometry(const Geometry& geometry);
  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  void body(const Point& shape) { position(shape.at); }
  void body(const LineString& shape) { positions(shape.points); }
  void body(const Polygon& shape);
  void body(const MultiPoint& shape);
  void body(const MultiLineString& shape);
  void body(const MultiPolygon& shape);
  void part(std::uint32_t type);
  void position(LonLat p);
  void positions(const std::vector<LonLat>& points);
  std::byte* grow(std::size_t by);

  std::byte part_mark_;
  std::vector<std::byte> bytes_;
};

}  // namespace diming::geo
