#include "boundary/line/store_coverage.hpp"

#include <atomic>
#include <thread>

#include "boundary/division/establish.hpp"
#include "boundary/division/locate.hpp"
#include "tests/boundary/register.hpp"

namespace diming::boundary {
namespace {

geo::MultiPolygon box(double west, double south, double east, double north) {
  return {{geo::Polygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}}};
}

/// Four counties of two cities in a row: 定海 普陀 | 海宁 海盐, and an island of the last.
class StoreCoverage : public test::Register {
 protected:
  void SetUp() override {
    Register::SetUp();
    std::vector<NewDivision> batch;
    const auto add = [&](int level, const char* code, const char* name, std::optional<std::size_t> parent) {
      NewDivision u;
      u.level = level, u.code = code, u.name = name, u.parent_index = parent, u.effective_from = day("2020-01-01");
      batch.push_back(u);
    };
    add(2, "3309", "舟山市", std::nullopt);
    add(2, "3304", "嘉兴市", std::nullopt);
    add(3, "330902", "定海区", 0);
    add(3, "330903", "普陀区", 0);
    add(3, "330481", "海宁市", 1);
    add(3, "330424", "海盐县", 1);
    first_ = *run<std::int64_t>([&](geo::Transaction& tx) { return establish_divisions(tx, batch); });
    for (std::int64_t i = 2; i < 6; ++i) divisions_.push_back(first_ + i);
  }
  Coverage coverage() {
    std::vector<OwnedArea> areas;
    for (std::int32_t i = 0; i < 4; ++i) areas.push_back({i, box(120 + i, 30, 121 + i, 31)});
    areas[3].area.polygons.push_back(box(125, 30, 125.5, 30.5).polygons[0]);
    return build_coverage(areas).value();
  }
  geo::Result<StoredCoverage> store(const Coverage& c, const std::vector<std::int64_t>& divisions) {
    CoverageSource source;
    source.effective_from = day("2020-01-01");
    return run<StoredCoverage>([&](geo::Transaction& tx) { return store_coverage(tx, c, divisions, source); });
  }
  std::string lines(const std::string& where) {
    return text("SELECT group_concat(name, ' ') FROM (SELECT name FROM boundary_line WHERE " + where +
                " ORDER BY name)");
  }
  std::int64_t first_ = 0;
  std::vector<std::int64_t> divisions_;
};

TEST_F(StoreCoverage, edges_belong_to_lines_of_the_highest_level_they_separate) {
  const auto stored = store(coverage(), divisions_);
  ASSERT_TRUE(stored.ok()) << stored.error().message;
  EXPECT_EQ(stored->faces, 5);
  EXPECT_EQ(lines("kind = 'between' AND level = 3"), "定普线 海盐海宁线");
  EXPECT_EQ(lines("kind = 'between' AND level = 2"), "嘉舟线");
  EXPECT_EQ(lines("kind = 'outside'"), "嘉兴市外界 舟山市外界");
  EXPECT_EQ(lines("kind = 'coast'"), "嘉兴市海岸线");
  EXPECT_EQ(number("SELECT count(*) FROM edge WHERE line_id IS NULL"), 0);
  EXPECT_EQ(number("SELECT count(DISTINCT kind) FROM change_log"), 4);  // division, face, boundary_line, edge
}

TEST_F(StoreCoverage, area_is_stored_once) {
  ASSERT_TRUE(store(coverage(), divisions_).ok());
  EXPECT_EQ(store(coverage(), divisions_).error().code, "division.area_exists");
  // the city above has its area from the counties
  const auto city = build_coverage(std::vector<OwnedArea>{{0, box(120, 30, 122, 31)}}).value();
  EXPECT_EQ(store(city, {first_}).error().code, "division.area_exists");
  EXPECT_EQ(store(city, {12345}).error().code, "division.not_found");
  EXPECT_EQ(number("SELECT count(*) FROM face"), 5);
}

TEST_F(StoreCoverage, index_follows_what_is_stored) {
  geo::Followers followers(path_);
  DivisionIndex index;
  EXPECT_FALSE(index.locate({120.5, 30.5}).has_value());
  followers.add(index);
  writer_.reset();
  writer_ = *geo::Writer::open(path_, &followers);
  followers.start();
  ASSERT_TRUE(store(coverage(), divisions_).ok());
  ASSERT_TRUE(followers.wait(number("SELECT max(position) FROM change_log"), std::chrono::seconds(20)));
  EXPECT_EQ(index.locate({121.5, 30.5}), (DivisionChain{0, first_, first_ + 3, 0, 0}));
  EXPECT_EQ(index.locate({125.2, 30.2}), (DivisionChain{0, first_ + 1, first_ + 5, 0, 0}));
  EXPECT_FALSE(index.locate({124.5, 30.5}).has_value());
  EXPECT_EQ(index.locate_near({124.001, 30.5}, 500)->chain[2], first_ + 5);
  EXPECT_EQ(index.area(first_)->polygons.size(), 1u);
  EXPECT_EQ(index.area(first_)->polygons[0].rings[0].size(), 7u);  // two boxes as one, with the corners between
  EXPECT_FALSE(index.area(999).has_value());
  EXPECT_EQ(index.chain_of(first_ + 3), (DivisionChain{0, first_, first_ + 3, 0, 0}));
  // a new province above: no shape changes, the chains do
  NewDivision province;
  province.level = 1, province.code = "33", province.name = "浙江省", province.effective_from = day("2020-01-01");
  const auto id = run<std::int64_t>([&](geo::Transaction& tx) -> geo::Result<std::int64_t> {
    const auto made = establish_division(tx, province);
    const std::vector<NewParent> links{{first_, *made, day("2020-01-01")}, {first_ + 1, *made, day("2020-01-01")}};
    if (auto attached = attach_divisions(tx, links); !attached) return attached.error();
    return *made;
  });
  ASSERT_TRUE(followers.wait(number("SELECT max(position) FROM change_log"), std::chrono::seconds(20)));
  EXPECT_EQ(index.locate({121.5, 30.5})->at(0), *id);
  followers.stop();
  writer_.reset();
}

TEST_F(StoreCoverage, redraw_lifts_lines_to_the_new_parents) {
  ASSERT_TRUE(store(coverage(), divisions_).ok());
  const auto changed = run<std::int64_t>([&](geo::Transaction& tx) -> geo::Result<std::int64_t> {
    NewDivision province;
    province.level = 1, province.code = "33", province.name = "浙江省", province.effective_from = day("2021-01-01");
    const auto made = establish_division(tx, province);
    const std::vector<NewParent> links{{first_, *made, day("2021-01-01")}, {first_ + 1, *made, day("2021-01-01")}};
    if (auto attached = attach_divisions(tx, links); !attached) return attached.error();
    return redraw_lines(tx, day("2021-01-01"));
  });
  ASSERT_TRUE(changed.ok());
  EXPECT_GT(*changed, 0);
  EXPECT_EQ(lines("effective_to IS NULL AND level = 1"), "浙江省外界 浙江省海岸线");
  EXPECT_EQ(lines("effective_to IS NOT NULL"), "嘉兴市外界 嘉兴市海岸线 舟山市外界");
  EXPECT_EQ(lines("effective_to IS NULL AND level = 2"), "嘉舟线");
}

TEST_F(StoreCoverage, readers_ask_while_the_index_is_rebuilt) {
  ASSERT_TRUE(store(coverage(), divisions_).ok());
  DivisionIndex index;
  rebuild(index);
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      while (!stop) {
        const auto chain = index.locate({121.5, 30.5});
        if (!chain || (*chain)[2] != first_ + 3 || !index.area(first_)) ++wrong;
      }
    });
  for (int i = 0; i < 20; ++i) rebuild(index);
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace diming::boundary
