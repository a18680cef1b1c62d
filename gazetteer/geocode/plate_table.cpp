#include "gazetteer/geocode/plate_table.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace diming::gazetteer {
namespace {

constexpr std::size_t kLateAllowed = 20'000;  // looked at one by one: some 20 microseconds

auto order_on_road(const PlateEntry& plate) { return std::tuple(plate.road, plate.number, plate.sub_number, plate.id); }

}  // namespace

PlateTable::PlateTable(std::vector<PlateEntry> plates)
    : plates_(std::move(plates)), settled_(static_cast<std::uint32_t>(plates_.size())), by_road_(settled_) {
  std::iota(by_road_.begin(), by_road_.end(), 0U);
  std::ranges::sort(by_road_, {}, [&](std::uint32_t i) { return order_on_road(plates_[i]); });
  for (std::uint32_t at = 0; at < settled_; ++at) road_begin_.resize(plates_[by_road_[at]].road + 1UL, at);
  // road_begin_[r] is now where the first plate of r or of the next road with plates stands
  road_begin_.push_back(settled_);
  std::vector<geo::XY> points;
  points.reserve(settled_);
  for (const auto& plate : plates_) points.push_back({plate.at.lon, plate.at.lat});
  tree_ = geo::PackedRTree(points);
}

std::span<const std::uint32_t> PlateTable::settled_of_road(std::uint32_t road) const {
  if (road + 1UL >= road_begin_.size()) return {};
  return std::span(by_road_).subspan(road_begin_[road], road_begin_[road + 1] - road_begin_[road]);
}

std::span<const std::uint32_t> PlateTable::of_road(std::uint32_t road) const {
  const auto it = touched_.find(road);
  return it == touched_.end() ? settled_of_road(road) : std::span<const std::uint32_t>(it->second);
}

std::uint32_t PlateTable::index_of(std::int64_t id) const {
  if (const auto late = late_by_id_.find(id); late != late_by_id_.end()) return late->second;
  const auto end = plates_.begin() + settled_;
  const auto it = std::lower_bound(plates_.begin(), end, id, [](const PlateEntry& p, std::int64_t v) { return p.id < v; });
  if (it == end || it->id != id || it->road == kNone) return kNone;
  return static_cast<std::uint32_t>(it - plates_.begin());
}

std::vector<std::uint32_t>& PlateTable::touched(std::uint32_t road) {
  const auto settled = settled_of_road(road);
  return touched_.try_emplace(road, settled.begin(), settled.end()).first->second;
}

void PlateTable::add(const PlateEntry& plate) {
  forget(plate.id, plate.id);
  auto& of_road = touched(plate.road);
  const auto place = std::ranges::upper_bound(of_road, order_on_road(plate), {},
                                              [&](std::uint32_t i) { return order_on_road(plates_[i]); });
  const auto index = static_cast<std::uint32_t>(plates_.size());
  of_road.insert(place, index);
  plates_.push_back(plate);
  late_by_id_[plate.id] = index;
}

void PlateTable::drop(std::uint32_t index) {
  std::erase(touched(plates_[index].road), index);
  plates_[index].road = kNone;
}

void PlateTable::forget(std::int64_t first, std::int64_t last) {
  const auto end = plates_.begin() + settled_;
  auto it = std::lower_bound(plates_.begin(), end, first, [](const PlateEntry& p, std::int64_t v) { return p.id < v; });
  for (; it != end && it->id <= last; ++it)
    if (it->road != kNone) drop(static_cast<std::uint32_t>(it - plates_.begin()));
  const auto forget_late = [&](auto late) {
    drop(late->second);
    return late_by_id_.erase(late);
  };
  if (first == last) {
    if (const auto late = late_by_id_.find(first); late != late_by_id_.end()) forget_late(late);
    return;
  }
  for (auto late = late_by_id_.begin(); late != late_by_id_.end();)
    late = late->first >= first && late->first <= last ? forget_late(late) : std::next(late);
}

bool PlateTable::worn() const { return plates_.size() - settled_ > kLateAllowed; }

std::vector<PlateEntry> PlateTable::remaining() const {
  std::vector<PlateEntry> plates;
  plates.reserve(plates_.size());
  std::ranges::copy_if(plates_, std::back_inserter(plates), [](const PlateEntry& p) { return p.road != kNone; });
  std::ranges::sort(plates, {}, &PlateEntry::id);
  return plates;
}

Nearest PlateTable::nearest(geo::LonLat p, double radius_m, const std::function<bool(std::uint32_t)>& accept) const {
  const LocalPlane plane(p);
  Nearest best{kNone, radius_m};
  const auto look = [&](std::uint32_t i) {
    const double d = plane.distance_m(plates_[i].at);
    if (d > best.distance_m || plates_[i].road == kNone || !accept(i)) return false;
    best = {i, d};
    return true;
  };
  tree_.nearest(
      p.lon, p.lat,
      [&](std::uint32_t i, double distance2) {
        return LocalPlane::metres(std::sqrt(distance2)) <= radius_m && !look(i);
      },
      plane.x_scale());
  for (auto i = settled_; i < plates_.size(); ++i) look(i);
  return best;
}

}  // namespace diming::gazetteer
