#include "boundary/division/face_grid.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace diming::boundary {
namespace {

using geo::LonLat;

constexpr double kRadius_m = 6371008.8;  // mean radius, IUGG
constexpr double kMetresPerDegree = kRadius_m * std::numbers::pi / 180;
constexpr double kSlack_deg = 1e-9;       // 0.1 mm: rounding never hides a segment from its cell
constexpr double kCellsPerSegment = 1.0;  // tests/bench/locate_bench.cpp
constexpr double kMostCells = 4e6;        // 32 MB
constexpr double kLeastExtent_deg = 1e-6;

/// Squared distance in metres from the origin to the segment a-b, given in metres around the origin.
double squared_distance(LonLat a, LonLat b) {
  const double dx = b.lon - a.lon, dy = b.lat - a.lat;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(-(a.lon * dx + a.lat * dy) / length2, 0.0, 1.0) : 0;
  const double x = a.lon + t * dx, y = a.lat + t * dy;
  return x * x + y * y;
}

}  // namespace

void FaceGrid::add_edge(std::span<const LonLat> points, std::int32_t left, std::int32_t right) {
  assert(columns_ == 0 && points.size() >= 2);
  const auto edge = static_cast<std::uint32_t>(edges_.size());
  edges_.push_back({static_cast<std::uint32_t>(points_.size()), left, right});
  points_.insert(points_.end(), points.begin(), points.end());
  edge_of_point_.insert(edge_of_point_.end(), points.size(), edge);
  for (const LonLat p : points) bounds_.add(p);
}

void FaceGrid::finish() {
  if (edges_.empty()) return;
  choose_size();
  list_segments();
  fill_empty_cells();
}

std::span<const LonLat> FaceGrid::edge_points(std::size_t edge) const {
  const std::size_t first = edges_[edge].first_point;
  const std::size_t end = edge + 1 < edges_.size() ? edges_[edge + 1].first_point : points_.size();
  return {points_.data() + first, end - first};
}

void FaceGrid::choose_size() {
  const double width = std::max(bounds_.east - bounds_.west, kLeastExtent_deg);
  const double height = std::max(bounds_.north - bounds_.south, kLeastExtent_deg);
  const double cells = std::clamp(static_cast<double>(segments()) * kCellsPerSegment, 16.0, kMostCells);
  const double side = std::sqrt(width * height / cells);
  columns_ = static_cast<int>(std::clamp(width / side, 1.0, 16384.0));
  rows_ = static_cast<int>(std::clamp(height / side, 1.0, 16384.0));
  cell_lon_ = width / columns_;
  cell_lat_ = height / rows_;
}

int FaceGrid::column(double lon) const {
  return static_cast<int>(std::clamp((lon - bounds_.west) / cell_lon_, 0.0, columns_ - 1.0));
}
int FaceGrid::row(double lat) const {
  return static_cast<int>(std::clamp((lat - bounds_.south) / cell_lat_, 0.0, rows_ - 1.0));
}

FaceGrid::Segment FaceGrid::segment(std::uint32_t first_point) const {
  const Edge& edge = edges_[edge_of(first_point)];
  const LonLat a = points_[first_point], b = points_[first_point + 1];
  // upward the right side looks east, downward the left side
  if (a.lat <= b.lat) return {a, b, edge.right};
  return {b, a, edge.left};
}

/// Cells that the segment may touch: row by row the columns between its crossings of the row's borders.
template <class Visit>
void FaceGrid::for_each_cell(std::uint32_t first_point, Visit&& visit) const {
  const Segment s = segment(first_point);
  const double slope = s.high.lat > s.low.lat ? (s.high.lon - s.low.lon) / (s.high.lat - s.low.lat) : 0;
  const double west = std::min(s.low.lon, s.high.lon), east = std::max(s.low.lon, s.high.lon);
  const int top = row(s.high.lat + kSlack_deg);
  for (int r = row(s.low.lat - kSlack_deg); r <= top; ++r) {
    double from = west, to = east;
    if (slope != 0) {
      const double south = std::max(bounds_.south + r * cell_lat_ - kSlack_deg, s.low.lat);
      const double north = std::min(bounds_.south + (r + 1) * cell_lat_ + kSlack_deg, s.high.lat);
      const double x0 = s.low.lon + (south - s.low.lat) * slope, x1 = s.low.lon + (north - s.low.lat) * slope;
      from = std::clamp(std::min(x0, x1), west, east);
      to = std::clamp(std::max(x0, x1), west, east);
    }
    const int last = column(to + kSlack_deg);
    for (int c = column(from - kSlack_deg); c <= last; ++c)
      visit(static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c));
  }
}

void FaceGrid::list_segments() {
  const auto cells = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  cell_start_.assign(cells + 1, 0);
  const auto each_segment = [&](auto&& visit) {
    for (std::uint32_t p = 0; p + 1 < points_.size(); ++p)
      if (edge_of(p) == edge_of(p + 1)) visit(p);
  };
  each_segment([&](std::uint32_t p) { for_each_cell(p, [&](std::size_t cell) { ++cell_start_[cell + 1]; }); });
  std::partial_sum(cell_start_.begin(), cell_start_.end(), cell_start_.begin());
  listed_.resize(cell_start_.back());
  std::vector<std::uint32_t> fill(cell_start_.begin(), cell_start_.end() - 1);
  each_segment([&](std::uint32_t p) { for_each_cell(p, [&](std::size_t cell) { listed_[fill[cell]++] = p; }); });
}

void FaceGrid::fill_empty_cells() {
  cell_face_.assign(cell_start_.size() - 1, kNoFace);
  for (int r = 0; r < rows_; ++r)
    for (int c = 0; c < columns_; ++c) {
      const auto cell = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c);
      if (cell_start_[cell] != cell_start_[cell + 1] || c == 0) continue;
      const double lat = bounds_.south + (r + 0.5) * cell_lat_;
      cell_face_[cell] = walk_west({bounds_.west + (c + 0.5) * cell_lon_, lat}, c - 1, r);
    }
}

/// The crossing of the parallel of `p` nearest to its west, not west of `west`, among the cell's segments.
FaceGrid::Crossing FaceGrid::nearest_west(LonLat p, std::size_t cell, double west) const {
  Crossing best{west, 0, kNoFace};
  for (std::uint32_t i = cell_start_[cell]; i < cell_start_[cell + 1]; ++i) {
    const LonLat a = points_[listed_[i]], b = points_[listed_[i] + 1];
    if ((a.lat <= p.lat) == (b.lat <= p.lat)) continue;
    const Segment s = segment(listed_[i]);
    const double slope = (s.high.lon - s.low.lon) / (s.high.lat - s.low.lat);
    const double lon = s.low.lon + (p.lat - s.low.lat) * slope;
    if (lon > p.lon || lon < best.lon) continue;
    // where segments start in one corner, the one that leans most to the east is the nearest just above it
    if (best.found && lon == best.lon && slope <= best.slope) continue;
    best = {lon, slope, s.east, true};
  }
  return best;
}

std::int32_t FaceGrid::walk_west(LonLat p, int c, int r) const {
  for (; c >= 0; --c) {
    const auto cell = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c);
    if (cell_start_[cell] == cell_start_[cell + 1]) return cell_face_[cell];
    const Crossing crossing = nearest_west(p, cell, bounds_.west + c * cell_lon_ - kSlack_deg);
    if (crossing.found) return crossing.east;
  }
  return kNoFace;
}

std::int32_t FaceGrid::face_at(LonLat p) const {
  if (!bounds_.contains(p)) return kNoFace;
  return walk_west(p, column(p.lon), row(p.lat));
}

std::optional<FaceGrid::Near> FaceGrid::nearest(LonLat p, double within_m) const {
  if (const std::int32_t face = face_at(p); face != kNoFace) return Near{face, 0};
  if (columns_ == 0 || !geo::is_on_earth(p)) return std::nullopt;
  const double lon_m = kMetresPerDegree * std::max(std::cos(p.lat * std::numbers::pi / 180), 1e-6);
  const double reach_lat = within_m / kMetresPerDegree, reach_lon = within_m / lon_m;
  if (!bounds_.meets({p.lon - reach_lon, p.lat - reach_lat, p.lon + reach_lon, p.lat + reach_lat})) return std::nullopt;
  double best = within_m * within_m;
  std::optional<Near> found;
  const int last_row = row(p.lat + reach_lat), last_column = column(p.lon + reach_lon);
  for (int r = row(p.lat - reach_lat); r <= last_row; ++r)
    for (int c = column(p.lon - reach_lon); c <= last_column; ++c) {
      const auto cell = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(c);
      for (std::uint32_t i = cell_start_[cell]; i < cell_start_[cell + 1]; ++i) {
        const auto around = [&](LonLat q) {
          return LonLat{(q.lon - p.lon) * lon_m, (q.lat - p.lat) * kMetresPerDegree};
        };
        const double d2 = squared_distance(around(points_[listed_[i]]), around(points_[listed_[i] + 1]));
        const Edge& edge = edges_[edge_of(listed_[i])];
        if (d2 > best || (found && d2 == best)) continue;
        best = d2;
        found = Near{edge.left != kNoFace ? edge.left : edge.right, std::sqrt(d2)};
      }
    }
  return found;
}

}  // namespace diming::boundary
