#include "geo/shape/binary_reader.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace diming::geo {
namespace {

constexpr std::uint32_t kEwkbZ = 0x80000000u, kEwkbM = 0x40000000u, kEwkbSrid = 0x20000000u;
constexpr std::uint32_t kCompressed = 1000000;  // SpatiaLite: added to the type code
constexpr std::uint8_t kEntity = 0x69;          // SpatiaLite: before each part of a multi geometry
constexpr std::size_t kPartHeader = 5;          // a byte and a type code, in both forms

constexpr const char* kCutShort = "图形数据不完整，请检查来源文件。";
constexpr const char* kOutOfRange = "坐标须为有限数，经度在 ±180、纬度在 ±90 之内。";
constexpr const char* kTooFew = "图形的点数或部分数不足。";

}  // namespace

void BinaryReader::fail(const char* code, const char* message) {
  if (!error_) error_ = Error{code, "geometry", message};
  rest_ = {};
}

template <class T>
T BinaryReader::number() {
  std::array<std::byte, sizeof(T)> raw{};
  if (rest_.size() < sizeof(T)) {
    fail("geometry.malformed", kCutShort);
    return T{};
  }
  std::copy_n(rest_.begin(), sizeof(T), raw.begin());
  rest_ = rest_.subspan(sizeof(T));
  if (little_ != (std::endian::native == std::endian::little)) std::reverse(raw.begin(), raw.end());
  return std::bit_cast<T>(raw);
}

std::uint8_t BinaryReader::byte() {
  return number<std::uint8_t>();
}
std::uint32_t BinaryReader::u32() {
  return number<std::uint32_t>();
}
double BinaryReader::f64() {
  return number<double>();
}

BinaryReader::Kind BinaryReader::wkb_kind(std::uint32_t code) {
  Kind kind;
  kind.z = (code & kEwkbZ) != 0, kind.m = (code & kEwkbM) != 0;
  const bool has_srid = (code & kEwkbSrid) != 0;
  code &= ~(kEwkbZ | kEwkbM | kEwkbSrid);
  if (code >= 1000 && code < 4000) {
    kind.z |= code / 1000 != 2, kind.m |= code / 1000 != 1;
    code %= 1000;
  }
  if (has_srid) u32();
  kind.type = code;
  return kind;
}

BinaryReader::Kind BinaryReader::spatialite_kind(std::uint32_t code) {
  Kind kind;
  if (code >= kCompressed) kind.compressed = true, code -= kCompressed;
  if (code >= 1000 && code < 4000) {
    kind.z = code / 1000 != 2, kind.m = code / 1000 != 1;
    code %= 1000;
  }
  kind.type = code;
  if (kind.compressed && code != 2 && code != 3) fail("geometry.malformed", "图形类型编码有误。");
  return kind;
}

BinaryReader::Kind BinaryReader::kind() {
  if (form_ == Form::wkb) {
    const std::uint8_t order = byte();
    if (order > 1) fail("geometry.malformed", "图形数据的字节序标记有误。");
    little_ = order == 1;
  }
  const std::uint32_t code = u32();
  const Kind kind = form_ == Form::wkb ? wkb_kind(code) : spatialite_kind(code);
  if (failed()) return {};
  if (kind.type < 1) fail("geometry.malformed", "图形类型编码有误。");
  if (kind.type > 6) fail("geometry.unsupported", "不支持几何集合和曲线，请拆成点、线、面后再提交。");
  return kind;
}

BinaryReader::Kind BinaryReader::part(std::uint32_t type) {
  if (form_ == Form::spatialite && byte() != kEntity) fail("geometry.malformed", "图形各部分的标记有误。");
  const Kind found = kind();
  if (!failed() && found.type != type) fail("geometry.malformed", "图形各部分的类型不一致。");
  return found;
}

std::size_t BinaryReader::count(std::size_t least, std::size_t item_bytes) {
  const std::size_t n = u32();
  if (failed()) return 0;
  if (n < least) return fail("geometry.malformed", kTooFew), 0;
  if (n > rest_.size() / item_bytes) return fail("geometry.malformed", kCutShort), 0;
  return n;
}

void BinaryReader::check(const std::vector<LonLat>& points) {
  if (!std::all_of(points.begin(), points.end(), is_on_earth)) fail("geometry.out_of_range", kOutOfRange);
}

LonLat BinaryReader::position(const Kind& kind) {
  if (rest_.size() < kind.point_bytes()) {
    fail("geometry.malformed", kCutShort);
    return {};
  }
  const double lon = f64(), lat = f64();
  rest_ = rest_.subspan(kind.point_bytes() - 16);
  if (!is_on_earth({lon, lat})) fail("geometry.out_of_range", kOutOfRange);
  return {lon, lat};
}

std::vector<LonLat> BinaryReader::plain(const Kind& kind, std::size_t n) {
  std::vector<LonLat> points(n);
  if (kind.point_bytes() == sizeof(LonLat) && little_ && std::endian::native == std::endian::little) {
    if (n > 0) std::memcpy(points.data(), rest_.data(), n * sizeof(LonLat));
    rest_ = rest_.subspan(n * sizeof(LonLat));
    return points;
  }
  for (LonLat& p : points) {
    p.lon = f64(), p.lat = f64();
    rest_ = rest_.subspan(kind.point_bytes() - 16);
  }
  return points;
}

// First and last position are whole; those between are float steps from the one before, their M stays a double.
std::vector<LonLat> BinaryReader::compressed(const Kind& kind, std::size_t n) {
  std::vector<LonLat> points(n);
  const std::size_t skip = kind.point_bytes() - 16;
  for (std::size_t i = 0; i < n && !failed(); ++i) {
    const bool whole = i == 0 || i + 1 == n;
    const std::size_t extra = whole ? skip : (kind.z ? 4u : 0u) + (kind.m ? 8u : 0u);
    if (whole) {
      points[i].lon = f64(), points[i].lat = f64();
    } else {
      points[i].lon = points[i - 1].lon + static_cast<double>(number<float>());
      points[i].lat = points[i - 1].lat + static_cast<double>(number<float>());
    }
    if (rest_.size() < extra) fail("geometry.malformed", kCutShort);
    if (!failed()) rest_ = rest_.subspan(extra);
  }
  return points;
}

std::vector<LonLat> BinaryReader::positions(const Kind& kind, std::size_t least) {
  const std::size_t smallest = kind.compressed ? 8 : kind.point_bytes();
  const std::size_t n = count(least, smallest);
  if (failed()) return {};
  std::vector<LonLat> points = kind.compressed ? compressed(kind, n) : plain(kind, n);
  if (!failed()) check(points);
  return points;
}

Polygon BinaryReader::polygon(const Kind& kind) {
  Polygon polygon;
  const std::size_t rings = count(1, 4 + 4 * 8);
  for (std::size_t i = 0; i < rings && !failed(); ++i) {
    polygon.rings.push_back(positions(kind, 4));
    if (!failed() && polygon.rings.back().front() != polygon.rings.back().back())
      fail("geometry.malformed", "环的首尾坐标须相同。");
  }
  return polygon;
}

Geometry BinaryReader::geometry() {
  const Kind whole = kind();
  if (failed()) return {};
  if (whole.type == 1) return Point{position(whole)};
  if (whole.type == 2) return LineString{positions(whole, 2)};
  if (whole.type == 3) return polygon(whole);
  const std::size_t parts = count(1, kPartHeader + (whole.type == 4 ? 16 : 4));
  if (whole.type == 4) {
    MultiPoint multi;
    for (std::size_t i = 0; i < parts && !failed(); ++i) multi.points.push_back(position(part(1)));
    return multi;
  }
  if (whole.type == 5) {
    MultiLineString multi;
    for (std::size_t i = 0; i < parts && !failed(); ++i) multi.lines.push_back({positions(part(2), 2)});
    return multi;
  }
  MultiPolygon multi;
  for (std::size_t i = 0; i < parts && !failed(); ++i) multi.polygons.push_back(polygon(part(3)));
  return multi;
}

}  // namespace diming::geo
