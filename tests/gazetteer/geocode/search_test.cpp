#include "gazetteer/geocode/search.hpp"

#include <gtest/gtest.h>

#include "tests/gazetteer/geocode/small_province.hpp"

namespace diming::gazetteer {
namespace {

const std::string kWensan90 = "浙江省杭州市西湖区北山街道文三路90号";

/// One province for all tests: none of them changes it.
class SearchAddress : public testing::Test {
 protected:
  static void SetUpTestSuite() { province_ = std::make_unique<test::SmallProvince>(); }
  static void TearDownTestSuite() { province_.reset(); }
  static test::SmallProvince& province() { return *province_; }

 private:
  static inline std::unique_ptr<test::SmallProvince> province_;
};

TEST_F(SearchAddress, full_standard_address_is_the_gate) {
  const auto hits = province().find(kWensan90);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].kind, HitKind::plate);
  EXPECT_EQ(hits[0].level, MatchLevel::gate);
  EXPECT_EQ(hits[0].score, 1);
  EXPECT_EQ(province().text_of(hits[0]), kWensan90);
  EXPECT_NEAR(hits[0].at.lon, 120.109, 1e-9);
}

TEST_F(SearchAddress, however_it_is_written) {
  for (const char* text :
       {"浙江杭州西湖文三路90号", "西湖区文三路90号", "西湖文三路90", "杭州市西湖区北山街道文三路９０号", "西湖區文三路90號",
        "西湖区文三路九十号", "西湖区 文三路，90号", "杭州市杭州市西湖区西湖区文三路90号", "浙江省杭州市西湖区上保社区文三路90号",
        "浙江省杭州市西湖区北山街道上保社区居民委员会文三路90号", "西湖区文三路90号3幢2单元501室",
        "浙江省杭州市西湖区杭州市西湖区文三路90号", "上保社区北山街道西湖区杭州市浙江省文三路90号"})
    EXPECT_EQ(province().first(text), kWensan90) << text;
}

TEST_F(SearchAddress, without_a_county_both_are_candidates) {
  const auto hits = province().find("文三路90号");
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].score, hits[1].score);
  EXPECT_EQ(province().first("余杭区文三路90号"), "浙江省杭州市余杭区仓前街道文三路90号");
}

TEST_F(SearchAddress, sub_number_is_a_gate_of_its_own) {
  for (const char* text : {"西湖区文三路90-1号", "西湖区文三路90号附1号", "西湖区文三路90号之一", "西湖区文三路90－1"})
    EXPECT_EQ(province().first(text), "浙江省杭州市西湖区北山街道文三路90-1号") << text;
}

TEST_F(SearchAddress, road_that_begins_like_a_division) {
  EXPECT_EQ(province().first("西湖大道5号"), "浙江省杭州市西湖区北山街道西湖大道5号");
  EXPECT_EQ(province().first("西湖区西湖大道5号"), "浙江省杭州市西湖区北山街道西湖大道5号");
  EXPECT_EQ(province().first("杭州路7号"), "浙江省杭州市西湖区北山街道杭州路7号");
  EXPECT_EQ(province().first("杭州市杭州路"), "杭州路");
}

TEST_F(SearchAddress, village_named_like_its_township) {
  const std::string gate = "浙江省杭州市西湖区凤桥镇凤桥村5号";
  for (const char* text : {"西湖区凤桥镇凤桥村5号", "凤桥凤桥村5号", "凤桥村5号", "凤桥镇凤桥村凤桥村5号"})
    EXPECT_EQ(province().first(text), gate) << text;
}

TEST_F(SearchAddress, road_named_by_a_numeral) {
  const std::string gate = "浙江省杭州市西湖区北山街道三号路9号";
  for (const char* text : {"三号路9号", "西湖区三号路九号", "西湖区3号路9号"}) EXPECT_EQ(province().first(text), gate) << text;
}

TEST_F(SearchAddress, former_name_leads_to_the_plate_of_today) {
  EXPECT_EQ(province().first("西湖区旧学路105号"), "浙江省杭州市西湖区北山街道学院路105号");
  EXPECT_EQ(province().first("学院路一百零五号"), "浙江省杭州市西湖区北山街道学院路105号");
  const auto hits = province().find("旧学路");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_TRUE(province().index().names()[hits[0].index].former);
}

TEST_F(SearchAddress, number_not_in_stock_is_the_road) {
  const auto hits = province().find("西湖区文三路95号");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].level, MatchLevel::road);
  EXPECT_EQ(hits[0].kind, HitKind::name);
  EXPECT_LT(hits[0].score, 0.9);
  EXPECT_EQ(province().find("余杭区文三路92号")[0].level, MatchLevel::road);
}

TEST_F(SearchAddress, division_name_and_facility) {
  EXPECT_EQ(province().first("杭州"), "浙江省杭州市");
  EXPECT_EQ(province().first("浙江省杭州市西湖区"), "浙江省杭州市西湖区");
  EXPECT_EQ(province().first("上保社区"), "浙江省杭州市西湖区北山街道上保社区居委会");
  EXPECT_EQ(province().first("上保社区老年食堂"), "上保社区老年食堂");
  EXPECT_EQ(province().first("西湖区上保社区老年食堂"), "上保社区老年食堂");
}

TEST_F(SearchAddress, wrong_character_is_only_similar) {
  const auto hits = province().find("西湖区学苑路105号");
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].level, MatchLevel::similar);
  EXPECT_LE(hits[0].score, 0.5);
}

TEST_F(SearchAddress, position_as_text) {
  for (const char* text : {"30.27,120.15", "30.27, 120.15", "30.27，120.15", "30.27 120.15", "120.15,30.27", " 30.27;120.15 "}) {
    const auto hits = province().find(text);
    ASSERT_EQ(hits.size(), 1U) << text;
    EXPECT_EQ(hits[0].kind, HitKind::position);
    EXPECT_EQ(hits[0].at, (geo::LonLat{120.15, 30.27})) << text;
  }
  for (const char* text : {"30.27", "nan,120", "inf,inf", "200,200", "30.27,120.15,1", "30.27,120.15号"})
    EXPECT_FALSE(parse_position(text)) << text;
}

TEST_F(SearchAddress, nothing_for_nothing_and_for_elsewhere) {
  for (const char* text : {"", "   ", "，。！", "\xFF\xFE", "西藏自治区拉萨市城关区北京中路35号", "啊啊啊啊"})
    EXPECT_TRUE(province().find(text).empty()) << text;
}

TEST_F(SearchAddress, viewbox_prefers_or_binds) {
  const auto lock = province().index().read_lock();
  SearchRequest request{"文三路90号", 10, geo::Bounds{120, 30.3, 121, 30.5}, false};
  const auto preferred = search(province().index(), request);
  ASSERT_EQ(preferred.size(), 2U);
  request.bounded = true;
  const auto bound = search(province().index(), request);
  ASSERT_EQ(bound.size(), 1U);
  EXPECT_NEAR(bound[0].at.lat, 30.4, 1e-9);
  EXPECT_EQ(preferred[0].index, bound[0].index);
}

TEST_F(SearchAddress, limit_is_kept) { EXPECT_EQ(province().find("文三路90号", 1).size(), 1U); }

TEST_F(SearchAddress, endless_text_is_answered) {
  std::string lake, digits;
  for (int i = 0; i < 200; ++i) lake += "西湖", digits += "文1";
  EXPECT_TRUE(province().find(digits).empty());
  EXPECT_LE(province().find(lake).size(), 10U);
  EXPECT_TRUE(province().find(std::string(1'000'000, '9')).empty());
}

}  // namespace
}  // namespace diming::gazetteer
