#include <algorithm>
#include <array>
#include <cmath>

#include "boundary/intake/sample_plane.hpp"
#include "boundary/intake/sample_random.hpp"
#include "gazetteer/intake/sample_contents.hpp"

namespace diming::gazetteer {
namespace {

using boundary::PlanePoint;

constexpr double kCorner_m = 11;  // kept free on both sides of a crossing, at most
constexpr double kSubNumbers = 0.04;
constexpr int kMostSubNumbers = 2;

/// A line measured in metres.
class Measured {
 public:
  explicit Measured(const geo::LineString& line) {
    for (const auto& p : line.points) {
      points_.push_back(boundary::to_plane(p) * boundary::kMetresPerUnit);
      at_.push_back(points_.size() < 2 ? 0 : at_.back() + length(points_.back() - points_[points_.size() - 2]));
    }
  }
  double size() const { return at_.back(); }
  /// `along` metres from the start, `aside` metres to the right.
  geo::LonLat place(double along, double aside) const {
    const auto next = std::upper_bound(at_.begin() + 1, at_.end() - 1, along);
    const auto i = static_cast<std::size_t>(next - at_.begin());
    const auto leg = points_[i] - points_[i - 1];
    const auto unit = leg * (1 / length(leg));
    const auto p = points_[i - 1] + unit * (along - at_[i - 1]) + PlanePoint{unit.y, -unit.x} * aside;
    return to_degrees(p * (1 / boundary::kMetresPerUnit));
  }

 private:
  std::vector<PlanePoint> points_;
  std::vector<double> at_;
};

/// The parts of a road between its crossings, put end to end.
class Frontage {
 public:
  Frontage(double size, const std::vector<double>& crossings) {
    const double corner = std::min(kCorner_m, size / (4 * (static_cast<double>(crossings.size()) + 1)));
    double from = 0;
    for (const double at : crossings) {
      if (at - corner > from) parts_.push_back({from, at - corner});
      from = std::max(from, at + corner);
    }
    if (from < size) parts_.push_back({from, size});
    for (const auto& [begin, end] : parts_) total_ += end - begin;
  }
  /// In: a share in [0, 1) of all frontage. Out: metres along the road.
  double along(double share) const {
    double rest = share * total_;
    for (const auto& [begin, end] : parts_) {
      if (rest < end - begin) return begin + rest;
      rest -= end - begin;
    }
    return parts_.back().second;
  }

 private:
  std::vector<std::pair<double, double>> parts_;
  double total_ = 0;
};

}  // namespace

std::vector<SamplePlate> plates_of(const SampleRoad& road) {
  std::vector<SamplePlate> plates;
  if (road.plates == 0) return plates;
  plates.reserve(road.plates);
  boundary::SampleRandom random(road.seed);
  const Measured line(road.line);
  const Frontage frontage(line.size(), road.crossings_m);
  const std::array<std::uint32_t, 2> on_side = {(road.plates + 1) / 2, road.plates / 2};
  const std::array<double, 2> setback = {random.between(9.2, 10.8), -random.between(9.2, 10.8)};
  std::array<SamplePlate, 2> last = {SamplePlate{-1, 0, {}}, SamplePlate{0, 0, {}}};
  for (std::uint32_t i = 0; i < road.plates; ++i) {
    const std::size_t side = i % 2;
    auto& plate = last[side];
    const bool sub = plate.number > 0 && plate.sub_number < kMostSubNumbers && random.chance(kSubNumbers);
    plate.sub_number = sub ? plate.sub_number + 1 : 0;
    if (!sub) plate.number += 2;
    const double share = (i / 2 + random.between(0.25, 0.75)) / on_side[side];
    plate.at = line.place(frontage.along(share), setback[side] + random.between(-0.8, 0.8));
    plates.push_back(plate);
  }
  return plates;
}

}  // namespace diming::gazetteer
