#include "gazetteer/geocode/name_table.hpp"

#include <algorithm>

#include "gazetteer/geocode/pairs.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::size_t kLateRoadsAllowed = 2'000;  // looked at one by one

}  // namespace

void Postings::add(std::u32string_view text, std::uint32_t entry) {
  auto it = entries_.find(text);
  if (it == entries_.end()) it = entries_.emplace(text, std::vector<std::uint32_t>()).first;
  if (it->second.empty() || it->second.back() != entry) it->second.push_back(entry);
}

void Postings::remove(std::u32string_view text, std::uint32_t entry) {
  const auto it = entries_.find(text);
  if (it == entries_.end()) return;
  std::erase(it->second, entry);
  if (it->second.empty()) entries_.erase(it);
}

std::span<const std::uint32_t> Postings::find(std::u32string_view text) const {
  const auto it = entries_.find(text);
  return it == entries_.end() ? std::span<const std::uint32_t>() : std::span<const std::uint32_t>(it->second);
}

std::uint32_t NameTable::place_for(const NameEntry& entry) {
  const auto [begin, end] = by_id_.equal_range(entry.id);
  if (!entry.former)
    for (auto it = begin; it != end; ++it)
      if (!names_[it->second].former && names_[it->second].gone) return it->second;
  const auto index = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back();
  folded_.emplace_back();
  pair_counts_.push_back(0);
  by_id_.emplace(entry.id, index);
  return index;
}

std::uint32_t NameTable::add(NameEntry entry, std::u32string folded) {
  const std::uint32_t index = place_for(entry);
  const auto pairs = character_pairs(folded);
  by_text_.add(folded, index);
  for (const std::uint64_t pair : pairs) by_pair_[pair].push_back(index);
  if (!entry.lines.empty()) late_roads_.push_back(index);
  folded_[index] = std::move(folded);
  pair_counts_[index] = static_cast<std::uint16_t>(std::min<std::size_t>(pairs.size(), UINT16_MAX));
  names_[index] = std::move(entry);
  return index;
}

void NameTable::forget(std::int64_t id) {
  const auto [begin, end] = by_id_.equal_range(id);
  for (auto it = begin; it != end;) {
    const std::uint32_t index = it->second;
    if (!names_[index].gone) {
      by_text_.remove(folded_[index], index);
      for (const std::uint64_t pair : character_pairs(folded_[index])) std::erase(by_pair_[pair], index);
      std::erase(late_roads_, index);
      names_[index].gone = true;
    }
    it = names_[index].former ? by_id_.erase(it) : std::next(it);
  }
}

void NameTable::build_roads() {
  std::vector<geo::Box> boxes;
  road_of_box_.clear();
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].lines.empty() || names_[i].gone) continue;
    const geo::Bounds& b = names_[i].bounds;
    boxes.push_back({b.west, b.south, b.east, b.north});
    road_of_box_.push_back(i);
  }
  road_tree_ = geo::PackedRTree(boxes);
  late_roads_.clear();
}

bool NameTable::roads_worn() const { return late_roads_.size() > kLateRoadsAllowed; }

std::vector<SimilarName> NameTable::similar(std::u32string_view folded, double least, std::size_t limit) const {
  const auto pairs = character_pairs(folded);
  std::vector<std::uint16_t> shared(names_.size());
  std::vector<std::uint32_t> seen;
  for (const std::uint64_t pair : pairs)
    if (const auto it = by_pair_.find(pair); it != by_pair_.end())
      for (const std::uint32_t name : it->second)
        if (shared[name]++ == 0) seen.push_back(name);
  std::vector<SimilarName> found;
  for (const std::uint32_t name : seen) {
    const double share = 2.0 * shared[name] / static_cast<double>(pair_counts_[name] + pairs.size());
    if (share >= least) found.push_back({name, share});
  }
  const auto better = [&](const SimilarName& a, const SimilarName& b) {
    if (a.share != b.share) return a.share > b.share;
    const NameEntry &left = names_[a.index], &right = names_[b.index];
    return left.importance != right.importance ? left.importance > right.importance : left.id < right.id;
  };
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::partial_sort(found.begin(), end, found.end(), better);
  found.erase(end, found.end());
  return found;
}

std::uint32_t NameTable::index_of(std::int64_t id) const {
  const auto [begin, end] = by_id_.equal_range(id);
  std::uint32_t other = kNone;
  for (auto it = begin; it != end; ++it) {
    if (names_[it->second].gone) continue;
    if (!names_[it->second].former) return it->second;
    other = it->second;
  }
  return other;
}

Nearest NameTable::nearest_road(geo::LonLat p, double radius_m,
                                const std::function<bool(std::uint32_t)>& accept) const {
  const LocalPlane plane(p);
  Nearest best{kNone, radius_m};
  const auto look = [&](std::uint32_t i) {
    if (names_[i].gone || !accept(i)) return;
    for (const auto& line : names_[i].lines)
      if (const double d = plane.distance_m(line); d <= best.distance_m) best = {i, d};
  };
  const auto look_at_box = [&](std::uint32_t box, double distance2) {
    if (LocalPlane::metres(std::sqrt(distance2)) > best.distance_m) return false;  // no box further on is nearer
    look(road_of_box_[box]);
    return true;
  };
  road_tree_.nearest(p.lon, p.lat, look_at_box, plane.x_scale());
  for (const std::uint32_t i : late_roads_) look(i);
  return best;
}

}  // namespace diming::gazetteer
