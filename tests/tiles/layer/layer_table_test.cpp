#include "tiles/layer/layer_table.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace diming::tiles {
namespace {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_()) % n; }
  LayerRow row(std::int64_t id, bool lines) {
    LayerRow row{id, static_cast<std::int32_t>(below(5)), {below(9), below(9)}, {}, {}};
    const std::uint32_t parts = lines ? 1 + below(3) : 1;
    for (std::uint32_t i = 0; i < parts; ++i) {
      for (std::uint32_t k = 0; k < (lines ? 2 + below(4) : 1); ++k)
        row.points.push_back({below(10'000), below(10'000)});
      if (lines) row.ends.push_back(static_cast<std::uint32_t>(row.points.size()));
    }
    return row;
  }
  WorldBox box() {
    WorldBox box;
    box.add(WorldPoint{below(10'000), below(10'000)});
    box.add(WorldPoint{below(10'000), below(10'000)});
    return box;
  }

 private:
  std::mt19937 engine_;
};

void expect_same(const LayerTable& table, const std::map<std::int64_t, LayerRow>& model, const WorldBox& box) {
  std::set<std::int64_t> expected, found;
  for (const auto& [id, row] : model)
    if (row.item().bounds().meets(box)) expected.insert(id);
  table.for_each(box, [&](const LayerItem& item) {
    EXPECT_TRUE(found.insert(item.id).second);
    const LayerRow& row = model.at(item.id);
    EXPECT_EQ(item.rank, row.rank);
    EXPECT_TRUE(std::equal(item.codes.begin(), item.codes.end(), row.codes.begin(), row.codes.end()));
    EXPECT_TRUE(std::equal(item.points.begin(), item.points.end(), row.points.begin(), row.points.end()));
    EXPECT_TRUE(std::equal(item.ends.begin(), item.ends.end(), row.ends.begin(), row.ends.end()));
  });
  EXPECT_EQ(found, expected);
}

TEST(LayerTable, holds_what_was_put_and_not_retired) {
  for (const bool lines : {false, true}) {
    Random random(lines ? 1 : 2);
    LayerTable table(2, lines);
    std::map<std::int64_t, LayerRow> model;
    RowStore rows = table.new_rows();
    for (std::int64_t id = 1; id <= 500; ++id) {
      const auto row = model[3 * id] = random.row(3 * id, lines);
      rows.add(row.item());
    }
    table.load(rows);
    for (int step = 0; step < 2'000; ++step) {
      const std::int64_t id = 1 + random.below(1'600);
      const auto held = model.find(id);
      const WorldBox before = held == model.end() ? WorldBox() : held->second.item().bounds();
      if (random.below(3) == 0) {
        EXPECT_EQ(table.retire(id), before);
        model.erase(id);
      } else {
        const auto row = model[id] = random.row(id, lines);
        EXPECT_EQ(table.put(row), before);
      }
      if (step % 700 == 650) table.fold();
      EXPECT_EQ(table.size(), model.size());
      if (step % 20 == 0) expect_same(table, model, random.box());
    }
    const auto ids = table.ids_between(100, 900);
    std::set<std::int64_t> expected;
    for (const auto& [id, row] : model)
      if (id >= 100 && id <= 900) expected.insert(id);
    EXPECT_EQ(std::set(ids.begin(), ids.end()), expected);
    EXPECT_EQ(ids.size(), expected.size());
  }
}

TEST(ValuePool, equal_values_share_a_code) {
  ValuePool pool;
  EXPECT_EQ(pool.code(geo::Value()), 0U);
  const auto road = pool.code(geo::Value("文一路"));
  EXPECT_EQ(pool.code(geo::Value(std::string("文一路"))), road);
  EXPECT_NE(pool.code(geo::Value(std::int64_t{1})), pool.code(geo::Value(1.0)));
  EXPECT_EQ(pool.value(road), geo::Value("文一路"));
}

}  // namespace
}  // namespace diming::tiles
