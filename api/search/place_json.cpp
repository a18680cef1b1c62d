#include "api/search/place_json.hpp"

#include <algorithm>

#include "gazetteer/doorplate/address.hpp"

namespace diming::api {
namespace {

using gazetteer::GeocodeIndex;
using gazetteer::Hit;
using gazetteer::HitKind;
using gazetteer::kNone;

constexpr int kRankOfLevel[] = {2, 8, 12, 14, 16, 20};
constexpr int kRankRoad = 26;
constexpr int kRankPlace = 22;
constexpr int kRankHouse = 30;

std::string_view label(const gazetteer::DivisionEntry& unit) {
  switch (unit.level) {
    case 1: return "state";
    case 2: return "city";
    case 3: return unit.name.ends_with("区") ? "city_district" : "county";
    case 4: return unit.name.ends_with("街道") ? "suburb" : "town";
    default: return unit.name.find("社区") == std::string::npos ? "village" : "neighbourhood";
  }
}

struct Category {
  std::string_view kind, category, type;
};
constexpr Category kCategories[] = {
    {"street", "highway", "residential"},       {"natural", "natural", "feature"},
    {"natural_village", "place", "hamlet"},     {"village_seat", "place", "village"},
    {"park_reserve", "leisure", "park"},        {"estate_building", "place", "neighbourhood"},
    {"facility", "amenity", "facility"},        {"canteen", "amenity", "canteen"},
    {"care_institution", "amenity", "social_facility"},
};

Category category_of(std::string_view kind) {
  const auto* it = std::find_if(std::begin(kCategories), std::end(kCategories),
                                [&](const Category& c) { return c.kind == kind; });
  return it == std::end(kCategories) ? Category{kind, "place", "locality"} : *it;
}

void add_divisions(const GeocodeIndex& index, std::uint32_t lowest, PlaceText& text) {
  auto chain = index.chain(lowest);
  std::reverse(chain.begin(), chain.end());
  for (const std::uint32_t unit : chain)
    text.address.emplace_back(label(index.divisions()[unit]), index.divisions()[unit].name);
}

void describe_plate(const GeocodeIndex& index, const gazetteer::PlateEntry& plate, PlaceText& text) {
  text.id = plate.id;
  text.category = "place", text.type = "house", text.addresstype = "place", text.rank = kRankHouse;
  text.name = "";
  text.display_name = gazetteer::plate_address(index, plate);
  text.address.emplace_back("house_number", gazetteer::plate_text(plate.number, plate.sub_number));
  text.address.emplace_back("road", index.names()[plate.road].name);
  add_divisions(index, plate.division, text);
}

void describe_name(const GeocodeIndex& index, const gazetteer::NameEntry& entry, PlaceText& text) {
  const Category category = category_of(entry.kind);
  const bool road = category.category == "highway";
  const std::uint32_t standing = index.name_index(entry.id);
  const std::string& standard = standing == kNone ? entry.name : index.names()[standing].name;
  text.id = entry.id;
  text.category = category.category, text.type = category.type;
  text.addresstype = road ? "road" : category.category;
  text.rank = road ? kRankRoad : kRankPlace;
  text.name = standard;
  const std::uint32_t plate = entry.doorplate_id ? index.plate_index(entry.doorplate_id) : kNone;
  if (plate != kNone)
    text.display_name = gazetteer::plate_address(index, index.plates()[plate]) + " " + standard;
  else
    text.display_name = gazetteer::division_address(index, entry.division) + standard;
  text.address.emplace_back(road ? "road" : category.category, standard);
  if (plate != kNone) {
    const gazetteer::PlateEntry& gate = index.plates()[plate];
    text.address.emplace_back("house_number", gazetteer::plate_text(gate.number, gate.sub_number));
    text.address.emplace_back("road", index.names()[gate.road].name);
  }
  add_divisions(index, entry.division, text);
}

void describe_division(const GeocodeIndex& index, std::uint32_t division, PlaceText& text) {
  const gazetteer::DivisionEntry& unit = index.divisions()[division];
  text.id = unit.id;
  text.category = "boundary", text.type = "administrative";
  text.addresstype = label(unit);
  text.rank = kRankOfLevel[std::clamp(unit.level, 0, 5)];
  text.name = unit.name;
  text.display_name = gazetteer::division_address(index, division);
  add_divisions(index, division, text);
}

}  // namespace

PlaceText describe(const GeocodeIndex& index, const Hit& hit) {
  PlaceText text;
  switch (hit.kind) {
    case HitKind::plate: describe_plate(index, index.plates()[hit.index], text); break;
    case HitKind::name: describe_name(index, index.names()[hit.index], text); break;
    case HitKind::division: describe_division(index, hit.index, text); break;
    case HitKind::position:
      text.category = "place", text.type = "position", text.addresstype = "place";
      text.rank = kRankHouse;
      text.display_name = std::to_string(hit.at.lat) + ", " + std::to_string(hit.at.lon);
  }
  return text;
}

}  // namespace diming::api
