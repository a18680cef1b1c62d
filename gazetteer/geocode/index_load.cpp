// gazetteer/geocode: how the index is filled and kept up.
#include <algorithm>
#include <limits>
#include <mutex>

#include "gazetteer/geocode/index.hpp"
#include "gazetteer/geocode/pairs.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kDivisions =
    "SELECT id, level, name, code, parent_id, seat, kind FROM pub_search_division ORDER BY level, id";
constexpr std::string_view kNames =
    "SELECT id, text, name_kind, romanized, class, importance, division_id, geometry FROM pub_search_name"
    " WHERE id BETWEEN ?1 AND ?2";
constexpr std::string_view kFacilities =
    "SELECT id, name, kind, division_id, doorplate_id, geometry FROM pub_search_facility WHERE id BETWEEN ?1 AND ?2";
constexpr std::string_view kPlates =
    "SELECT id, road_id, division_id, number, sub_number, geometry FROM pub_search_doorplate"
    " WHERE id BETWEEN ?1 AND ?2 ORDER BY id";
constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();
constexpr int kFacilityImportance = 2;

geo::LonLat middle(const geo::Geometry& geometry) {
  if (const auto* point = std::get_if<geo::Point>(&geometry)) return point->at;
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) return line->points[line->points.size() / 2];
  const geo::Bounds box = geo::bounds_of(geometry);
  return {(box.west + box.east) / 2, (box.south + box.north) / 2};
}

std::vector<std::vector<geo::LonLat>> lines_of(const geo::Geometry& geometry) {
  std::vector<std::vector<geo::LonLat>> lines;
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) lines.push_back(line->points);
  if (const auto* many = std::get_if<geo::MultiLineString>(&geometry))
    for (const auto& line : many->lines) lines.push_back(line.points);
  return lines;
}

/// 杭州 for 杭州市: what people leave out. Empty if nothing sensible remains.
std::u32string_view short_name(std::u32string_view name) {
  static constexpr std::u32string_view kEndings[] = {U"自治县", U"街道", U"社区", U"省", U"市", U"区",
                                                     U"县",     U"镇",   U"乡",   U"村"};
  for (const auto ending : kEndings)
    if (name.ends_with(ending) && name.size() >= ending.size() + 2) return name.substr(0, name.size() - ending.size());
  return {};
}

}  // namespace

void GeocodeIndex::read_divisions(geo::Connection& db) {
  divisions_.clear();
  division_by_id_.clear();
  divisions_by_text_.clear();
  std::vector<std::int64_t> parents;
  auto row = db.prepare(kDivisions);
  while (row.step()) {
    DivisionEntry entry{row.integer(0), static_cast<int>(row.integer(1)), kNone, std::string(row.text(6)),
                        std::string(row.text(2)), std::string(row.text(3)), {}};
    if (!row.is_null(5)) entry.at = middle(row.geometry(5));
    parents.push_back(row.integer(4));
    const auto index = static_cast<std::uint32_t>(divisions_.size());
    division_by_id_[entry.id] = index;
    const std::u32string folded = folder_.fold(entry.name);
    divisions_by_text_[folded].push_back(index);
    if (const auto brief = short_name(folded); !brief.empty()) divisions_by_text_[std::u32string(brief)].push_back(index);
    divisions_.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i < divisions_.size(); ++i) divisions_[i].parent = division_index(parents[i]);
}

void GeocodeIndex::add_name(NameEntry entry) {
  const auto index = static_cast<std::uint32_t>(names_.size());
  const std::u32string folded = folder_.fold(entry.name);
  names_by_text_[folded].push_back(index);
  for (const std::uint64_t pair : character_pairs(folded)) names_by_pair_[pair].push_back(index);
  names_by_id_.emplace(entry.id, index);
  names_.push_back(std::move(entry));
}

void GeocodeIndex::forget_name(std::int64_t id) {
  const auto [begin, end] = names_by_id_.equal_range(id);
  for (auto it = begin; it != end; ++it) names_[it->second].gone = true;
  names_by_id_.erase(begin, end);
}

void GeocodeIndex::read_names(geo::Connection& db, std::int64_t first, std::int64_t last) {
  auto row = db.prepare(kNames);
  row.bind_all(first, last);
  while (row.step()) {
    if (row.is_null(7)) continue;
    const geo::Geometry shape = row.geometry(7);
    NameEntry entry;
    entry.id = row.integer(0);
    entry.name = row.text(1);
    entry.romanized = row.text(3);
    entry.kind = row.text(4);
    entry.importance = static_cast<int>(row.integer(5));
    entry.division = division_index(row.integer(6));
    entry.at = middle(shape);
    entry.bounds = geo::bounds_of(shape);
    if (row.text(2) == "standard")
      entry.lines = lines_of(shape);
    else
      entry.former = true;
    add_name(std::move(entry));
  }
}

void GeocodeIndex::read_facilities(geo::Connection& db, std::int64_t first, std::int64_t last) {
  auto row = db.prepare(kFacilities);
  row.bind_all(first, last);
  while (row.step()) {
    if (row.is_null(5)) continue;
    NameEntry entry;
    entry.id = row.integer(0);
    entry.name = row.text(1);
    entry.kind = row.text(2);
    entry.importance = kFacilityImportance;
    entry.division = division_index(row.integer(3));
    entry.doorplate_id = row.integer(4);
    entry.at = middle(row.geometry(5));
    entry.bounds.add(entry.at);
    add_name(std::move(entry));
  }
}

void GeocodeIndex::add_plate(PlateEntry entry) {
  if (entry.road == kNone) return;
  plates_by_road_[entry.road].push_back(static_cast<std::uint32_t>(plates_.size()));
  plates_.push_back(entry);
}

void GeocodeIndex::forget_plates(std::int64_t first, std::int64_t last) {
  for (auto& plate : plates_) {
    if (plate.id < first || plate.id > last || plate.road == kNone) continue;
    auto& of_road = plates_by_road_[plate.road];
    std::erase_if(of_road, [&](std::uint32_t i) { return plates_[i].id == plate.id; });
    plate.road = kNone;
  }
}

void GeocodeIndex::read_plates(geo::Connection& db, std::int64_t first, std::int64_t last) {
  auto row = db.prepare(kPlates);
  row.bind_all(first, last);
  while (row.step()) {
    if (row.is_null(5)) continue;
    const geo::Geometry point = row.geometry(5);
    add_plate({row.integer(0), name_index(row.integer(1)), division_index(row.integer(2)),
               static_cast<std::int32_t>(row.integer(3)), static_cast<std::int32_t>(row.integer(4)), middle(point)});
  }
}

void GeocodeIndex::order_plates(std::uint32_t road) {
  auto& plates = plates_by_road_[road];
  std::sort(plates.begin(), plates.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(plates_[a].number, plates_[a].sub_number) < std::pair(plates_[b].number, plates_[b].sub_number);
  });
}

void GeocodeIndex::build_trees() {
  std::vector<geo::Box> boxes;
  boxes.reserve(plates_.size());
  for (const auto& plate : plates_) boxes.push_back({plate.at.lon, plate.at.lat, plate.at.lon, plate.at.lat});
  plate_tree_ = geo::PackedRTree(boxes);
  plates_in_tree_ = static_cast<std::uint32_t>(plates_.size());
  boxes.clear();
  road_of_box_.clear();
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].lines.empty()) continue;
    const geo::Bounds& b = names_[i].bounds;
    boxes.push_back({b.west, b.south, b.east, b.north});
    road_of_box_.push_back(i);
  }
  road_tree_ = geo::PackedRTree(boxes);
  names_in_tree_ = static_cast<std::uint32_t>(names_.size());
}

void GeocodeIndex::rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) {
  const std::unique_lock lock(mutex_);
  names_.clear(), plates_.clear(), names_by_id_.clear();
  names_by_text_.clear(), names_by_pair_.clear(), plates_by_road_.clear();
  read_divisions(snapshot);
  progress(0.1);
  read_names(snapshot, 0, kAll);
  read_facilities(snapshot, 0, kAll);
  progress(0.4);
  read_plates(snapshot, 0, kAll);
  for (const auto& [road, plates] : plates_by_road_) order_plates(road);
  progress(0.8);
  build_trees();
  progress(1);
}

void GeocodeIndex::follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) {
  const bool reshaped = std::any_of(changes.begin(), changes.end(),
                                    [](const auto& logged) { return logged.change.kind == "division"; });
  if (reshaped) return rebuild(snapshot, [](double) {});
  const std::unique_lock lock(mutex_);
  for (const auto& logged : changes) {
    const std::int64_t first = logged.change.object_id, last = logged.change.last_object_id;
    if (logged.change.kind == "place" || logged.change.kind == "facility") {
      for (std::int64_t id = first; id <= last; ++id) forget_name(id);
      if (logged.change.kind == "place")
        read_names(snapshot, first, last);
      else
        read_facilities(snapshot, first, last);
    } else if (logged.change.kind == "doorplate") {
      const auto before = plates_.size();
      forget_plates(first, last);
      read_plates(snapshot, first, last);
      for (auto i = before; i < plates_.size(); ++i) order_plates(plates_[i].road);
    }
  }
}

}  // namespace diming::gazetteer
