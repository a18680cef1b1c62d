#include "gazetteer/geocode/index.hpp"

#include <gtest/gtest.h>

#include "gazetteer/doorplate/register.hpp"
#include "gazetteer/geocode/reverse.hpp"
#include "gazetteer/name/register.hpp"
#include "tests/gazetteer/geocode/small_province.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

class GeocodeFollows : public testing::Test {
 protected:
  /// Runs `sql` on the object and logs it.
  void change(const char* kind, std::int64_t id, const std::string& sql) {
    province_.execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
      tx.db().prepare(sql).bind_all(id).run();
      tx.record({kind, id, id, "update", "{}", "{}", {}});
      return std::string();
    });
  }
  std::int64_t add_plates(const std::string& road, const std::vector<int>& numbers) {
    std::vector<NewDoorplate> plates;
    for (int number : numbers)
      plates.push_back({province_.division("北山街道"), number, 0, {120.1 + number * 1e-4, 30.2}, test::day("2011-01-01")});
    std::int64_t first = 0;
    province_.execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
      first = register_doorplates(tx, province_.road(road), plates).value();
      return std::string();
    });
    return first;
  }
  test::SmallProvince province_;
};

TEST_F(GeocodeFollows, renamed_road_keeps_its_plates) {
  change("place", province_.road("西湖文三路"), "UPDATE place_name SET text = '新文路' WHERE place_id = ?1");
  EXPECT_EQ(province_.first("西湖区新文路90号"), "浙江省杭州市西湖区北山街道新文路90号");
  EXPECT_NE(province_.find("西湖区文三路90号").empty() ? "" : province_.text_of(province_.find("西湖区文三路90号")[0]),
            "浙江省杭州市西湖区北山街道文三路90号");
  add_plates("西湖文三路", {94});
  EXPECT_EQ(province_.first("新文路94号"), "浙江省杭州市西湖区北山街道新文路94号");
}

TEST_F(GeocodeFollows, retired_place_is_not_found_and_comes_back) {
  const std::int64_t road = province_.road("西湖大道");
  change("place", road, "UPDATE place SET effective_to = '2020-01-01' WHERE id = ?1");
  EXPECT_TRUE(province_.find("西湖大道5号").empty() || province_.find("西湖大道5号")[0].level == MatchLevel::similar);
  const auto hit = reverse(province_.index(), {120.1005, 30.201}, province_.division("北山街道"), 18);
  EXPECT_TRUE(!hit || hit->kind != HitKind::plate);
  change("place", road, "UPDATE place SET effective_to = NULL WHERE id = ?1");
  EXPECT_EQ(province_.first("西湖大道5号"), "浙江省杭州市西湖区北山街道西湖大道5号");
}

TEST_F(GeocodeFollows, road_published_after_its_plates) {
  std::int64_t road = 0;
  province_.execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
    NewPlace place;
    place.class_id = "street";
    place.division_id = province_.division("北山街道");
    place.name = "未名路";
    place.geometry = geo::LineString{{{120.1, 30.3}, {120.2, 30.3}}};
    place.effective_from = test::day("2012-01-01");
    road = name_place(tx, place).value();
    const std::vector<NewDoorplate> plates = {{place.division_id, 3, 0, {120.1, 30.3}, place.effective_from}};
    EXPECT_TRUE(register_doorplates(tx, road, plates).ok());
    return std::string();
  });
  EXPECT_TRUE(province_.find("未名路3号").empty());
  province_.execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
    publish_place(tx, road, test::day("2012-02-01"));
    return std::string();
  });
  EXPECT_EQ(province_.first("未名路3号"), "浙江省杭州市西湖区北山街道未名路3号");
  const auto hit = reverse(province_.index(), {120.15, 30.3001}, province_.division("北山街道"), 16);
  ASSERT_TRUE(hit);
  EXPECT_EQ(province_.text_of(*hit), "未名路");
}

TEST_F(GeocodeFollows, run_of_plates_in_order_and_out_again) {
  const std::int64_t first = add_plates("西湖文三路", {96, 94, 200});
  EXPECT_EQ(province_.first("西湖区文三路94号"), "浙江省杭州市西湖区北山街道文三路94号");
  EXPECT_EQ(province_.first("西湖区文三路90号"), "浙江省杭州市西湖区北山街道文三路90号");
  const auto hit = reverse(province_.index(), {120.12, 30.20001}, province_.division("北山街道"), 18);
  ASSERT_TRUE(hit);
  EXPECT_EQ(province_.text_of(*hit), "浙江省杭州市西湖区北山街道文三路200号");
  change("doorplate", first + 1, "UPDATE doorplate SET state = 'cancelled' WHERE id = ?1");
  EXPECT_EQ(province_.find("西湖区文三路94号")[0].level, MatchLevel::road);
  EXPECT_EQ(province_.find("西湖区文三路96号")[0].level, MatchLevel::gate);
}

TEST_F(GeocodeFollows, changed_division_renames_addresses) {
  change("division", province_.division("北山街道"), "UPDATE division_name SET name = '南山街道' WHERE division_id = ?1");
  EXPECT_EQ(province_.first("西湖区文三路88号"), "浙江省杭州市西湖区南山街道文三路88号");
}

TEST_F(GeocodeFollows, facility_moves_with_its_record) {
  const auto before = province_.find("上保社区老年食堂");
  ASSERT_EQ(before.size(), 1U);
  const std::int64_t id = province_.index().names()[before[0].index].id;
  change("facility", id, "UPDATE facility SET name = '上保幸福食堂' WHERE id = ?1");
  EXPECT_EQ(province_.first("上保幸福食堂"), "上保幸福食堂");
  change("facility", id, "UPDATE facility SET state = 'closed' WHERE id = ?1");
  const auto after = province_.find("上保幸福食堂");
  EXPECT_TRUE(after.empty() || after[0].level == MatchLevel::similar);
}

}  // namespace
}  // namespace diming::gazetteer
