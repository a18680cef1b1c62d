#include "gazetteer/name/romanize.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "gazetteer/name/readings.hpp"
#include "geo/base/json.hpp"
#include "tests/support/support.hpp"

namespace diming::gazetteer {
namespace {

std::string toned(std::string_view text, std::string_view class_id) {
  return romanize(text, class_id, split_name(text, class_id)).toned;
}

TEST(Romanize, readings_of_zhejiang) {
  EXPECT_EQ(toned("台州市", "division"), "Tāizhōu Shì");
  EXPECT_EQ(toned("天台县", "division"), "Tiāntāi Xiàn");
  EXPECT_EQ(toned("丽水市", "division"), "Líshuǐ Shì");
  EXPECT_EQ(toned("乐清市", "division"), "Yuèqīng Shì");
  EXPECT_EQ(toned("鄞州区", "division"), "Yínzhōu Qū");
  EXPECT_EQ(toned("嵊泗县", "division"), "Shèngsì Xiàn");
  EXPECT_EQ(toned("长兴县", "division"), "Chángxīng Xiàn");
  EXPECT_EQ(toned("会稽山", "natural"), "Kuàijī Shān");
  EXPECT_EQ(toned("莫干山镇", "division"), "Mògānshān Zhèn");
}

TEST(Romanize, parts_stand_apart) {
  EXPECT_EQ(toned("文三路", "street"), "Wénsān Lù");
  EXPECT_EQ(toned("西湖", "natural"), "Xī Hú");
  EXPECT_EQ(toned("西湖街道", "division"), "Xīhú Jiēdào");
  EXPECT_EQ(toned("景宁畲族自治县", "division"), "Jǐngníng Shēzú Zìzhìxiàn");
}

TEST(Romanize, modifier_joins_generic) {
  EXPECT_EQ(toned("解放东路", "street"), "Jiěfàng Dōnglù");
  EXPECT_EQ(toned("文一西路", "street"), "Wényī Xīlù");
  EXPECT_EQ(toned("江南路", "street"), "Jiāngnán Lù");
  EXPECT_EQ(toned("潮白新河", "natural"), "Cháobái Xīnhé");
}

TEST(Romanize, ordinal_is_digits) {
  EXPECT_EQ(toned("经五路", "street"), "Jīng 5 Lù");
  EXPECT_EQ(toned("中山东一路", "street"), "Zhōngshān Dōng 1 Lù");
  EXPECT_EQ(toned("三环路", "street"), "3 Huán Lù");
  EXPECT_EQ(toned("石桥四十二弄", "street"), "Shíqiáo 42 Lòng");
  EXPECT_EQ(toned("五一路", "street"), "Wǔyī Lù");
}

TEST(Romanize, natural_village_is_one_word) {
  EXPECT_EQ(toned("王家村", "natural_village"), "Wángjiācūn");
}

TEST(Romanize, apostrophe_and_capitals) {
  EXPECT_EQ(toned("瑞安市", "division"), "Ruì'ān Shì");
  EXPECT_EQ(toned("瓯江", "natural"), "Ōu Jiāng");
  EXPECT_EQ(romanize("安乐路", "street", {"安乐", "路"}).plain, "Anle Lu");
  EXPECT_EQ(romanize("瓯江", "natural", {"瓯", "江"}).plain, "Ou Jiang");
}

TEST(Romanize, sound_is_of_the_specific) {
  const auto name = romanize("绿杨路", "street", {"绿杨", "路"});
  EXPECT_EQ(name.sound, "lv yang");
  EXPECT_EQ(name.toned_sound, "lǜ yáng");
  EXPECT_EQ(romanize("6号大街", "street", {"6号", "大街"}).toned, "6 Hào Dàjiē");
  EXPECT_EQ(romanize("", "street", {}).toned, "");
}

TEST(Romanize, review_where_readings_compete) {
  EXPECT_FALSE(romanize("台州市", "division", {"台州", "市"}).needs_review);
  EXPECT_TRUE(romanize("重山路", "street", {"重山", "路"}).needs_review);
}

TEST(Readings, level_of_the_standard_table) {
  EXPECT_EQ(standard_level(U'一'), 1);
  EXPECT_EQ(standard_level(U'國'), 0);
  EXPECT_EQ(standard_level(U'A'), 0);
  EXPECT_EQ(without_tone("lǜ"), "lü");
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) out.push_back(field);
  return out;
}

/// The least share of a list that must come out as given; the measured shares stand in the test's output.
TEST(Romanize, accuracy_on_the_published_rules) {
  const auto path = test::shared_data("domain/romanization_cases.tsv");
  if (!path) GTEST_SKIP() << "domain/romanization_cases.tsv is missing";
  const std::map<std::string, std::string> classes = {
      {"road", "street"}, {"settlement", "natural_village"}, {"division", "division"}, {"natural", "natural"}};
  std::ifstream in(*path);
  std::string line;
  std::getline(in, line);
  int right = 0, all = 0;
  std::string missed;
  while (std::getline(in, line)) {
    const auto row = fields(line);
    const auto found = classes.find(row[2]);
    const std::string got = toned(row[1], found == classes.end() ? "facility" : found->second);
    ++all;
    got == row[3] ? ++right : (missed += row[1] + " " + got + " != " + row[3] + "\n", 0);
  }
  std::cout << "toned, spaced: " << right << " of " << all << "\n" << missed;
  EXPECT_GE(right * 100, all * 90);
}

TEST(Romanize, accuracy_on_zhejiang_townships) {
  const auto path = test::shared_data("accuracy/pinyin_zj.jsonl");
  if (!path) GTEST_SKIP() << "accuracy/pinyin_zj.jsonl is missing";
  std::ifstream in(*path);
  int right = 0, all = 0;
  std::string missed;
  for (std::string line; std::getline(in, line);) {
    auto document = geo::json::parse(line);
    ASSERT_TRUE(document.ok());
    const auto row = document->root();
    const auto name = row["zh"].text_or("");
    const auto got = romanize(name, "division", split_name(name, "division")).plain;
    ++all;
    got == row["full"].text_or("") ? ++right
                                   : (missed += name + " " + got + " != " + row["full"].text_or("") + "\n", 0);
  }
  std::cout << "toneless, spaced: " << right << " of " << all << "\n" << missed;
  EXPECT_GE(right * 100, all * 90);
}

}  // namespace
}  // namespace diming::gazetteer
