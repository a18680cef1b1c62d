// tiles/mvt: geometry of one feature as MVT 2.1 command integers (clause 4.3).
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace diming::tiles {

/// Tile units from the tile's north-west corner, x to the east, y to the south; outside [0, kExtent) in the margin.
struct TilePoint {
  std::int32_t x{};
  std::int32_t y{};
  friend bool operator==(const TilePoint&, const TilePoint&) = default;
};

/// GeomType of clause 4.3.4.
enum class ShapeType : std::uint8_t { unknown = 0, point = 1, line = 2, polygon = 3 };

/// Twice the area by the surveyor's formula; positive for an exterior ring as clause 4.3.4.4 wants it. The ring's last
/// point is not its first.
std::int64_t doubled_area(std::span<const TilePoint> ring);

/// Collects the parts of one feature. Repeated positions are left out; a line that keeps fewer than two and a ring that
/// has no area add nothing.
class Commands {
 public:
  /// All points of a point feature; call once.
  void points(std::span<const TilePoint> points);
  void line(std::span<const TilePoint> points);
  /// Without the closing point, in the winding it is given in: exterior rings positive and each before its holes.
  void ring(std::span<const TilePoint> points);
  bool empty() const { return integers_.empty(); }
  std::span<const std::uint32_t> integers() const { return integers_; }
  void clear();

 private:
  void move_to(TilePoint to, std::uint32_t count);
  void step_to(TilePoint to);
  void path(std::span<const TilePoint> points);
  std::vector<std::uint32_t> integers_;
  std::vector<TilePoint> distinct_;
  TilePoint cursor_;
};

}  // namespace diming::tiles
