#include "boundary/division/division_code.hpp"

#include <gmock/gmock.h>

#include "boundary/division/division_kind.hpp"

namespace diming::boundary {
namespace {

DivisionCode parsed(std::string_view text) {
  const auto code = parse_division_code(text);
  EXPECT_TRUE(code.ok()) << text;
  return code.ok() ? *code : DivisionCode{};
}

TEST(DivisionCode, padding_falls_away_at_every_level) {
  EXPECT_EQ(parsed("330000000000"), (DivisionCode{"33", 1}));
  EXPECT_EQ(parsed("330100000000"), (DivisionCode{"3301", 2}));
  EXPECT_EQ(parsed("330106000000"), (DivisionCode{"330106", 3}));
  EXPECT_EQ(parsed("330106001000"), (DivisionCode{"330106001", 4}));
  EXPECT_EQ(parsed("330106001051"), (DivisionCode{"330106001051", 5}));
  EXPECT_EQ(parsed("330000"), (DivisionCode{"33", 1}));
  EXPECT_EQ(parsed("3301"), (DivisionCode{"3301", 2}));
  EXPECT_EQ(parsed("33"), (DivisionCode{"33", 1}));
  EXPECT_EQ(parsed("330110"), (DivisionCode{"330110", 3}));  // ends with a zero that counts
}

TEST(DivisionCode, country_number_in_front_falls_away) {
  EXPECT_EQ(parsed("156330106"), (DivisionCode{"330106", 3}));
  EXPECT_EQ(parsed("156330000"), (DivisionCode{"33", 1}));
  EXPECT_EQ(parsed("150602001"), (DivisionCode{"150602001", 4}));  // Inner Mongolia, a township
}

TEST(DivisionCode, anything_else_is_refused) {
  for (const auto* text :
       {"", "3", "330", "33010", "3301060", "33010600x", "３３", "00", "000000000000", "1234567890123"}) {
    const auto code = parse_division_code(text, "adcode");
    ASSERT_FALSE(code.ok()) << text;
    EXPECT_EQ(code.error().code, "division.code_malformed");
    EXPECT_EQ(code.error().field, "adcode");
  }
}

TEST(DivisionCode, prefix_above_climbs_to_the_province) {
  EXPECT_EQ(prefix_above("330106001051"), "330106001");
  EXPECT_EQ(prefix_above("330106001"), "330106");
  EXPECT_EQ(prefix_above("3301"), "33");
  EXPECT_EQ(prefix_above("33"), "");
}

TEST(DivisionKinds, longest_suffix_of_the_level_decides) {
  const DivisionKinds kinds;
  EXPECT_EQ(kinds.guess(1, "浙江省"), "province");
  EXPECT_EQ(kinds.guess(1, "上海市"), "municipality");
  EXPECT_EQ(kinds.guess(2, "杭州市"), "prefecture_city");
  EXPECT_EQ(kinds.guess(3, "龙港市"), "county_city");
  EXPECT_EQ(kinds.guess(3, "景宁畲族自治县"), "autonomous_county");
  EXPECT_EQ(kinds.guess(4, "北山街道"), "subdistrict");
  EXPECT_EQ(kinds.guess(4, "莪山畲族乡"), "ethnic_township");
  EXPECT_EQ(kinds.guess(4, "萧山经济技术开发区"), "functional_zone");
  EXPECT_EQ(kinds.guess(5, "双溪村委会"), "village");
  EXPECT_EQ(kinds.guess(5, "清波门社区"), "community");
  EXPECT_EQ(kinds.guess(5, "围垦生活区"), "functional_village");
  EXPECT_EQ(kinds.title("county_city"), "县级市");
}

TEST(DivisionKinds, short_name_keeps_two_characters) {
  const DivisionKinds kinds;
  EXPECT_EQ(kinds.short_name(3, "定海区"), "定海");
  EXPECT_EQ(kinds.short_name(3, "景宁畲族自治县"), "景宁");
  EXPECT_EQ(kinds.short_name(3, "沛县"), "沛县");
  EXPECT_EQ(kinds.stem(5, "王村村委会"), "王");
}

}  // namespace
}  // namespace diming::boundary
