#include "boundary/intake/sample_land.hpp"

#include <algorithm>

#include "geo/shape/ring.hpp"

namespace diming::boundary {
namespace {

constexpr double kSouth = 26.0, kRowHeight = 0.005;  // degrees: some hundred coast segments a row
constexpr int kRows = 1400;

geo::Bounds box_of(geo::LonLat a, geo::LonLat b) {
  geo::Bounds box;
  box.add(a), box.add(b);
  return box;
}

}  // namespace

SampleLand::SampleLand(std::vector<std::vector<geo::LonLat>> rings) : rings_(std::move(rings)), rows_(kRows) {
  for (std::uint32_t r = 0; r < rings_.size(); ++r)
    for (std::uint32_t i = 0; i + 1 < rings_[r].size(); ++i) {
      const Entry entry{{r, i}, box_of(rings_[r][i], rings_[r][i + 1])};
      for (int row = row_of(entry.box.south); row <= row_of(entry.box.north); ++row)
        rows_[static_cast<std::size_t>(row)].push_back(entry);
    }
  std::vector<bool> turn(rings_.size());
  for (std::uint32_t r = 0; r < rings_.size(); ++r) {
    int around = 0;  // rings that hold this one: an even number for a shore, an odd one for a lake
    const auto p = rings_[r][0];
    for (const auto& entry : rows_[static_cast<std::size_t>(row_of(p.lat))])
      if (entry.segment.ring != r && crosses_ray(entry.segment, p)) ++around;
    turn[r] = (around % 2 == 0) != (geo::signed_area(rings_[r]) > 0);
  }
  for (std::uint32_t r = 0; r < rings_.size(); ++r)
    if (turn[r]) std::reverse(rings_[r].begin(), rings_[r].end());
  for (auto& row : rows_)
    for (auto& [segment, box] : row)
      if (turn[segment.ring]) segment.at = static_cast<std::uint32_t>(rings_[segment.ring].size()) - 2 - segment.at;
}

int SampleLand::row_of(double lat) const {
  return std::clamp(static_cast<int>((lat - kSouth) / kRowHeight), 0, kRows - 1);
}

bool SampleLand::crosses_ray(const Segment& segment, geo::LonLat p) const {
  const auto& a = rings_[segment.ring][segment.at];
  const auto& b = rings_[segment.ring][segment.at + 1];
  return (a.lat > p.lat) != (b.lat > p.lat) && p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon;
}

bool SampleLand::contains(geo::LonLat p) const {
  bool inside = false;
  for (const auto& entry : rows_[static_cast<std::size_t>(row_of(p.lat))])
    if (crosses_ray(entry.segment, p)) inside = !inside;
  return inside;
}

int SampleLand::ring_around(geo::LonLat p) const {
  std::vector<bool> odd(rings_.size());
  for (const auto& entry : rows_[static_cast<std::size_t>(row_of(p.lat))])
    if (crosses_ray(entry.segment, p)) odd[entry.segment.ring] = !odd[entry.segment.ring];
  int best = -1;
  for (std::size_t r = 0; r < rings_.size(); ++r)
    if (odd[r] && (best < 0 || rings_[r].size() < rings_[static_cast<std::size_t>(best)].size()))
      best = static_cast<int>(r);
  return best;
}

}  // namespace diming::boundary
