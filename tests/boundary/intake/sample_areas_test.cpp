#include "boundary/intake/sample_areas.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <tuple>

#include "geo/base/fault.hpp"
#include "geo/shape/measure.hpp"
#include "geo/shape/overlay.hpp"
#include "geo/shape/ring.hpp"
#include "geo/shape/validity.hpp"
#include "tests/boundary/intake/sample_fixture.hpp"

namespace diming::boundary {
namespace {

using Directed = std::tuple<double, double, double, double>;

template <class Visit>
void for_each_segment(const geo::MultiPolygon& area, Visit&& visit) {
  for (const auto& polygon : area.polygons)
    for (const auto& ring : polygon.rings)
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) visit(ring[i], ring[i + 1]);
}

const SampleAreas& little_province() {
  static const SampleAreas kAreas = make_sample_areas(test::LittleProvince().sources());
  return kAreas;
}

TEST(SampleAreas, every_village_has_a_valid_area_around_its_site) {
  const auto& made = little_province();
  ASSERT_EQ(made.villages.size(), 264u);
  for (const auto& village : made.villages) {
    ASSERT_FALSE(village.area.polygons.empty());
    EXPECT_TRUE(geo::check_valid(village.area).ok()) << made.divisions[village.division].code;
    EXPECT_TRUE(geo::contains(village.area, village.site));
    EXPECT_EQ(made.divisions[village.division].level, 5);
  }
}

TEST(SampleAreas, each_inner_segment_runs_once_in_each_direction) {
  std::map<Directed, int> count;
  for (const auto& village : little_province().villages)
    for_each_segment(village.area, [&](auto a, auto b) { ++count[{a.lon, a.lat, b.lon, b.lat}]; });
  std::size_t inner = 0, border = 0;
  for (const auto& [s, times] : count) {
    EXPECT_EQ(times, 1);
    count.contains({std::get<2>(s), std::get<3>(s), std::get<0>(s), std::get<1>(s)}) ? ++inner : ++border;
  }
  EXPECT_GT(inner, 20'000u);
  std::size_t outer = 0;  // what parts a village from the sea or from beyond the province
  for (const auto& edge : little_province().edges)
    if (edge.left == kNobody || edge.right == kNobody) outer += edge.points.size() - 1;
  EXPECT_EQ(border, outer);
}

TEST(SampleAreas, areas_add_up_to_their_union) {
  double sum = 0;
  std::vector<geo::Geometry> all;
  for (const auto& village : little_province().villages) {
    sum += geo::area_m2(village.area);
    all.emplace_back(village.area);
  }
  const auto together = geo::Geos().union_all(all);
  ASSERT_TRUE(together.ok()) << together.error().message;
  const auto* area = std::get_if<geo::MultiPolygon>(&*together);
  ASSERT_NE(area, nullptr);
  EXPECT_NEAR(geo::area_m2(*area) / sum, 1, 1e-9);
}

TEST(SampleAreas, islands_belong_to_one_village_or_are_shared_out) {
  const auto& villages = little_province().villages;
  for (const geo::LonLat island : {geo::LonLat{120.77, 29.38}, geo::LonLat{120.678, 29.303}})
    EXPECT_EQ(
        std::count_if(villages.begin(), villages.end(), [&](const auto& v) { return geo::contains(v.area, island); }),
        1);
}

TEST(SampleAreas, edges_are_the_lines_of_the_areas) {
  const auto& made = little_province();
  std::set<Directed> of_areas;
  for (const auto& village : made.villages)
    for_each_segment(village.area, [&](auto a, auto b) { of_areas.insert({a.lon, a.lat, b.lon, b.lat}); });
  std::size_t walked = 0;
  for (const auto& edge : made.edges) {
    ASSERT_NE(edge.left, edge.right);
    for (std::size_t i = 0; i + 1 < edge.points.size(); ++i) {
      const auto a = edge.points[i], b = edge.points[i + 1];
      if (edge.left != kNobody) walked += of_areas.count({a.lon, a.lat, b.lon, b.lat});
      if (edge.right != kNobody) walked += of_areas.count({b.lon, b.lat, a.lon, a.lat});
    }
  }
  EXPECT_EQ(walked, of_areas.size());
}

TEST(SampleAreas, one_county_has_the_shape_it_has_in_the_province) {
  const auto alone = make_sample_areas(test::LittleProvince().sources(), {.only_county = "339002"});
  ASSERT_EQ(alone.villages.size(), 88u);
  EXPECT_EQ(alone.divisions.size(), 2u + 1 + 4 + 88);
  EXPECT_EQ(alone.seats.size(), 1u);
  std::map<std::string, const SampleVillage*> by_code;
  for (const auto& village : little_province().villages)
    by_code[little_province().divisions[village.division].code] = &village;
  for (const auto& village : alone.villages) {
    const auto& whole = *by_code.at(alone.divisions[village.division].code);
    EXPECT_EQ(village.site, whole.site);
    EXPECT_NEAR(geo::area_m2(village.area), geo::area_m2(whole.area), 1e-3);
  }
}

TEST(SampleAreas, progress_rises_to_one) {
  std::vector<double> seen;
  (void)make_sample_areas(test::LittleProvince().sources(), {}, [&](double done) { seen.push_back(done); });
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), 1);
}

TEST(SampleAreas, unknown_county_and_broken_text_are_faults) {
  test::LittleProvince little;
  EXPECT_THROW((void)make_sample_areas(little.sources(), {.only_county = "110101"}), geo::Fault);
  little.land += "9,120.1\n";
  EXPECT_THROW((void)make_sample_areas(little.sources()), geo::Fault);
}

TEST(SampleDivisions, long_codes_are_cut_to_the_digits_of_their_level) {
  const auto divisions = read_sample_divisions(
      "code,name,parent_code,level\r\n330000000000,浙江省,,1\r\n330100000000,杭州市,330000000000,2\r\n");
  ASSERT_EQ(divisions.size(), 2u);
  EXPECT_EQ(divisions[1].code, "3301");
  EXPECT_EQ(divisions[1].parent, 0u);
}

TEST(SampleRings, remarks_are_skipped_and_open_rings_closed) {
  const auto rings =
      read_sample_rings("# from, somewhere\n# two lines\nring_id,lon,lat\n3,120,29\n3,121,29\n3,121,30\n");
  ASSERT_EQ(rings.size(), 1u);
  EXPECT_EQ(rings[0].size(), 4u);
  EXPECT_EQ(rings[0].front(), (geo::LonLat{120, 29}));
}

}  // namespace
}  // namespace diming::boundary
