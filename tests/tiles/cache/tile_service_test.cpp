#include "tiles/cache/tile_service.hpp"

#include "geo/base/json.hpp"
#include "tests/tiles/support/town.hpp"

namespace diming::tiles {
namespace {

using namespace test;

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
  const auto wide = layers_of(ask(town.tiles, "village,county,boundary", middle_tile(11)));
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
  const auto before = layers_of(ask(town.tiles, "village", middle_tile(11)));
  ASSERT_NE(find(before, "village", 1006), nullptr);
  town.change("UPDATE face_division SET division_id = ?1 WHERE face_id = ?2 - 1000 + 5000", 1007,
              {"face_division", 1006, 1006, "update", "", "", {}});
  const auto after = layers_of(ask(town.tiles, "village", middle_tile(11)));
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

}  // namespace
}  // namespace diming::tiles
