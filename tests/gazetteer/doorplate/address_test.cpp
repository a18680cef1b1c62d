#include "gazetteer/doorplate/address.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace diming::gazetteer {
namespace {

using Chain = std::vector<AddressDivision>;

TEST(ComposeAddress, from_province_to_plate) {
  const Chain chain = {{1, "浙江省"}, {2, "杭州市"}, {3, "西湖区"}, {4, "北山街道"}};
  EXPECT_EQ(compose_address(chain, "文三路", 90, 0), "浙江省杭州市西湖区北山街道文三路90号");
  EXPECT_EQ(compose_address(chain, "文三路", 90, 1), "浙江省杭州市西湖区北山街道文三路90-1号");
}

TEST(ComposeAddress, lowest_first_is_put_in_order) {
  const Chain chain = {{5, "上保社区"}, {4, "北山街道"}, {3, "西湖区"}, {2, "杭州市"}, {1, "浙江省"}};
  EXPECT_EQ(compose_address(chain, "文三路", 90, 0), "浙江省杭州市西湖区北山街道文三路90号");
}

TEST(ComposeAddress, equal_neighbours_stand_once) {
  const Chain chain = {{1, "浙江省"}, {2, "龙港市"}, {3, "龙港市"}};
  EXPECT_EQ(compose_address(chain, "人民路", 1, 0), "浙江省龙港市人民路1号");
  EXPECT_EQ(compose_address({}, "人民路", 1, 0), "人民路1号");
}

}  // namespace
}  // namespace diming::gazetteer
