#include "gazetteer/geocode/tables.hpp"

#include <algorithm>

namespace diming::gazetteer {
namespace {

constexpr int kVillage = 5;

/// `name` without the first of `endings` that leaves two characters; `name` itself if none does.
std::u32string_view without(std::u32string_view name, std::span<const std::u32string_view> endings) {
  for (const auto ending : endings)
    if (name.ends_with(ending) && name.size() >= ending.size() + 2) return name.substr(0, name.size() - ending.size());
  return name;
}

/// 杭州 for 杭州市, 景宁 for 景宁畲族自治县.
std::u32string_view short_name(std::u32string_view name) {
  static constexpr std::u32string_view kKinds[] = {U"自治县", U"街道", U"社区", U"省", U"市", U"区",
                                                   U"县",     U"镇",   U"乡",   U"村"};
  static constexpr std::u32string_view kPeoples[] = {U"畲族", U"回族"};
  const auto brief = without(name, kKinds);
  return brief.size() == name.size() ? name : without(brief, kPeoples);
}

/// Registers write 金兰村委会, 金兰村村民委员会 or 金兰村 for the same village; so do people.
std::vector<std::u32string> village_spellings(const std::u32string& name) {
  static constexpr std::u32string_view kCommittees[] = {U"居民委员会", U"村民委员会", U"居委会", U"村委会"};
  static constexpr std::u32string_view kCommunity = U"社区";
  static constexpr std::u32string_view kVillageEnding = U"村";
  const std::u32string seat(without(name, kCommittees));
  std::vector<std::u32string> all{seat};
  const bool community = seat.ends_with(kCommunity) || (seat.size() < name.size() && name.find(U'居', seat.size()) == seat.size());
  const std::u32string_view kind = community ? kCommunity : kVillageEnding;
  const std::u32string stem(seat.ends_with(kind) ? without(seat, std::span(&kind, 1)) : seat);
  all.push_back(stem + std::u32string(kind));
  for (const auto* committee : {U"委会", U"民委员会"})
    for (const auto& place : {stem, stem + std::u32string(kind)}) all.push_back(place + (community ? U"居" : U"村") + committee);
  return all;
}

}  // namespace

std::span<const std::uint32_t> GeocodeTables::plates_numbered(std::uint32_t road, std::int32_t number,
                                                              std::int32_t sub_number) const {
  const auto of_road = plates_.of_road(road);
  const std::pair wanted(number, sub_number);
  const auto key = [&](std::uint32_t i) { return std::pair(plates()[i].number, plates()[i].sub_number); };
  const auto first = std::lower_bound(of_road.begin(), of_road.end(), wanted,
                                      [&](std::uint32_t i, const auto& other) { return key(i) < other; });
  const auto last = std::upper_bound(first, of_road.end(), wanted,
                                     [&](const auto& other, std::uint32_t i) { return other < key(i); });
  return {first, last};
}

std::uint32_t GeocodeTables::division_index(std::int64_t id) const {
  const auto it = division_by_id_.find(id);
  return it == division_by_id_.end() ? kNone : it->second;
}

std::uint32_t GeocodeTables::plate_index(std::int64_t id) const {
  const std::uint32_t index = plates_.index_of(id);
  return index != kNone && stands(plates()[index]) ? index : kNone;
}

bool GeocodeTables::lies_in(std::uint32_t inner, std::uint32_t outer) const {
  for (; inner != kNone; inner = divisions_[inner].parent)
    if (inner == outer) return true;
  return false;
}

std::vector<std::uint32_t> GeocodeTables::chain(std::uint32_t division) const {
  std::vector<std::uint32_t> units;
  for (; division != kNone; division = divisions_[division].parent) units.push_back(division);
  std::reverse(units.begin(), units.end());
  return units;
}

Nearest GeocodeTables::nearest_plate(geo::LonLat p, double radius_m, const AcceptDivision& accept) const {
  return plates_.nearest(p, radius_m, [&](std::uint32_t i) { return stands(plates()[i]) && accept(plates()[i].division); });
}

Nearest GeocodeTables::nearest_road(geo::LonLat p, double radius_m, const AcceptDivision& accept) const {
  return names_.nearest_road(p, radius_m, [&](std::uint32_t i) { return accept(names()[i].division); });
}

void GeocodeTables::add_division(DivisionEntry entry) {
  const auto index = static_cast<std::uint32_t>(divisions_.size());
  division_by_id_[entry.id] = index;
  const std::u32string folded = folder_.fold(entry.name);
  divisions_by_text_.add(folded, index);
  if (entry.level == kVillage)
    for (const auto& spelling : village_spellings(folded)) divisions_by_text_.add(spelling, index);
  divisions_by_text_.add(short_name(folded), index);
  divisions_.push_back(std::move(entry));
}

std::uint32_t GeocodeTables::add_name(NameEntry entry) {
  std::u32string folded = folder_.fold(entry.name);
  return names_.add(std::move(entry), std::move(folded));
}

void GeocodeTables::settle(std::vector<PlateEntry> plates) {
  names_.build_roads();
  plates_ = PlateTable(std::move(plates));
}

void GeocodeTables::tidy_roads() {
  if (names_.roads_worn()) names_.build_roads();
}

}  // namespace diming::gazetteer
