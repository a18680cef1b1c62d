#include <benchmark/benchmark.h>

#include <filesystem>

#include "gazetteer/doorplate/register.hpp"
#include "gazetteer/name/register.hpp"
#include "gazetteer/name/romanize.hpp"
#include "geo/store/schema.hpp"
#include "geo/store/writer.hpp"

namespace diming::gazetteer {
namespace {

const geo::Date kDay = geo::parse_date("2026-01-01", "").value();

/// An empty register with one division and one road in the folder for temporary files.
struct OneRoad {
  std::string path = (std::filesystem::temp_directory_path() / "diming-doorplate-bench.db").string();
  std::unique_ptr<geo::Writer> writer;
  std::int64_t road = 0;

  OneRoad() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    if (!geo::create_database(path).ok()) std::abort();
    writer = std::move(geo::Writer::open(path, nullptr)).value();
    (void)writer->execute({"bench", "cli"}, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
      tx.db().execute("INSERT INTO division (id, level, kind, effective_from) VALUES (1, 3, 'x', '2000-01-01')");
      tx.db().execute("UPDATE object_counter SET next_id = 100");
      NewPlace place{.class_id = "street", .division_id = 1, .name = "文三路", .effective_from = kDay};
      road = name_place(tx, place).value();
      return std::string();
    });
  }
};

void register_plates(benchmark::State& state) {
  OneRoad file;
  int number = 0;
  for (auto _ : state) {
    std::vector<NewDoorplate> plates;
    for (std::int64_t i = 0; i < state.range(0); ++i)
      plates.push_back({1, ++number, 0, {119 + number % 1'000 * 1e-3, 29 + number / 1'000 * 1e-3}, kDay});
    const auto done = file.writer->execute({"bench", "cli"}, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
      const auto first = register_doorplates(tx, file.road, plates);
      if (!first.ok()) return first.error();
      return std::string();
    });
    if (!done.ok()) state.SkipWithError(done.error().message.c_str());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(register_plates)->Arg(200'000)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();

void register_roads(benchmark::State& state) {
  OneRoad file;
  std::vector<NewPlace> places(
      10'000, NewPlace{.class_id = "street", .division_id = 1, .name = "解放东路", .effective_from = kDay});
  for (auto _ : state)
    (void)file.writer->execute({"bench", "cli"}, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
      const auto first = register_places(tx, places);
      if (!first.ok()) return first.error();
      return std::string();
    });
  state.SetItemsProcessed(state.iterations() * 10'000);
}
BENCHMARK(register_roads)->Iterations(5)->Unit(benchmark::kMillisecond)->UseRealTime();

void romanize_road(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(romanize("解放东路", "street", {"解放东", "路"}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(romanize_road);

}  // namespace
}  // namespace diming::gazetteer
