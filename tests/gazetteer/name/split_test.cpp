#include "gazetteer/name/split.hpp"

#include <gtest/gtest.h>

#include "gazetteer/name/vocab.hpp"

namespace diming::gazetteer {
namespace {

TEST(SplitName, longest_generic_of_the_class) {
  const struct {
    const char *text, *class_id, *specific, *generic;
  } kCases[] = {{"文三路", "street", "文三", "路"},
                {"清波门直街", "street", "清波门", "直街"},
                {"天目山路", "street", "天目山", "路"},
                {"闸弄口街道", "division", "闸弄口", "街道"},
                {"景宁畲族自治县", "division", "景宁", "畲族自治县"},
                {"千岛湖镇", "division", "千岛湖", "镇"},
                {"千岛湖", "natural", "千岛", "湖"},
                {"舟山群岛", "natural", "舟山", "群岛"},
                {"上保社区居委会", "village_seat", "上保", "社区居委会"},
                {"钱江世纪大厦", "estate_building", "钱江世纪", "大厦"},
                {"湖", "natural", "湖", ""},
                {"和顺", "street", "和顺", ""},
                {"文三路", "no such class", "文三路", ""},
                {"", "street", "", ""}};
  for (const auto& one : kCases) {
    const auto split = split_name(one.text, one.class_id);
    EXPECT_EQ(split.specific, one.specific) << one.text;
    EXPECT_EQ(split.generic, one.generic) << one.text;
  }
}

TEST(Vocab, classes_of_the_law) {
  ASSERT_NE(find_class("street"), nullptr);
  EXPECT_EQ(find_class("street")->scope, NameScope::built_up);
  EXPECT_TRUE(find_class("street")->public_at_approval);
  EXPECT_FALSE(find_class("estate_building")->public_at_approval);
  EXPECT_EQ(find_class("canal"), nullptr);
  for (const auto& one : place_classes()) EXPECT_FALSE(generics(one.id).empty()) << one.id;
}

}  // namespace
}  // namespace diming::gazetteer
