// boundary/division: which face holds a position. Pure geometry, in memory.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::boundary {

/// Edges of a coverage laid on a uniform grid. A cell that no edge crosses knows its face; in any other cell the
/// nearest segment to the west decides by its eastern side. Faces are indexes of the caller's own, -1 is none.
/// A value; const is safe.
class FaceGrid {
 public:
  static constexpr std::int32_t kNoFace = -1;

  FaceGrid() = default;
  /// Grows the grid's content; positions are copied.
  void add_edge(std::span<const geo::LonLat> points, std::int32_t left, std::int32_t right);
  /// After the last edge; a grid answers from now on and takes no more edges.
  void finish();

  /// The face at `p`; on a border either of its faces.
  std::int32_t face_at(geo::LonLat p) const;
  struct Near {
    std::int32_t face = kNoFace;
    double distance_m{};  ///< on a sphere of 6,371,008.8 m, flat around `p`: 0.5 % at 20 km
  };
  /// The face at `p`, distance 0; else a face whose border is nearest, at most `within_m` (up to 50,000) away.
  std::optional<Near> nearest(geo::LonLat p, double within_m) const;

  std::size_t segments() const { return points_.empty() ? 0 : points_.size() - edges_.size(); }
  std::size_t edges() const { return edges_.size(); }
  std::span<const geo::LonLat> edge_points(std::size_t edge) const;
  std::int32_t left(std::size_t edge) const { return edges_[edge].left; }
  std::int32_t right(std::size_t edge) const { return edges_[edge].right; }

 private:
  struct Edge {
    std::uint32_t first_point;
    std::int32_t left, right;
  };
  struct Segment {
    geo::LonLat low, high;  ///< low.lat <= high.lat
    std::int32_t east;      ///< face to the east of it
  };
  struct Crossing {
    double lon;
    double slope;
    std::int32_t east;
    bool found = false;
  };
  int column(double lon) const;
  int row(double lat) const;
  Segment segment(std::uint32_t first_point) const;
  std::uint32_t edge_of(std::uint32_t point) const { return edge_of_point_[point]; }
  template <class Visit>
  void for_each_cell(std::uint32_t first_point, Visit&& visit) const;
  void choose_size();
  void list_segments();
  void fill_empty_cells();
  Crossing nearest_west(geo::LonLat p, std::size_t cell, double west) const;
  std::int32_t walk_west(geo::LonLat p, int column, int row) const;

  std::vector<geo::LonLat> points_;
  std::vector<std::uint32_t> edge_of_point_;
  std::vector<Edge> edges_;
  geo::Bounds bounds_;
  int columns_ = 0, rows_ = 0;
  double cell_lon_ = 0, cell_lat_ = 0;
  std::vector<std::uint32_t> cell_start_;  ///< per cell, into listed_
  std::vector<std::uint32_t> listed_;      ///< first points of segments
  std::vector<std::int32_t> cell_face_;    ///< of cells without segments
};

}  // namespace diming::boundary
