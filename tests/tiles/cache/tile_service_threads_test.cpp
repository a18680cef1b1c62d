#include <atomic>

#include "tests/tiles/support/town.hpp"

namespace diming::tiles {
namespace {

using namespace test;

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
