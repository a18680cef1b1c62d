#include "tests/gazetteer/geocode/small_province.hpp"

#include <gtest/gtest.h>

#include "boundary/division/establish.hpp"
#include "gazetteer/doorplate/register.hpp"
#include "gazetteer/facility/register.hpp"
#include "gazetteer/name/register.hpp"
#include "geo/store/schema.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer::test {
namespace {

const geo::Date kDay = day("2010-01-01");

std::string new_file(const std::string& path) {
  EXPECT_TRUE(geo::create_database(path).ok());
  return path;
}

NewPlace road_of(std::int64_t division, const std::string& name, double lat) {
  NewPlace place;
  place.class_id = "street";
  place.division_id = division;
  place.name = name;
  place.geometry = geo::LineString{{{120.1, lat}, {120.2, lat}}};
  place.effective_from = kDay;
  place.published_from = kDay;
  return place;
}

NewDoorplate plate_of(std::int64_t division, int number, int sub_number, double lat) {
  return {division, number, sub_number, {120.1 + number * 1e-4 + sub_number * 1e-5, lat}, kDay};
}

}  // namespace

SmallProvince::SmallProvince() : followers_(new_file(folder_.file("province.db"))) {
  followers_.add(index_);
  writer_ = geo::Writer::open(folder_.file("province.db"), &followers_).value();
  found_divisions();
  followers_.start();
  name_roads();
  number_roads();
}

geo::Receipt SmallProvince::execute(const geo::Command& command) {
  auto receipt = writer_->execute(kOfficer, "", command);
  EXPECT_TRUE(receipt.ok()) << (receipt.ok() ? "" : receipt.error().message);
  EXPECT_TRUE(followers_.wait(receipt.value().position, std::chrono::seconds(30))) << followers_.failure();
  return receipt.value();
}

std::int64_t SmallProvince::division(const std::string& name) const { return divisions_.at(name); }

void SmallProvince::found_divisions() {
  struct Row {
    int level;
    const char *name, *code;
    std::size_t parent;
  };
  static constexpr Row kRows[] = {{1, "浙江省", "33", 0},           {2, "杭州市", "3301", 0},
                                  {3, "西湖区", "330106", 1},       {3, "余杭区", "330110", 1},
                                  {4, "北山街道", "330106001", 2},  {4, "凤桥镇", "330106002", 2},
                                  {4, "仓前街道", "330110001", 3},  {5, "上保社区居委会", "330106001001", 4},
                                  {5, "凤桥村委会", "330106002001", 5}};
  std::vector<boundary::NewDivision> batch;
  for (const auto& row : kRows) {
    boundary::NewDivision unit;
    unit.level = row.level;
    unit.name = row.name;
    unit.code = row.code;
    unit.effective_from = kDay;
    unit.seat = geo::LonLat{120.1, 30.2};
    if (row.level > 1) unit.parent_index = row.parent;
    batch.push_back(unit);
  }
  const auto receipt = writer_->execute(kOfficer, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
    auto first = boundary::establish_divisions(tx, batch);
    if (!first) return first.error();
    for (std::size_t i = 0; i < batch.size(); ++i) divisions_[batch[i].name] = *first + static_cast<std::int64_t>(i);
    return std::string();
  });
  ASSERT_TRUE(receipt.ok()) << receipt.error().message;
}

void SmallProvince::name_roads() {
  const std::int64_t lake = division("西湖区"), yuhang = division("余杭区");
  std::vector<NewPlace> places = {road_of(lake, "文三路", 30.2),     road_of(yuhang, "文三路", 30.4),
                                  road_of(lake, "西湖大道", 30.201), road_of(lake, "杭州路", 30.202),
                                  road_of(lake, "学院路", 30.203),   road_of(lake, "三号路", 30.205),
                                  road_of(division("凤桥镇"), "凤桥村", 30.204)};
  places.back().class_id = "natural_village";
  places.back().geometry = geo::Point{{120.11, 30.21}};
  execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
    auto first = register_places(tx, places);
    if (!first) return first.error();
    const char* keys[] = {"西湖文三路", "余杭文三路", "西湖大道", "杭州路", "学院路", "三号路", "凤桥村"};
    for (std::size_t i = 0; i < places.size(); ++i) roads_[keys[i]] = *first + static_cast<std::int64_t>(i);
    tx.db()
        .prepare("INSERT INTO place_name (id, place_id, text, specific, generic, romanized, sound, kind, effective_from,"
                 " effective_to, published_from) VALUES (?1, ?2, '旧学路', '旧学', '路', '', '', 'former', '1980-01-01',"
                 " '2010-01-01', '1980-01-01')")
        .bind_all(tx.new_id(), roads_["学院路"])
        .run();
    return std::string();
  });
}

void SmallProvince::number_roads() {
  const std::int64_t hill = division("北山街道"), yuhang = division("仓前街道"), village = division("凤桥村委会");
  const std::map<std::string, std::vector<NewDoorplate>> plates = {
      {"西湖文三路", {plate_of(hill, 88, 0, 30.2), plate_of(hill, 90, 0, 30.2), plate_of(hill, 90, 1, 30.2),
                      plate_of(division("上保社区居委会"), 92, 0, 30.2)}},
      {"余杭文三路", {plate_of(yuhang, 88, 0, 30.4), plate_of(yuhang, 90, 0, 30.4), plate_of(yuhang, 90, 1, 30.4)}},
      {"西湖大道", {plate_of(hill, 5, 0, 30.201)}},
      {"杭州路", {plate_of(hill, 7, 0, 30.202)}},
      {"学院路", {plate_of(hill, 105, 0, 30.203)}},
      {"三号路", {plate_of(hill, 9, 0, 30.205)}},
      {"凤桥村", {plate_of(village, 5, 0, 30.204)}}};
  for (const auto& [road, list] : plates)
    execute([&](geo::Transaction& tx) -> geo::Result<std::string> {
      auto first = register_doorplates(tx, roads_.at(road), list);
      if (!first) return first.error();
      if (road != "西湖文三路") return std::string();
      NewFacility canteen;
      canteen.kind = "canteen";
      canteen.subkind = "canteen";
      canteen.name = "上保社区老年食堂";
      canteen.division_id = division("上保社区居委会");
      canteen.doorplate_id = *first + 1;
      canteen.at = list[1].at;
      canteen.phone = "0571-12345678";
      canteen.meals = "早中晚";
      canteen.hours = "10:30-12:30";
      canteen.last_confirmed = canteen.effective_from = kDay;
      if (auto made = register_facilities(tx, std::vector{canteen}); !made) return made.error();
      return std::string();
    });
}

std::vector<Hit> SmallProvince::find(const std::string& text, std::size_t limit) const {
  const auto lock = index_.read_lock();
  return search(index_, {text, limit, std::nullopt, false});
}

std::string SmallProvince::text_of(const Hit& hit) const {
  const auto lock = index_.read_lock();
  if (hit.kind == HitKind::plate) return plate_address(index_, index_.plates()[hit.index]);
  if (hit.kind == HitKind::name) return index_.names()[hit.index].name;
  return hit.kind == HitKind::division ? division_address(index_, hit.index) : "position";
}

std::string SmallProvince::first(const std::string& text) const {
  const auto hits = find(text);
  return hits.empty() ? "" : text_of(hits.front());
}

}  // namespace diming::gazetteer::test
