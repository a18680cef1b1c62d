#include "gazetteer/doorplate/register.hpp"

#include <gtest/gtest.h>

#include "gazetteer/name/register.hpp"
#include "geo/store/change_log.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

using test::day;

class RegisterDoorplates : public testing::Test {
 protected:
  RegisterDoorplates() : db_(register_.open()) {
    geo::Transaction tx(db_, test::kOfficer, "");
    NewPlace place;
    place.class_id = "street";
    place.division_id = 4;
    place.name = "文三路";
    place.geometry = geo::LineString{{{120.1, 30.2}, {120.2, 30.2}}};
    place.effective_from = day("2001-01-01");
    road_ = name_place(tx, place).value();
  }
  static NewDoorplate plate(int number, int sub_number = 0) {
    return {4, number, sub_number, {120.1 + number * 1e-5, 30.2}, day("2010-05-01")};
  }
  geo::Result<std::int64_t> add(const std::vector<NewDoorplate>& plates) {
    geo::Transaction tx(db_, test::kOfficer, "");
    return register_doorplates(tx, road_, plates);
  }
  test::SmallRegister register_;
  geo::Connection db_;
  std::int64_t road_ = 0;
};

TEST_F(RegisterDoorplates, rows_and_one_record) {
  const auto first = add({plate(88), plate(90), plate(90, 1)});
  ASSERT_TRUE(first.ok());
  auto row = db_.prepare("SELECT number, sub_number, geometry FROM doorplate WHERE id = ?1");
  row.bind_all(first.value() + 2);
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.integer(0), 90);
  EXPECT_EQ(row.integer(1), 1);
  EXPECT_EQ(std::get<geo::Point>(row.geometry(2)).at, (geo::LonLat{120.1 + 90 * 1e-5, 30.2}));
  const auto log = geo::read_changes(db_, 1, 10);
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].change.kind, "doorplate");
  EXPECT_EQ(log[0].change.last_object_id, first.value() + 2);
}

TEST_F(RegisterDoorplates, number_in_use_is_refused) {
  ASSERT_TRUE(add({plate(88)}).ok());
  EXPECT_EQ(add({plate(90), plate(88)}).error().code, "doorplate.duplicate");
  EXPECT_EQ(add({plate(92), plate(92)}).error().code, "doorplate.duplicate");
  EXPECT_EQ(test::count(db_, "doorplate"), 1);
}

TEST_F(RegisterDoorplates, refusals) {
  EXPECT_EQ(add({plate(0)}).error().code, "doorplate.number_invalid");
  EXPECT_EQ(add({plate(1, -1)}).error().code, "doorplate.number_invalid");
  auto far = plate(2);
  far.at.lat = 95;
  EXPECT_EQ(add({far}).error().code, "doorplate.position_invalid");
  auto nowhere = plate(2);
  nowhere.division_id = 77;
  EXPECT_EQ(add({nowhere}).error().code, "doorplate.division_unknown");
  road_ = 9'999;
  EXPECT_EQ(add({plate(2)}).error().code, "doorplate.road_unknown");
}

}  // namespace
}  // namespace diming::gazetteer
