#include "tiles/mvt/decode_geometry.hpp"

namespace diming::tiles {
namespace {

constexpr std::uint32_t kMoveTo = 1;
constexpr std::uint32_t kLineTo = 2;
constexpr std::uint32_t kClosePath = 7;

std::int32_t unzigzag(std::uint32_t n) {
  return static_cast<std::int32_t>(n >> 1 ^ (~(n & 1) + 1));
}

std::int32_t wrap_add(std::int32_t a, std::int32_t b) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}

/// Walks the integers; every method gives null or the broken clause.
struct Walker {
  std::span<const std::uint32_t> left;
  TilePoint cursor;
  std::uint32_t count = 0;

  const char* command(std::uint32_t wanted, const char* otherwise) {
    if (left.empty() || (left[0] & 7) != wanted) return otherwise;
    count = left[0] >> 3;
    left = left.subspan(1);
    if (count == 0) return "4.3.1：命令次数为 0";
    if (wanted != kClosePath && left.size() / 2 < count) return "4.3.2：参数不足";
    return nullptr;
  }
  void step() {
    cursor = {wrap_add(cursor.x, unzigzag(left[0])), wrap_add(cursor.y, unzigzag(left[1]))};
    left = left.subspan(2);
  }
  const char* path(std::vector<TilePoint>& points) {
    if (const char* why = command(kMoveTo, "4.3.4：须以 MoveTo 开始")) return why;
    if (count != 1) return "4.3.4：MoveTo 次数须为 1";
    step();
    points.push_back(cursor);
    if (const char* why = command(kLineTo, "4.3.4：MoveTo 之后须为 LineTo")) return why;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (left[0] == 0 && left[1] == 0) return "4.3.3.2：LineTo 的位移不得为 0";
      step();
      points.push_back(cursor);
    }
    return nullptr;
  }
};

const char* decode_points(Walker& walker, std::vector<std::vector<TilePoint>>& parts) {
  if (const char* why = walker.command(kMoveTo, "4.3.4.2：点须为 MoveTo")) return why;
  std::vector<TilePoint> points;
  for (std::uint32_t i = 0; i < walker.count; ++i) {
    walker.step();
    points.push_back(walker.cursor);
  }
  parts.push_back(std::move(points));
  return walker.left.empty() ? nullptr : "4.3.4.2：点只有一个 MoveTo";
}

const char* decode_ring(Walker& walker, std::vector<std::vector<TilePoint>>& parts) {
  std::vector<TilePoint> points;
  if (const char* why = walker.path(points)) return why;
  if (points.size() < 3) return "4.3.4.4：环的 LineTo 须不少于 2";
  if (const char* why = walker.command(kClosePath, "4.3.4.4：环须以 ClosePath 结束")) return why;
  if (walker.count != 1) return "4.3.3.3：ClosePath 次数须为 1";
  const auto area = doubled_area(points);
  if (area == 0) return "4.3.4.4：环没有面积";
  if (area < 0 && parts.empty()) return "4.3.4.4：第一个环须为外环";
  parts.push_back(std::move(points));
  return nullptr;
}

}  // namespace

const char* decode_geometry(ShapeType type, std::span<const std::uint32_t> integers,
                            std::vector<std::vector<TilePoint>>& parts) {
  Walker walker{integers, {}, 0};
  if (type == ShapeType::point) return decode_points(walker, parts);
  if (integers.empty()) return "4.3：没有几何";
  while (!walker.left.empty()) {
    if (type == ShapeType::polygon) {
      if (const char* why = decode_ring(walker, parts)) return why;
    } else {
      std::vector<TilePoint> points;
      if (const char* why = walker.path(points)) return why;
      parts.push_back(std::move(points));
    }
  }
  return nullptr;
}

}  // namespace diming::tiles
