#include "gazetteer/intake/sample_contents.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "gazetteer/intake/sample_names.hpp"
#include "geo/shape/measure.hpp"
#include "geo/shape/ring.hpp"
#include "tests/boundary/intake/sample_fixture.hpp"

namespace diming::gazetteer {
namespace {

constexpr SampleContentOptions kOptions{6'000, 200, 60, 120, 60, 40, 7};

struct Little {
  boundary::SampleAreas areas = boundary::make_sample_areas(test::LittleProvince().sources());
  SampleContents contents = make_sample_contents(areas, kOptions);
};

const Little& little() {
  static const Little kLittle;
  return kLittle;
}

const geo::MultiPolygon& area_of(std::uint32_t village) {
  return little().areas.villages[village].area;
}
std::string county_of(std::uint32_t village) {
  return little().areas.divisions[little().areas.villages[village].division].code.substr(0, 6);
}

/// On a plane that touches the earth at `p`; streets are short.
double distance_to_line_m(const geo::LineString& line, geo::LonLat p) {
  const double east_m = geo::distance_m(p, {p.lon + 0.001, p.lat}) * 1000;
  const double north_m = geo::distance_m(p, {p.lon, p.lat + 0.001}) * 1000;
  double best = 1e9;
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
    const double ax = (line.points[i].lon - p.lon) * east_m, ay = (line.points[i].lat - p.lat) * north_m;
    const double bx = (line.points[i + 1].lon - p.lon) * east_m, by = (line.points[i + 1].lat - p.lat) * north_m;
    const double dx = bx - ax, dy = by - ay;
    const double t = std::clamp(-(ax * dx + ay * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    best = std::min(best, std::hypot(ax + t * dx, ay + t * dy));
  }
  return best;
}

/// Whether `p` lies right of the road as seen from its start: of the leg nearest to it, for roads bend.
bool on_the_right(const geo::LineString& line, geo::LonLat p) {
  double best = 1e9;
  bool right = false;
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
    const auto a = line.points[i], b = line.points[i + 1];
    const double d = distance_to_line_m({{a, b}}, p);
    if (d < best) best = d, right = (b.lat - a.lat) * (p.lon - a.lon) > (b.lon - a.lon) * (p.lat - a.lat);
  }
  return right;
}

TEST(SampleContents, doorplates_are_as_many_as_asked_for_and_a_tenth_of_the_villages_holds_six_tenths) {
  std::vector<std::size_t> by_village(little().areas.villages.size());
  std::size_t sum = 0;
  for (const auto& road : little().contents.roads) {
    const auto plates = plates_of(road);
    EXPECT_EQ(plates.size(), road.plates);
    by_village[road.village] += plates.size(), sum += plates.size();
  }
  EXPECT_EQ(sum, kOptions.doorplates);
  std::sort(by_village.rbegin(), by_village.rend());
  std::size_t top = 0;
  for (std::size_t i = 0; i < by_village.size() / 10; ++i) top += by_village[i];
  EXPECT_GE(top * 10, sum * 6);
}

TEST(SampleContents, roads_and_doorplates_lie_in_their_village) {
  for (const auto& road : little().contents.roads) {
    for (const auto& p : road.line.points) EXPECT_TRUE(geo::contains(area_of(road.village), p)) << road.name;
    for (const auto& plate : plates_of(road)) EXPECT_TRUE(geo::contains(area_of(road.village), plate.at)) << road.name;
  }
}

TEST(SampleContents, doorplates_stand_8_to_12_m_off_with_odd_numbers_on_the_right) {
  for (std::size_t r = 0; r < little().contents.roads.size(); ++r) {
    const auto& road = little().contents.roads[r];
    for (const auto& plate : plates_of(road)) {
      const double off = distance_to_line_m(road.line, plate.at);
      EXPECT_GE(off, 8) << road.name << plate.number;
      EXPECT_LE(off, 12.1) << road.name << plate.number;
    }
  }
}

TEST(SampleContents, numbers_begin_at_the_end_the_standard_names) {
  std::set<SampleOrigin> seen;
  for (const auto& road : little().contents.roads) {
    const auto a = road.line.points.front(), b = road.line.points.back();
    seen.insert(road.origin);
    const bool to_west = b.lon < a.lon, to_south = b.lat < a.lat;
    switch (road.origin) {
      case SampleOrigin::east:
        EXPECT_TRUE(to_west);
        break;
      case SampleOrigin::north:
        EXPECT_TRUE(to_south);
        break;
      case SampleOrigin::north_east:
        EXPECT_TRUE(to_west && to_south);
        break;
      case SampleOrigin::north_west:
        EXPECT_TRUE(!to_west && to_south);
        break;
    }
    const auto plates = plates_of(road);
    for (const auto& plate : plates) EXPECT_EQ(plate.number % 2 == 1, on_the_right(road.line, plate.at)) << road.name;
  }
  EXPECT_EQ(seen.size(), 4u);
}

TEST(SampleContents, numbers_run_on_without_gap_or_double) {
  bool any_sub = false;
  for (const auto& road : little().contents.roads) {
    std::map<int, std::pair<int, int>> last;  // by parity: number, sub-number
    for (const auto& plate : plates_of(road)) {
      auto& [number, sub] =
          last.try_emplace(plate.number % 2, plate.number % 2 - 2 + (plate.number % 2 ? 0 : 2), 0).first->second;
      const bool next_number = plate.number == number + 2 && plate.sub_number == 0;
      const bool next_sub = plate.number == number && plate.sub_number == sub + 1;
      EXPECT_TRUE(next_number || next_sub) << road.name << plate.number;
      any_sub |= next_sub;
      number = plate.number, sub = plate.sub_number;
    }
  }
  EXPECT_TRUE(any_sub);
}

TEST(SampleContents, road_names_are_unique_in_their_county) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& road : little().contents.roads) {
    EXPECT_TRUE(seen.emplace(county_of(road.village), road.name).second) << road.name;
    EXPECT_EQ(road.name, road.specific + road.generic);
    EXPECT_THAT(road.importance, testing::AllOf(testing::Ge(1), testing::Le(5)));
  }
}

TEST(SampleContents, places_lie_in_their_village_with_names_of_their_own) {
  std::map<std::string_view, std::size_t> count;
  std::set<std::string> seen;
  for (const auto& place : little().contents.places) {
    ++count[place.cls];
    EXPECT_TRUE(seen.insert(county_of(place.village) + std::string(place.cls) + place.name).second) << place.name;
    geo::for_each_position(place.geometry,
                           [&](geo::LonLat p) { EXPECT_TRUE(geo::contains(area_of(place.village), p)); });
  }
  EXPECT_EQ(count["natural_village"], 200u);
  EXPECT_EQ(count["natural"], 60u);
  EXPECT_EQ(count["estate_building"], 120u);
}

TEST(SampleContents, facilities_stand_at_a_doorplate_of_their_own) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  std::size_t canteens = 0;
  for (const auto& facility : little().contents.facilities) {
    EXPECT_TRUE(seen.emplace(facility.road, facility.plate).second);
    const auto& road = little().contents.roads[facility.road];
    EXPECT_EQ(road.village, facility.village);
    EXPECT_EQ(plates_of(road).at(facility.plate).at, facility.at);
    EXPECT_THAT(facility.phone, testing::HasSubstr("-0000"));
    EXPECT_LE(facility.beds_in_use, facility.beds);
    EXPECT_EQ(facility.kind == "canteen", !facility.meals.empty());
    canteens += facility.kind == "canteen";
  }
  EXPECT_EQ(canteens, 60u);
  EXPECT_EQ(little().contents.facilities.size(), 100u);
}

TEST(SampleContents, same_input_gives_the_same_contents) {
  const auto again = make_sample_contents(little().areas, kOptions);
  ASSERT_EQ(again.roads.size(), little().contents.roads.size());
  for (std::size_t i = 0; i < again.roads.size(); ++i) {
    EXPECT_EQ(again.roads[i].name, little().contents.roads[i].name);
    EXPECT_EQ(again.roads[i].line, little().contents.roads[i].line);
    EXPECT_EQ(again.roads[i].seed, little().contents.roads[i].seed);
  }
}

TEST(SampleNames, village_names_lose_their_committee) {
  EXPECT_EQ(short_village_name("金星村委会"), "金星村");
  EXPECT_EQ(short_village_name("金星村村民委员会"), "金星村");
  EXPECT_EQ(short_village_name("上保社区居委会"), "上保社区");
  EXPECT_EQ(short_village_name("上保社区"), "上保社区");
}

TEST(SampleNames, division_names_lose_their_kind) {
  EXPECT_EQ(stem_of_division("西湖区"), "西湖");
  EXPECT_EQ(stem_of_division("景宁畲族自治县"), "景宁");
  EXPECT_EQ(stem_of_division("老市"), "老市");
}

}  // namespace
}  // namespace diming::gazetteer
