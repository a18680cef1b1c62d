// boundary/intake: land and sea of the sample.
#pragma once
#include <cstdint>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::boundary {

/// Land rings, each turned so that land lies on the left of its direction. A value; const is safe.
class SampleLand {
 public:
  /// In: closed rings that do not touch each other.
  explicit SampleLand(std::vector<std::vector<geo::LonLat>> rings);

  const std::vector<std::vector<geo::LonLat>>& rings() const { return rings_; }
  /// Even-odd rule over all rings.
  bool contains(geo::LonLat p) const;
  /// Number of the ring around `p` that has the fewest positions, -1 at sea.
  int ring_around(geo::LonLat p) const;

  /// One segment of the coast: rings()[ring][at] to rings()[ring][at + 1].
  struct Segment {
    std::uint32_t ring;
    std::uint32_t at;
  };
  /// Calls `visit(Segment)` once for every segment whose box meets `box`.
  template <class Visit>
  void for_each_segment(const geo::Bounds& box, Visit&& visit) const {
    const int first = row_of(box.south), last = row_of(box.north);
    for (int row = first; row <= last; ++row)
      for (const auto& entry : rows_[static_cast<std::size_t>(row)])
        if (entry.box.meets(box) && row == std::max(first, row_of(entry.box.south))) visit(entry.segment);
  }

 private:
  struct Entry {
    Segment segment;
    geo::Bounds box;
  };
  int row_of(double lat) const;
  bool crosses_ray(const Segment& segment, geo::LonLat p) const;

  std::vector<std::vector<geo::LonLat>> rings_;
  std::vector<std::vector<Entry>> rows_;
};

}  // namespace diming::boundary
