#include "geo/shape/spatialite_blob.hpp"

#include "geo/shape/binary_reader.hpp"
#include "geo/shape/binary_writer.hpp"

namespace diming::geo {
namespace {

constexpr std::uint8_t kStart = 0x00, kRectangleEnd = 0x7C, kEntity = 0x69, kEnd = 0xFE;
constexpr std::uint8_t kLittleEndian = 1, kTiny = 0x80;  // the byte order mark carries the TinyPoint flag

Error malformed() {
  return {"geometry.malformed", "geometry", "不是 SpatiaLite 图形数据，请检查来源文件。"};
}

/// Type byte of a TinyPoint: 1 XY, 2 XYZ, 3 XYM, 4 XYZM.
Result<Geometry> read_tiny_point(BinaryReader& in) {
  const std::uint8_t type = in.byte();
  if (type < 1 || type > 4) return malformed();
  const LonLat at{in.f64(), in.f64()};
  for (int extra = type == 1 ? 0 : type == 4 ? 2 : 1; extra > 0; --extra) in.f64();
  if (in.failed()) return in.error();
  if (!is_on_earth(at))
    return Error{"geometry.out_of_range", "geometry", "坐标须为有限数，经度在 ±180、纬度在 ±90 之内。"};
  return Geometry{Point{at}};
}

Result<Geometry> read_body(BinaryReader& in) {
  for (int corner = 0; corner < 4; ++corner) in.f64();
  if (in.byte() != kRectangleEnd) return malformed();
  Geometry geometry = in.geometry();
  if (in.failed()) return in.error();
  return geometry;
}

}  // namespace

std::vector<std::byte> write_spatialite_blob(const Geometry& geometry, int srid) {
  const Bounds box = bounds_of(geometry);
  BinaryWriter out{std::byte{kEntity}};
  out.reserve(geometry);
  out.byte(kStart);
  out.byte(kLittleEndian);
  out.u32(static_cast<std::uint32_t>(srid));
  for (const double corner : {box.west, box.south, box.east, box.north}) out.f64(corner);
  out.byte(kRectangleEnd);
  out.geometry(geometry);
  out.byte(kEnd);
  return out.take();
}

Result<Geometry> read_spatialite_blob(std::span<const std::byte> bytes) {
  BinaryReader in(bytes, BinaryReader::Form::spatialite);
  if (bytes.size() < 2 || in.byte() != kStart) return malformed();
  const std::uint8_t order = in.byte();
  if ((order & ~kTiny) > kLittleEndian) return malformed();
  in.set_little_endian((order & kLittleEndian) != 0);
  in.u32();  // SRID
  auto geometry = (order & kTiny) != 0 ? read_tiny_point(in) : read_body(in);
  if (!geometry) return geometry.error();
  if (in.byte() != kEnd || in.remaining() > 0) return malformed();
  return geometry;
}

}  // namespace diming::geo
