#include "gazetteer/geocode/plate_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace diming::gazetteer {
namespace {

TEST(PlateTable, like_a_plain_map_under_random_changes) {
  std::mt19937 random(7);
  const auto any = [&](std::uint32_t below) { return static_cast<std::uint32_t>(random() % below); };
  const auto plate = [&](std::int64_t id) {
    return PlateEntry{id, any(9), 0, static_cast<std::int32_t>(any(50)), static_cast<std::int32_t>(any(3)),
                      {120 + any(1000) * 1e-5, 30 + any(1000) * 1e-5}};
  };
  std::map<std::int64_t, PlateEntry> plain;
  for (std::int64_t id = 10; id < 300; id += 3) plain[id] = plate(id);
  std::vector<PlateEntry> settled;
  for (const auto& [id, entry] : plain) settled.push_back(entry);
  PlateTable table(settled);
  for (int step = 0; step < 600; ++step) {
    const std::int64_t id = any(320);
    if (step % 7 == 0) {
      table.forget(id, id + 5);
      plain.erase(plain.lower_bound(id), plain.upper_bound(id + 5));
    } else {
      table.add(plain[id] = plate(id));
    }
    if (step == 300) table = PlateTable(table.remaining());
    EXPECT_EQ(table.index_of(id) == kNone, !plain.contains(id));
  }
  std::size_t on_roads = 0;
  for (std::uint32_t road = 0; road < 12; ++road) {
    const auto of_road = table.of_road(road);
    on_roads += of_road.size();
    for (std::size_t i = 0; i < of_road.size(); ++i) {
      const PlateEntry& entry = table.entries()[of_road[i]];
      EXPECT_EQ(entry.number, plain.at(entry.id).number);
      EXPECT_EQ(entry.road, road);
      if (i == 0) continue;
      const PlateEntry& before = table.entries()[of_road[i - 1]];
      EXPECT_LE(std::pair(before.number, before.sub_number), std::pair(entry.number, entry.sub_number));
    }
  }
  EXPECT_EQ(on_roads, plain.size());
  for (int i = 0; i < 50; ++i) {
    const geo::LonLat p{120 + any(1000) * 1e-5, 30 + any(1000) * 1e-5};
    double best = 100;
    for (const auto& [id, entry] : plain) best = std::min(best, LocalPlane(p).distance_m(entry.at));
    EXPECT_DOUBLE_EQ(table.nearest(p, 100, [](std::uint32_t) { return true; }).distance_m, best);
  }
}

}  // namespace
}  // namespace diming::gazetteer
