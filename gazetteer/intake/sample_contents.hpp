// gazetteer/intake: invented roads, doorplates, places and care services in the villages of a sample.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "boundary/intake/sample_areas.hpp"
#include "geo/base/geometry.hpp"

namespace diming::gazetteer {

/// Where the numbers of a road begin (GB/T 35639-2017 annex B). Seen from there, odd numbers are on the right.
enum class SampleOrigin { east, north, north_east, north_west };

/// A road inside one village; its name is unique in its county.
struct SampleRoad {
  std::uint32_t village{};  ///< index in SampleAreas::villages
  std::string name;         ///< specific + generic
  std::string specific;
  std::string generic;
  int importance{};      ///< 1 (lane) to 5 (avenue)
  geo::LineString line;  ///< from where the numbers begin
  SampleOrigin origin{};
  std::uint32_t plates{};           ///< how many `plates_of` makes
  std::vector<double> crossings_m;  ///< where other roads cross, metres along the line
  std::uint64_t seed{};
};

struct SamplePlate {
  int number{};
  int sub_number{};  ///< 附号: 1 of 12-1, 0 if there is none
  geo::LonLat at;    ///< 8 to 12 m beside the road, inside its village
};

struct SamplePlace {
  std::uint32_t village{};
  std::string_view cls;  ///< id of vocab/place_classes.csv: natural, natural_village, estate_building
  std::string name;      ///< specific + generic, unique in its county among its class
  std::string specific;
  std::string generic;
  int importance{};  ///< 1 to 4
  geo::Geometry geometry;
};

/// Fields as table `facility` has them; what does not apply is empty or 0.
struct SampleFacility {
  std::uint32_t village{};
  std::string_view kind;     ///< "canteen", "care_institution"
  std::string_view subkind;  ///< id of vocab/facility_kinds.csv
  std::string name;
  std::uint32_t road{};   ///< index in SampleContents::roads
  std::uint32_t plate{};  ///< index in what `plates_of` makes of that road
  geo::LonLat at;         ///< of that doorplate
  std::string phone;      ///< a subscriber number 0000xxxx, which nobody has
  std::string_view state;
  std::string_view meals;
  std::string_view hours;
  int seats{};
  int price_yuan{};
  std::string_view nature;
  int grade{};
  int beds{};
  int beds_in_use{};
};

struct SampleContents {
  std::vector<SampleRoad> roads;  ///< village after village
  std::vector<SamplePlace> places;
  std::vector<SampleFacility> facilities;
};

struct SampleContentOptions {
  std::uint32_t doorplates = 300'000;  ///< exactly so many
  std::uint32_t natural_villages = 12'000;
  std::uint32_t natural_features = 3'000;
  std::uint32_t estates_and_buildings = 5'000;
  std::uint32_t canteens = 3'000;           ///< fewer if there are not so many villages with doorplates
  std::uint32_t care_institutions = 2'000;  ///< likewise
  std::uint64_t seed = 330000;
};

/// Sizes for a sample of one county.
inline constexpr SampleContentOptions kSmallSample{5'000, 150, 40, 90, 40, 25, 330000};

/// A tenth of the villages, those with the smallest areas (towns), holds six tenths of the doorplates. The same input
/// gives the same contents. Everything is made up; the caller marks it so. Thread: any; a pure function.
SampleContents make_sample_contents(const boundary::SampleAreas& areas, const SampleContentOptions& options = {},
                                    const std::function<void(double)>& progress = {});

/// The doorplates of one road, from where its numbers begin: consecutive on each side, odd ones on the right. Made anew
/// at each call, so ten million need no memory.
std::vector<SamplePlate> plates_of(const SampleRoad& road);

}  // namespace diming::gazetteer
