#include "gazetteer/name/rules.hpp"

#include <gmock/gmock.h>

#include "gazetteer/name/register.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

using test::day;

ProposedName street(const std::string& text, std::int64_t division_id = 4) {
  return {text, "street", split_name(text, "street"), division_id, day("2026-11-22")};
}

/// "N3!" blocks, "N3" warns.
std::vector<std::string> verdicts(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const auto& one : findings) out.push_back(one.rule + (one.severity == Severity::block ? "!" : ""));
  return out;
}

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CheckWording, verdicts_by_list) {
  EXPECT_THAT(verdicts(check_wording(street("文三路"))), IsEmpty());
  EXPECT_THAT(verdicts(check_wording(street("曼哈顿大道"))), ElementsAre("N5!"));
  EXPECT_THAT(verdicts(check_wording(street("中山路"))), ElementsAre("N4"));
  EXPECT_THAT(verdicts(check_wording(street("邓小平路"))), ElementsAre("N4!"));
  EXPECT_THAT(verdicts(check_wording(street("天下路"))), ElementsAre("N2"));
  EXPECT_THAT(verdicts(check_wording(street("万达路"))), ElementsAre("N6"));
  EXPECT_THAT(verdicts(check_wording(street("和顺"))), ElementsAre("N11!"));
}

TEST(CheckWording, characters_outside_of_the_table_block) {
  EXPECT_THAT(verdicts(check_wording(street("國際路"))), ElementsAre("N3!", "N3!"));
  EXPECT_THAT(verdicts(check_wording(street("Mall路"))), ElementsAre("N3!", "N3!", "N3!"));
  EXPECT_THAT(verdicts(check_wording(street("银泰·城路"))), ElementsAre("N3!"));
  EXPECT_THAT(verdicts(check_wording(street("6号路"))), ElementsAre("N3!"));
  EXPECT_THAT(verdicts(check_wording(street("峃口路"))), ElementsAre("N3"));  // level 3: rare
  EXPECT_THAT(verdicts(check_wording(street("\xFF路"))), ElementsAre("N3!"));
}

TEST(CheckWording, article_in_the_laws_words) {
  const auto findings = check_wording(street("威尼斯路"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].article, "《地名管理条例》第九条第（五）项");
}

class CheckName : public testing::Test {
 protected:
  CheckName() : db_(register_.open()) {
    add("文三路", 4);
    add("闻山路", 5);
    add("文山路", 6);
  }
  void add(const std::string& name, std::int64_t division_id) {
    geo::Transaction tx(db_, test::kOfficer, "初始登记");
    NewPlace place;
    place.class_id = "street";
    place.division_id = division_id;
    place.name = name;
    place.geometry = geo::LineString{{{120.1, 30.2}, {120.2, 30.2}}};
    place.effective_from = day("2001-01-01");
    ASSERT_TRUE(name_place(tx, place).ok());
  }
  test::SmallRegister register_;
  geo::Connection db_;
};

TEST_F(CheckName, duplicate_in_the_county_blocks) {
  const auto findings = check_name(db_, street("文三路", 5));
  EXPECT_THAT(verdicts(findings), Contains("N8!"));
  ASSERT_EQ(findings[0].matches.size(), 1U);
  EXPECT_EQ(findings[0].matches[0].text, "文三路");
  EXPECT_EQ(findings[0].matches[0].division_name, "北山街道");
  EXPECT_THAT(findings[0].message, testing::HasSubstr("未载入建成区范围"));
}

TEST_F(CheckName, duplicate_in_another_county_is_allowed) {
  EXPECT_THAT(verdicts(check_name(db_, street("文三路", 6))), testing::Not(Contains("N8!")));
}

TEST_F(CheckName, homophones_warn_with_equal_tones_first) {
  const auto findings = check_name(db_, street("文珊路", 4));
  ASSERT_THAT(verdicts(findings), ElementsAre("N8"));
  ASSERT_EQ(findings[0].matches.size(), 1U);  // 文三 is "san", 文山 lies in 余杭区
  EXPECT_EQ(findings[0].matches[0].text, "闻山路");
  EXPECT_TRUE(findings[0].matches[0].same_tone);
  const auto near = check_name(db_, street("文善路", 4));
  ASSERT_EQ(near.size(), 1U);
  EXPECT_FALSE(near[0].matches[0].same_tone);
}

TEST_F(CheckName, name_of_another_county_warns) {
  EXPECT_THAT(verdicts(check_name(db_, street("余杭路", 4))), ElementsAre("N12"));
  EXPECT_THAT(verdicts(check_name(db_, street("西湖大道", 4))), IsEmpty());
}

TEST_F(CheckName, rare_character_of_a_standing_division_is_forgiven) {
  db_.execute("UPDATE division_name SET name = '龘山街道' WHERE division_id = 4");
  EXPECT_THAT(verdicts(check_name(db_, street("龘山路", 4))), ElementsAre("N3"));
  EXPECT_THAT(verdicts(check_name(db_, street("龘水路", 4))), ElementsAre("N3!"));
}

TEST_F(CheckName, findings_as_json) {
  geo::json::Writer out;
  write_findings(out, check_name(db_, street("文三路", 5)));
  EXPECT_TRUE(geo::json::parse(out.view()).ok());
  EXPECT_THAT(std::string(out.view()), testing::HasSubstr(R"("rule":"N8","severity":"block")"));
}

}  // namespace
}  // namespace diming::gazetteer
