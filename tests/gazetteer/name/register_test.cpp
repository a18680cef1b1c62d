#include "gazetteer/name/register.hpp"

#include <gmock/gmock.h>

#include "geo/base/json.hpp"
#include "geo/store/change_log.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

using test::day;

NewPlace road(const std::string& name, std::int64_t division_id = 4) {
  NewPlace place;
  place.class_id = "street";
  place.division_id = division_id;
  place.name = name;
  place.geometry = geo::LineString{{{120.1, 30.2}, {120.2, 30.3}}};
  place.effective_from = day("2001-01-01");
  place.published_from = day("2001-01-01");
  return place;
}

TEST(NamePlace, rows_and_record) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "初始登记");
  const auto id = name_place(tx, road("文三路"));
  ASSERT_TRUE(id.ok());
  auto row = db.prepare("SELECT text, specific, generic, romanized, sound, published_from FROM place_name");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.text(0), "文三路");
  EXPECT_EQ(row.text(1), "文三");
  EXPECT_EQ(row.text(2), "路");
  EXPECT_EQ(row.text(3), "Wénsān Lù");
  EXPECT_EQ(row.text(4), "wen san");
  EXPECT_EQ(row.text(5), "2001-01-01");
  const auto log = geo::read_changes(db, 0, 10);
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].change.kind, "place");
  EXPECT_EQ(log[0].change.object_id, id.value());
  EXPECT_EQ(log[0].change.bounds, (geo::Bounds{120.1, 30.2, 120.2, 30.3}));
  EXPECT_EQ(geo::json::parse(log[0].change.after)->root()["name"].text_or(""), "文三路");
}

TEST(NamePlace, officers_reading_wins) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  auto place = road("长河路");
  place.romanized = "Zhǎnghé Lù";
  ASSERT_TRUE(name_place(tx, place).ok());
  auto row = db.prepare("SELECT romanized FROM place_name");
  row.step();
  EXPECT_EQ(row.text(0), "Zhǎnghé Lù");
}

TEST(NamePlace, refusals_name_the_field) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  EXPECT_EQ(name_place(tx, road("")).error().code, "name.missing");
  EXPECT_EQ(name_place(tx, road("文三路", 77)).error().code, "name.division_unknown");
  auto place = road("文三路");
  place.class_id = "canal";
  EXPECT_EQ(name_place(tx, place).error().code, "name.class_unknown");
  EXPECT_EQ(test::count(db, "place"), 0);
}

TEST(RegisterPlaces, one_record_for_the_run) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  const std::vector<NewPlace> list = {road("文一路"), road("文二路"), road("文三路", 6)};
  const auto first = register_places(tx, list);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(test::count(db, "place"), 3);
  EXPECT_EQ(test::count(db, "place_name"), 3);
  auto row = db.prepare("SELECT text FROM place_name WHERE place_id = ?1");
  row.bind_all(first.value() + 2);
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.text(0), "文三路");
  const auto log = geo::read_changes(db, 0, 10);
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0].change.action, "insert_run");
  EXPECT_EQ(log[0].change.last_object_id - log[0].change.object_id, 2);
}

TEST(RegisterPlaces, refusal_names_the_row_and_leaves_none) {
  test::SmallRegister file;
  auto db = file.open();
  geo::Transaction tx(db, test::kOfficer, "");
  const std::vector<NewPlace> list = {road("文一路"), road("")};
  const auto refused = register_places(tx, list);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().message, testing::StartsWith("第 2 行："));
  EXPECT_EQ(test::count(db, "place"), 0);
  EXPECT_EQ(register_places(tx, {}).value(), 0);
}

}  // namespace
}  // namespace diming::gazetteer
