#include "gazetteer/geocode/reverse.hpp"

#include <gtest/gtest.h>

#include "tests/gazetteer/geocode/small_province.hpp"

namespace diming::gazetteer {
namespace {

class Reverse : public testing::Test {
 protected:
  static void SetUpTestSuite() { province_ = std::make_unique<test::SmallProvince>(); }
  static void TearDownTestSuite() { province_.reset(); }
  static std::string at(geo::LonLat p, const std::string& division, int zoom = 18) {
    std::optional<std::int64_t> id;
    if (!division.empty()) id = province_->division(division);
    const auto hit = reverse(province_->index(), p, id, zoom);
    return hit ? province_->text_of(*hit) : "";
  }

 private:
  static inline std::unique_ptr<test::SmallProvince> province_;
};

TEST_F(Reverse, nearest_plate) {
  EXPECT_EQ(at({120.10901, 30.2001}, "北山街道"), "浙江省杭州市西湖区北山街道文三路90-1号");
  EXPECT_EQ(at({120.1088, 30.2001}, "北山街道"), "浙江省杭州市西湖区北山街道文三路88号");
}

TEST_F(Reverse, plate_beyond_the_county_is_passed_over) {
  // 30 m from 文三路92 of 西湖区, yet in 余杭区, whose own plates are far away
  EXPECT_EQ(at({120.1092, 30.2003}, "仓前街道"), "浙江省杭州市余杭区仓前街道");
}

TEST_F(Reverse, road_where_no_plate_is_near) {
  EXPECT_EQ(at({120.15, 30.2001}, "北山街道"), "文三路");
  EXPECT_EQ(at({120.109, 30.2}, "北山街道", 17), "文三路");
}

TEST_F(Reverse, division_by_zoom) {
  const geo::LonLat away{120.15, 30.25};
  EXPECT_EQ(at(away, "上保社区居委会"), "浙江省杭州市西湖区北山街道上保社区居委会");
  EXPECT_EQ(at(away, "上保社区居委会", 12), "浙江省杭州市西湖区北山街道");
  EXPECT_EQ(at(away, "上保社区居委会", 10), "浙江省杭州市西湖区");
  EXPECT_EQ(at(away, "上保社区居委会", 8), "浙江省杭州市");
  EXPECT_EQ(at(away, "上保社区居委会", 0), "浙江省");
}

TEST_F(Reverse, nothing_at_sea) { EXPECT_EQ(at({120.109, 30.2}, ""), ""); }

}  // namespace
}  // namespace diming::gazetteer
