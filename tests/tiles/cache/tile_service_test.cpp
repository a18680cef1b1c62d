#include "tiles/cache/tile_service.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "geo/base/json.hpp"
#include "tests/tiles/support/register.hpp"
#include "tiles/cache/gzip.hpp"
#include "tiles/mvt/decode.hpp"

namespace diming::tiles {
namespace {

using test::Register;
constexpr std::string_view kRename = "UPDATE place_name SET text = ?1 WHERE id = ?2";
constexpr std::string_view kSeats = "UPDATE facility SET seats = ?1 WHERE id = ?2";
constexpr std::string_view kCancel = "UPDATE doorplate SET effective_to = '2026-01-01' WHERE id = ?1";

struct Town {
  Register file;
  TileService tiles{embedded_layers(), 64 << 20};
  geo::Followers followers{file.path()};
  std::unique_ptr<geo::Writer> writer;
  std::vector<TileChange> told;

  explicit Town(int side = 4, int doorplates = 200) : file(side, doorplates) {
    tiles.add_listener([this](const TileChange& change) { told.push_back(change); });
    followers.add(tiles);
    writer = file.writer(&followers);
    followers.start();
    while (!followers.ready() && followers.failure().empty()) std::this_thread::yield();
    EXPECT_EQ(followers.failure(), "");
  }
  ~Town() {
    writer->close();
    followers.stop();
  }

  void change(std::string_view sql, const auto& value, const geo::Change& change) {
    const auto receipt = writer->execute({"officer", "test"}, "test", [&](geo::Transaction& transaction) {
      if (sql == kCancel)
        transaction.db().prepare(sql).bind_all(value).run();
      else
        transaction.db()
            .prepare(sql)
            .bind_all(value, change.kind == "place" ? test::kRoadName : change.object_id)
            .run();
      transaction.record(change);
      return geo::Result<std::string>("{}");
    });
    ASSERT_TRUE(receipt.ok());
    EXPECT_TRUE(receipt->applied) << followers.failure();
  }
};

TileId middle_tile(int z) {
  return tile_at(to_world(test::middle()), z);
}

TileAnswer ask(TileService& tiles, std::string_view set, TileId tile) {
  return tiles.tile(set, tile.z, tile.x, tile.y);
}

std::vector<DecodedLayer> layers_of(const TileAnswer& answer) {
  if (answer.status != TileAnswer::Status::found) return {};
  auto layers = decode_tile(gunzip(answer.gzip));
  EXPECT_TRUE(layers.ok());
  return *std::move(layers);
}

const DecodedFeature* find(const std::vector<DecodedLayer>& layers, std::string_view layer, std::int64_t id) {
  for (const auto& l : layers)
    if (l.name == layer)
      for (const auto& feature : l.features)
        if (feature.id == static_cast<std::uint64_t>(id)) return &feature;
  return nullptr;
}

geo::Value property(const DecodedFeature& feature, std::string_view name) {
  for (const auto& [key, value] : feature.properties)
    if (key == name) return value;
  return {};
}

TEST(TileService, shows_every_layer_of_the_register) {
  Town town;
  const auto layers = layers_of(ask(town.tiles, "map", middle_tile(14)));
  ASSERT_NE(find(layers, "province", test::kProvince), nullptr);
  EXPECT_EQ(property(*find(layers, "province", test::kProvince), "name"), geo::Value("单位1"));
  const auto* plate = find(layers, "doorplate", test::kFirstDoorplate + 4);
  ASSERT_NE(plate, nullptr);
  EXPECT_EQ(property(*plate, "label"), geo::Value("5-1"));
  EXPECT_EQ(property(*plate, "road"), geo::Value("文一路"));
  ASSERT_NE(find(layers, "road", test::kRoad), nullptr);
  ASSERT_NE(find(layers, "canteen", test::kCanteen), nullptr);
  const auto wide = layers_of(ask(town.tiles, "village,county,boundary", middle_tile(10)));
  ASSERT_NE(find(wide, "village", 1006), nullptr);
  ASSERT_NE(find(wide, "county", 101), nullptr);
  EXPECT_EQ(wide[0].name, "county");  // in the catalogue's order, whatever the order asked
}

TEST(TileService, answers_what_there_is_not) {
  Town town;
  using Status = TileAnswer::Status;
  EXPECT_EQ(town.tiles.tile("nonsense", 0, 0, 0).status, Status::unknown);
  EXPECT_EQ(town.tiles.tile("road,", 0, 0, 0).status, Status::unknown);
  EXPECT_EQ(town.tiles.tile("", 0, 0, 0).status, Status::unknown);
  EXPECT_EQ(town.tiles.tile("map", 15, 0, 0).status, Status::out_of_range);
  EXPECT_EQ(town.tiles.tile("map", 1, 2, 0).status, Status::out_of_range);
  EXPECT_EQ(town.tiles.tile("map", 1, -1, 0).status, Status::out_of_range);
  EXPECT_EQ(town.tiles.tile("map", 12, 0, 0).status, Status::empty);
  EXPECT_EQ(town.tiles.tile("road", 2, 0, 0).status, Status::empty);
  EXPECT_FALSE(town.tiles.tilejson("nonsense", {}).ok());
}

TEST(TileService, same_content_has_the_same_tag) {
  Town town;
  const auto first = ask(town.tiles, "doorplate", middle_tile(14));
  const auto again = ask(town.tiles, "doorplate", middle_tile(14));
  EXPECT_EQ(first.etag, again.etag);
  EXPECT_EQ(first.gzip, again.gzip);
  EXPECT_NE(first.etag, ask(town.tiles, "road", middle_tile(14)).etag);
}

TEST(TileService, renamed_road_changes_its_doorplates_at_once) {
  Town town;
  ask(town.tiles, "doorplate", middle_tile(14));
  town.change(kRename, "新文一路", {"place", test::kRoad, test::kRoad, "update", "", "", {}});
  const auto layers = layers_of(ask(town.tiles, "doorplate,road", middle_tile(14)));
  EXPECT_EQ(property(*find(layers, "doorplate", test::kFirstDoorplate), "road"), geo::Value("新文一路"));
  EXPECT_EQ(
      property(*find(layers_of(ask(town.tiles, "doorplate", middle_tile(14))), "doorplate", test::kFirstDoorplate),
               "road"),
      geo::Value("新文一路"));
  EXPECT_EQ(property(*find(layers, "road", test::kRoad), "name"), geo::Value("新文一路"));
  ASSERT_EQ(town.told.size(), 1U);
  EXPECT_EQ(town.told[0].layers, (std::vector<std::string>{"road", "doorplate"}));
  EXPECT_TRUE(town.told[0].bounds.contains(test::middle()));
}

TEST(TileService, only_tiles_that_the_change_touches_leave_the_cache) {
  Town town;
  const TileId here = middle_tile(14);
  const TileId away{14, here.x - 3, here.y};
  ask(town.tiles, "map", here);
  ask(town.tiles, "map", away);
  ask(town.tiles, "road", here);
  town.change(kSeats, 41, {"facility", test::kCanteen, test::kCanteen, "update", "", "", {}});
  EXPECT_FALSE(town.tiles.cached_tile("map", here.z, here.x, here.y));
  EXPECT_TRUE(town.tiles.cached_tile("map", away.z, away.x, away.y));
  EXPECT_TRUE(town.tiles.cached_tile("road", here.z, here.x, here.y));
}

TEST(TileService, retired_doorplate_is_gone_and_a_run_is_read_anew) {
  Town town;
  const auto id = test::kFirstDoorplate + 7;
  town.change(kCancel, id, {"doorplate", id, id, "retire", "", "", {}});
  EXPECT_EQ(find(layers_of(ask(town.tiles, "doorplate", middle_tile(14))), "doorplate", id), nullptr);
  const auto other = id + 3;
  town.change(kCancel, other,
              {"doorplate", test::kFirstDoorplate, test::kFirstDoorplate + 199, "insert_run", "", "", {}});
  const auto layers = layers_of(ask(town.tiles, "doorplate", middle_tile(14)));
  EXPECT_EQ(find(layers, "doorplate", other), nullptr);
  EXPECT_NE(find(layers, "doorplate", other + 1), nullptr);
}

TEST(TileService, merged_villages_lose_the_edge_between_them) {
  Town town;
  const auto before = layers_of(ask(town.tiles, "village", middle_tile(10)));
  ASSERT_NE(find(before, "village", 1006), nullptr);
  town.change("UPDATE face_division SET division_id = ?1 WHERE face_id = ?2 - 1000 + 5000", 1007,
              {"face_division", 1006, 1006, "update", "", "", {}});
  const auto after = layers_of(ask(town.tiles, "village", middle_tile(10)));
  EXPECT_EQ(find(after, "village", 1006), nullptr);
  ASSERT_NE(find(after, "village", 1007), nullptr);
  EXPECT_EQ(
      doubled_area(find(after, "village", 1007)->parts[0]),
      doubled_area(find(before, "village", 1007)->parts[0]) + doubled_area(find(before, "village", 1006)->parts[0]));
}

TEST(TileService, tilejson_names_layers_fields_and_address) {
  Town town;
  const auto text = town.tiles.tilejson("division", {"https://map.example", "审图号：示例"});
  ASSERT_TRUE(text.ok());
  const auto document = geo::json::parse(*text);
  const auto root = document->root();
  EXPECT_EQ(root["tilejson"].text(), "3.0.0");
  EXPECT_EQ(root["tiles"].at(0).text(), "https://map.example/tiles/division/{z}/{x}/{y}");
  EXPECT_EQ(root["attribution"].text(), "审图号：示例");
  EXPECT_EQ(root["vector_layers"].size(), 7U);
  EXPECT_EQ(root["vector_layers"].at(0)["id"].text(), "province");
  EXPECT_EQ(root["vector_layers"].at(0)["fields"]["name"].text(), "String");
  EXPECT_EQ(root["bounds"].size(), 4U);
  EXPECT_LT(root["bounds"].at(0).number(), test::middle().lon);
}

/// Readers ask while a follower changes the number of seats; after each acknowledged change nobody may read an older
/// number. Run under ThreadSanitizer too.
TEST(TileServiceThreads, nothing_is_stale_after_the_acknowledgement) {
  Town town(3, 50);
  std::atomic<std::int64_t> acknowledged{40};
  std::atomic<bool> done{false};
  std::atomic<int> stale{0}, asked{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&, i] {
      while (!done) {
        const auto least = acknowledged.load();
        const auto layers = layers_of(ask(town.tiles, i == 0 ? "map" : "canteen,road", middle_tile(10 + i)));
        const auto* canteen = find(layers, "canteen", test::kCanteen);
        if (canteen == nullptr || std::get<std::int64_t>(property(*canteen, "seats")) < least) ++stale;
        ++asked;
      }
    });
  for (int seats = 41; seats < 140; ++seats) {
    town.change(kSeats, seats, {"facility", test::kCanteen, test::kCanteen, "update", "", "", {}});
    acknowledged = seats;
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(stale, 0);
  EXPECT_GT(asked, 100);
}

}  // namespace
}  // namespace diming::tiles
