// tests/tiles: a register that is served and written.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/tiles/support/register.hpp"
#include "tiles/cache/gzip.hpp"
#include "tiles/cache/tile_service.hpp"
#include "tiles/mvt/decode.hpp"

namespace diming::tiles::test {

constexpr std::string_view kRename = "UPDATE place_name SET text = ?1 WHERE id = ?2";
constexpr std::string_view kSeats = "UPDATE facility SET seats = ?1 WHERE id = ?2";
constexpr std::string_view kCancel = "UPDATE doorplate SET effective_to = '2026-01-01' WHERE id = ?1";

/// A register, the service that follows it, and a writer.
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
        transaction.db().prepare(sql).bind_all(value, change.kind == "place" ? kRoadName : change.object_id).run();
      transaction.record(change);
      return geo::Result<std::string>("{}");
    });
    ASSERT_TRUE(receipt.ok());
    EXPECT_TRUE(receipt->applied) << followers.failure();
  }
};

inline TileId middle_tile(int z) {
  return tile_at(to_world(middle()), z);
}

inline TileAnswer ask(TileService& tiles, std::string_view set, TileId tile) {
  return tiles.tile(set, tile.z, tile.x, tile.y);
}

inline std::vector<DecodedLayer> layers_of(const TileAnswer& answer) {
  if (answer.status != TileAnswer::Status::found) return {};
  auto layers = decode_tile(gunzip(answer.gzip));
  EXPECT_TRUE(layers.ok());
  return *std::move(layers);
}

inline const DecodedFeature* find(const std::vector<DecodedLayer>& layers, std::string_view layer, std::int64_t id) {
  for (const auto& l : layers)
    if (l.name == layer)
      for (const auto& feature : l.features)
        if (feature.id == static_cast<std::uint64_t>(id)) return &feature;
  return nullptr;
}

inline geo::Value property(const DecodedFeature& feature, std::string_view name) {
  for (const auto& [key, value] : feature.properties)
    if (key == name) return value;
  return {};
}

}  // namespace diming::tiles::test
