#include "gazetteer/facility/register.hpp"

#include <gtest/gtest.h>

#include "geo/store/change_log.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

NewFacility canteen() {
  NewFacility one;
  one.kind = "canteen";
  one.subkind = "meal_point";
  one.name = "北山街道老年食堂";
  one.division_id = 4;
  one.at = {120.13, 30.26};
  one.meals = "早中";
  one.hours = "06:30-08:00,10:30-12:30";
  one.seats = 40;
  one.last_confirmed = one.effective_from = test::day("2026-01-01");
  return one;
}

TEST(RegisterFacilities, rows_and_one_record) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  const std::vector<NewFacility> list = {canteen(), canteen()};
  const auto first = register_facilities(tx, list);
  ASSERT_TRUE(first.ok());
  auto row = db.prepare("SELECT name, seats, beds FROM facility WHERE id = ?1");
  row.bind_all(first.value() + 1);
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.integer(1), 40);
  EXPECT_TRUE(row.is_null(2));
  EXPECT_EQ(geo::read_changes(db, 0, 10).size(), 1U);
}

TEST(RegisterFacilities, refusal_names_the_field) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  const auto field_of = [&](auto change) {
    auto one = canteen();
    change(one);
    const auto refused = register_facilities(tx, std::span(&one, 1));
    return refused.ok() ? "" : refused.error().field;
  };
  EXPECT_EQ(field_of([](auto& one) { one.subkind = "bar"; }), "subkind");
  EXPECT_EQ(field_of([](auto& one) { one.name = ""; }), "name");
  EXPECT_EQ(field_of([](auto& one) { one.meals = "中早"; }), "meals");
  EXPECT_EQ(field_of([](auto& one) { one.hours = "9:00-10:00"; }), "hours");
  EXPECT_EQ(field_of([](auto& one) { one.hours = "12:00-11:00"; }), "hours");
  EXPECT_EQ(field_of([](auto& one) { one.hours = "10:00-11:00,"; }), "hours");
  EXPECT_EQ(field_of([](auto& one) { one.beds = 3, one.beds_in_use = 4; }), "beds_in_use");
  EXPECT_EQ(field_of([](auto& one) { one.division_id = 77; }), "division_id");
  EXPECT_EQ(field_of([](auto& one) { one.doorplate_id = 77; }), "doorplate_id");
  EXPECT_EQ(test::count(db, "facility"), 0);
}

}  // namespace
}  // namespace diming::gazetteer
