// tests/bench: the geocoder over 300,000 plates: 20 counties with 10 towns each, 3,000 roads with 100 plates.
#include <benchmark/benchmark.h>

#include <random>

#include "gazetteer/geocode/reverse.hpp"
#include "gazetteer/geocode/search.hpp"

namespace {

using namespace diming::gazetteer;

constexpr int kCounties = 20, kTowns = 10, kRoads = 3'000, kPlates = 100;

std::string made_name(int i) {
  static constexpr const char* kParts[] = {"文", "学", "曙", "光", "天", "目", "古", "荡", "莫", "干", "庆", "春", "凤", "起", "体"};
  return std::string(kParts[i % 15]) + kParts[i / 15 % 15] + kParts[i / 225 % 15];
}

struct Province {
  GeocodeTables tables;
  std::vector<std::string> addresses;

  Province() {
    std::int64_t id = 0;
    const auto add = [&](const std::string& name, int level, std::uint32_t parent) {
      DivisionEntry entry;
      entry.id = ++id, entry.name = name, entry.level = level, entry.parent = parent;
      tables.add_division(entry);
      return static_cast<std::uint32_t>(tables.divisions().size() - 1);
    };
    const std::uint32_t city = add("杭州市", 2, add("浙江省", 1, kNone));
    std::vector<std::uint32_t> towns;
    for (int c = 0; c < kCounties; ++c) {
      const std::uint32_t county = add(made_name(c * 7) + "区", 3, city);
      for (int t = 0; t < kTowns; ++t) towns.push_back(add(made_name(500 + c * kTowns + t) + "街道", 4, county));
    }
    std::vector<PlateEntry> plates;
    for (int r = 0; r < kRoads; ++r) {
      const std::uint32_t town = towns[static_cast<std::size_t>(r) % towns.size()];
      const double lon = 119 + r % 60 * 0.02, lat = 29 + r / 60 * 0.02;
      NameEntry road;
      road.id = ++id, road.name = made_name(r * 11) + "路", road.division = town, road.at = {lon, lat};
      road.lines = {{{lon, lat}, {lon + 0.01, lat}}};
      road.bounds = {lon, lat, lon + 0.01, lat};
      const std::uint32_t index = tables.add_name(road);
      for (int n = 1; n <= kPlates; ++n) plates.push_back({++id, index, town, n, 0, {lon + n * 1e-4, lat + n % 2 * 1e-4}});
    }
    tables.settle(std::move(plates));
    for (std::size_t i = 0; i < tables.plates().size(); i += 997) addresses.push_back(plate_address(tables, tables.plates()[i]));
  }
};

const Province& province() {
  static const Province made;
  return made;
}

void search_each(benchmark::State& state, const std::vector<std::string>& texts, bool found) {
  std::size_t at = 0;
  for (auto _ : state) {
    const auto hits = search(province().tables, {texts[at++ % texts.size()], 10, std::nullopt, false});
    if (hits.empty() == found) state.SkipWithError("unexpected answer");
    benchmark::DoNotOptimize(hits.data());
  }
  state.SetItemsProcessed(state.iterations());
}

void full_address(benchmark::State& state) { search_each(state, province().addresses, true); }
BENCHMARK(full_address);

void road_and_number(benchmark::State& state) {
  std::vector<std::string> texts;
  for (int r = 0; r < kRoads; r += 17) texts.push_back(made_name(r * 11) + "路" + std::to_string(r % kPlates + 1) + "号");
  search_each(state, texts, true);
}
BENCHMARK(road_and_number);

void name(benchmark::State& state) {
  std::vector<std::string> texts;
  for (int r = 0; r < kRoads; r += 17) texts.push_back(made_name(r * 11) + "路");
  search_each(state, texts, true);
}
BENCHMARK(name);

void miss_with_similar_names(benchmark::State& state) { search_each(state, {"杭州市文学光天路90号", "曙光目路"}, true); }
BENCHMARK(miss_with_similar_names);

void endless_repetition(benchmark::State& state) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "杭州";
  search_each(state, {text}, false);
}
BENCHMARK(endless_repetition);

void reverse_to_plate(benchmark::State& state) {
  const auto& tables = province().tables;
  std::mt19937 random(1);
  for (auto _ : state) {
    const PlateEntry& plate = tables.plates()[random() % tables.plates().size()];
    const auto hit = reverse(tables, {plate.at.lon + 3e-5, plate.at.lat + 3e-5}, tables.divisions()[plate.division].id, 18);
    benchmark::DoNotOptimize(hit);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(reverse_to_plate);

}  // namespace
