#include "geo/shape/wkb.hpp"

#include "geo/shape/binary_reader.hpp"
#include "geo/shape/binary_writer.hpp"

namespace diming::geo {
namespace {

constexpr std::uint8_t kLittleEndian = 1;

}  // namespace

std::vector<std::byte> write_wkb(const Geometry& geometry) {
  BinaryWriter out{std::byte{kLittleEndian}};
  out.reserve(geometry);
  out.byte(kLittleEndian);
  out.geometry(geometry);
  return out.take();
}

Result<Geometry> read_wkb(std::span<const std::byte> bytes) {
  BinaryReader in(bytes, BinaryReader::Form::wkb);
  Geometry geometry = in.geometry();
  if (in.remaining() > 0) in.fail("geometry.malformed", "图形数据之后有多余内容。");
  if (in.failed()) return in.error();
  return geometry;
}

}  // namespace diming::geo
