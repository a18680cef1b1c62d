#include "geo/shape/label_point.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <queue>

#include "geo/shape/measure.hpp"
#include "geo/shape/ring.hpp"
#include "geo/shape/simplify.hpp"

namespace diming::geo {
namespace {

/// The polygon in a plane where both axes have the same scale.
class Outline {
 public:
  explicit Outline(const Polygon& polygon) : box_(bounds_of(polygon.rings.front())) {
    scale_ = std::max(0.01, std::cos((box_.south + box_.north) / 2 * std::numbers::pi / 180));
    for (const Ring& ring : polygon.rings) {
      rings_.emplace_back();
      for (const LonLat& p : ring) rings_.back().push_back(to_plane(p));
    }
  }

  XY to_plane(LonLat p) const { return {p.lon * scale_, p.lat}; }
  LonLat from_plane(XY p) const { return {p.x / scale_, p.y}; }
  double width() const { return (box_.east - box_.west) * scale_; }
  double height() const { return box_.north - box_.south; }
  XY corner() const { return to_plane({box_.west, box_.south}); }

  /// Distance to the outline; negative outside.
  double inset(XY p) const {
    bool inside = false;
    double nearest2 = std::numeric_limits<double>::infinity();
    for (const auto& ring : rings_) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const XY a = ring[i - 1], b = ring[i];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
        nearest2 = std::min(nearest2, distance2_to_segment(p, a, b));
      }
    }
    return (inside ? 1 : -1) * std::sqrt(nearest2);
  }

  /// Middle of the widest stretch inside on the middle parallel: inside for all but degenerate shapes.
  XY middle_of_widest() const {
    const double y = (box_.south + box_.north) / 2;
    std::vector<double> crossings;
    for (const auto& ring : rings_)
      for (std::size_t i = 1; i < ring.size(); ++i)
        if (const XY a = ring[i - 1], b = ring[i]; (a.y > y) != (b.y > y))
          crossings.push_back((b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x);
    std::sort(crossings.begin(), crossings.end());
    XY middle = rings_.front().front();
    double widest = 0;
    for (std::size_t i = 1; i < crossings.size(); i += 2)
      if (const double width = crossings[i] - crossings[i - 1]; width > widest)
        widest = width, middle = {crossings[i - 1] + width / 2, y};
    return middle;
  }

  /// Middle of the shell's mass: a good first guess for compact shapes.
  XY centroid() const {
    const auto& shell = rings_.front();
    const XY o = shell.front();
    double area = 0, x = 0, y = 0;
    for (std::size_t i = 1; i < shell.size(); ++i) {
      const XY a{shell[i - 1].x - o.x, shell[i - 1].y - o.y}, b{shell[i].x - o.x, shell[i].y - o.y};
      const double cross = a.x * b.y - b.x * a.y;
      area += cross, x += (a.x + b.x) * cross, y += (a.y + b.y) * cross;
    }
    return area == 0 ? o : XY{o.x + x / (3 * area), o.y + y / (3 * area)};
  }

 private:
  Bounds box_;
  double scale_ = 1;
  std::vector<std::vector<XY>> rings_;
};

/// A long thin strip has as many equal places as it is longer than wide: then the best so far will do.
constexpr int kMaxCells = 10'000;

/// A square of the search; `most` bounds the inset of any place in it.
struct Cell {
  Cell(XY at, double half_side, const Outline& outline)
      : middle(at), half(half_side), inset(outline.inset(at)), most(inset + half * std::numbers::sqrt2) {}
  bool operator<(const Cell& other) const { return most < other.most; }
  XY middle;
  double half;
  double inset;
  double most;
};

}  // namespace

LonLat label_point(const Polygon& polygon, double precision) {
  assert(!polygon.rings.empty() && !polygon.rings.front().empty() && precision > 0);
  const Outline outline(polygon);
  const double side = std::min(outline.width(), outline.height());
  if (!(side > 0) || signed_area(polygon.rings.front()) == 0) return polygon.rings.front().front();
  const double enough = side * precision;
  // Squares of the smaller side, but few even over a thin strip.
  const double step = std::max(side, std::max(outline.width(), outline.height()) / 256);
  std::priority_queue<Cell> open;
  for (double x = 0; x < outline.width(); x += step)
    for (double y = 0; y < outline.height(); y += step)
      open.emplace(XY{outline.corner().x + x + step / 2, outline.corner().y + y + step / 2}, step / 2, outline);
  Cell best(outline.centroid(), 0, outline);
  if (const Cell widest(outline.middle_of_widest(), 0, outline); widest.inset > best.inset) best = widest;
  for (int cells = 0; !open.empty() && cells < kMaxCells; ++cells) {
    const Cell cell = open.top();
    open.pop();
    if (cell.inset > best.inset) best = cell;
    if (cell.most - best.inset <= enough) break;
    const double h = cell.half / 2;
    for (const double dx : {-h, h})
      for (const double dy : {-h, h})
        if (const Cell part({cell.middle.x + dx, cell.middle.y + dy}, h, outline); part.most > best.inset)
          open.push(part);
  }
  return outline.from_plane(best.middle);
}

LonLat label_point(const MultiPolygon& polygons, double precision) {
  assert(!polygons.polygons.empty());
  const auto largest = std::max_element(polygons.polygons.begin(), polygons.polygons.end(),
                                        [](const Polygon& a, const Polygon& b) { return area_m2(a) < area_m2(b); });
  return label_point(*largest, precision);
}

}  // namespace diming::geo
