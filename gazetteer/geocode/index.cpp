#include "gazetteer/geocode/index.hpp"

#include <algorithm>
#include <cmath>

#include "gazetteer/geocode/pairs.hpp"
#include "geo/shape/measure.hpp"

namespace diming::gazetteer {
namespace {

constexpr double kMetresPerDegree = 111'320;  // of latitude, close enough for search windows

std::span<const std::uint32_t> find_in(const std::unordered_map<std::u32string, std::vector<std::uint32_t>>& postings,
                                       std::u32string_view text) {
  const auto it = postings.find(std::u32string(text));
  return it == postings.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(it->second);
}

geo::Box window(geo::LonLat p, double radius_m) {
  const double lat = radius_m / kMetresPerDegree;
  const double lon = lat / std::max(0.01, std::cos(p.lat * M_PI / 180));
  return {p.lon - lon, p.lat - lat, p.lon + lon, p.lat + lat};
}

/// Metres from `p` to a line, on the local plane.
double distance_to_line(geo::LonLat p, const std::vector<geo::LonLat>& line) {
  const double scale = std::cos(p.lat * M_PI / 180);
  const auto plane = [&](geo::LonLat q) {
    return std::pair((q.lon - p.lon) * scale * kMetresPerDegree, (q.lat - p.lat) * kMetresPerDegree);
  };
  double best = INFINITY;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto [ax, ay] = plane(line[i]);
    const auto [bx, by] = plane(line[i + 1]);
    const double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
    const double t = length2 == 0 ? 0 : std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0);
    best = std::min(best, std::hypot(ax + t * dx, ay + t * dy));
  }
  return best;
}

}  // namespace

std::span<const std::uint32_t> GeocodeIndex::divisions_named(std::u32string_view text) const {
  return find_in(divisions_by_text_, text);
}

std::span<const std::uint32_t> GeocodeIndex::names_named(std::u32string_view text) const {
  return find_in(names_by_text_, text);
}

std::vector<std::pair<std::uint32_t, double>> GeocodeIndex::similar_names(std::u32string_view text,
                                                                          std::size_t limit) const {
  const auto pairs = character_pairs(text);
  std::unordered_map<std::uint32_t, int> shared;
  for (const std::uint64_t pair : pairs)
    if (const auto it = names_by_pair_.find(pair); it != names_by_pair_.end())
      for (const std::uint32_t name : it->second) ++shared[name];
  std::vector<std::pair<std::uint32_t, double>> found;
  for (const auto& [name, count] : shared) {
    const double size = static_cast<double>(character_pairs(folder_.fold(names_[name].name)).size() + pairs.size());
    if (!names_[name].gone) found.emplace_back(name, 2 * count / size);
  }
  const auto better = [&](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second > b.second;
    return names_[a.first].importance != names_[b.first].importance
               ? names_[a.first].importance > names_[b.first].importance
               : names_[a.first].id < names_[b.first].id;
  };
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::partial_sort(found.begin(), end, found.end(), better);
  found.erase(end, found.end());
  return found;
}

std::span<const std::uint32_t> GeocodeIndex::plates_of(std::uint32_t road) const {
  const auto it = plates_by_road_.find(road);
  return it == plates_by_road_.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(it->second);
}

std::uint32_t GeocodeIndex::division_index(std::int64_t id) const {
  const auto it = division_by_id_.find(id);
  return it == division_by_id_.end() ? kNone : it->second;
}

std::uint32_t GeocodeIndex::name_index(std::int64_t id) const {
  const auto [begin, end] = names_by_id_.equal_range(id);
  for (auto it = begin; it != end; ++it)
    if (!names_[it->second].former) return it->second;
  return begin == end ? kNone : begin->second;
}

std::uint32_t GeocodeIndex::plate_index(std::int64_t id) const {
  const auto base = plates_.begin() + plates_in_tree_;
  const auto it = std::lower_bound(plates_.begin(), base, id, [](const PlateEntry& p, std::int64_t v) { return p.id < v; });
  if (it != base && it->id == id && it->road != kNone) return static_cast<std::uint32_t>(it - plates_.begin());
  for (auto i = plates_in_tree_; i < plates_.size(); ++i)
    if (plates_[i].id == id && plates_[i].road != kNone) return i;
  return kNone;
}

bool GeocodeIndex::lies_in(std::uint32_t inner, std::uint32_t outer) const {
  for (; inner != kNone; inner = divisions_[inner].parent)
    if (inner == outer) return true;
  return false;
}

std::vector<std::uint32_t> GeocodeIndex::chain(std::uint32_t division) const {
  std::vector<std::uint32_t> units;
  for (; division != kNone; division = divisions_[division].parent) units.push_back(division);
  std::reverse(units.begin(), units.end());
  return units;
}

std::pair<std::uint32_t, double> GeocodeIndex::nearest_plate(geo::LonLat p, double radius_m) const {
  std::uint32_t best = kNone;
  double best_m = radius_m;
  const auto look = [&](std::uint32_t i) {
    if (plates_[i].road == kNone) return;
    const double d = geo::distance_m(p, plates_[i].at);
    if (d <= best_m) best = i, best_m = d;
  };
  plate_tree_.visit(window(p, radius_m), [&](std::uint32_t i) { return look(i), true; });
  for (auto i = plates_in_tree_; i < plates_.size(); ++i) look(i);
  return {best, best_m};
}

std::pair<std::uint32_t, double> GeocodeIndex::nearest_road(geo::LonLat p, double radius_m) const {
  std::uint32_t best = kNone;
  double best_m = radius_m;
  const auto look = [&](std::uint32_t i) {
    if (names_[i].gone) return;
    for (const auto& line : names_[i].lines)
      if (const double d = distance_to_line(p, line); d <= best_m) best = i, best_m = d;
  };
  road_tree_.visit(window(p, radius_m), [&](std::uint32_t i) { return look(road_of_box_[i]), true; });
  for (auto i = names_in_tree_; i < names_.size(); ++i) look(i);
  return {best, best_m};
}

}  // namespace diming::gazetteer
