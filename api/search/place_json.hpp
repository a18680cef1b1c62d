// api/search: a geocoder's hit in Nominatim's words.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gazetteer/geocode/index.hpp"
#include "gazetteer/geocode/search.hpp"

namespace diming::api {

/// What Nominatim tells of a place, drawn from a hit. Texts are UTF-8; labels of `address` are those of Nominatim
/// (state, city, city_district, county, town, suburb, village, neighbourhood, road, house_number).
struct PlaceText {
  std::int64_t id{};
  std::string category, type, addresstype;
  int rank{};
  std::string name;
  std::string display_name;
  std::vector<std::pair<std::string_view, std::string>> address;  ///< finest first
};

PlaceText describe(const gazetteer::GeocodeIndex& index, const gazetteer::Hit& hit);

}  // namespace diming::api
