// tests/bench: tiles of each kind of layer, built and from the cache.
#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "tiles/build/tile.hpp"
#include "tiles/cache/gzip.hpp"
#include "tiles/cache/tile_cache.hpp"

namespace diming::tiles {
namespace {

constexpr WorldPoint kCorner{3'580'000'000U, 1'760'000'000U};
constexpr std::uint32_t kWidth = 1U << 24;  // about 156 km

LayerDefinition definition(LayerGeometry geometry) {
  LayerDefinition layer;
  layer.id = "bench";
  layer.geometry = geometry;
  layer.fields = {{"label", "label", FieldType::text}, {"road", "road", FieldType::text}};
  layer.max_zoom = 14;
  return layer;
}

/// 1,000,000 doorplates along 20,000 streets that lie in 400 towns.
const LayerData& doorplates() {
  static const LayerData kData = [] {
    LayerData data(definition(LayerGeometry::point));
    std::mt19937 random(1);
    RowStore rows = data.table.new_rows();
    for (std::int64_t street = 0; street < 20'000; ++street) {
      const auto town = static_cast<std::uint32_t>(street % 400);
      const std::uint32_t x = kCorner.x + town % 20 * (kWidth / 20) + static_cast<std::uint32_t>(random()) % 300'000;
      const std::uint32_t y = kCorner.y + town / 20 * (kWidth / 20) + static_cast<std::uint32_t>(random()) % 300'000;
      const auto road = data.table.pool().code(geo::Value("道路" + std::to_string(street)));
      for (std::uint32_t number = 1; number <= 50; ++number) {
        const WorldPoint at{x + number * 900, y + number % 2 * 1'500};
        const std::uint32_t codes[] = {data.table.pool().code(geo::Value(std::to_string(number))), road};
        rows.add({street * 50 + number, 0, codes, {&at, 1}, {}});
      }
    }
    data.table.load(rows);
    return data;
  }();
  return kData;
}

/// 22,500 areas with 65 points an edge, as many as a province has villages.
const LayerData& villages() {
  static const LayerData kData = [] {
    LayerData data(definition(LayerGeometry::coverage));
    constexpr int kSide = 150;
    constexpr std::uint32_t kStep = kWidth / kSide;
    std::vector<CoverageEdge> edges;
    const auto area = [](int column, int row) -> std::int64_t {
      return column < 0 || row < 0 || column >= kSide || row >= kSide ? 0 : row * kSide + column + 1;
    };
    const auto edge = [&](int column, int row, bool down, std::int64_t left, std::int64_t right) {
      CoverageEdge made{static_cast<std::int64_t>(edges.size() + 1), left, right, {}};
      for (std::uint32_t i = 0; i <= 64; ++i) {
        const auto along = kStep * i / 64;
        const double wave = i % 64 == 0 ? 0 : std::sin(i * 0.7);
        const auto off = kStep / 10 + static_cast<std::uint32_t>(std::lround(kStep / 20 * (1 + wave))) - kStep / 20;
        const std::uint32_t x = kCorner.x + static_cast<std::uint32_t>(column) * kStep + kStep / 10;
        const std::uint32_t y = kCorner.y + static_cast<std::uint32_t>(row) * kStep + kStep / 10;
        made.points.push_back(down ? WorldPoint{x + off, y + along + kStep / 10}
                                   : WorldPoint{x + along + kStep / 10, y + off});
      }
      edges.push_back(std::move(made));
    };
    for (int row = 0; row <= kSide; ++row)
      for (int column = 0; column <= kSide; ++column) {
        if (column < kSide) edge(column, row, false, area(column, row - 1), area(column, row));
        if (row < kSide) edge(column, row, true, area(column, row), area(column - 1, row));
      }
    data.coverage = Coverage(std::move(edges));
    for (std::int64_t id = 1; id <= kSide * kSide; ++id)
      data.areas[id] = {data.table.pool().code(geo::Value("村" + std::to_string(id))), 0};
    return data;
  }();
  return kData;
}

std::vector<TileId> tiles_of(int z) {
  std::vector<TileId> tiles;
  std::mt19937 random(2);
  for (int i = 0; i < 500; ++i)
    tiles.push_back(tile_at({kCorner.x + static_cast<std::uint32_t>(random()) % kWidth,
                             kCorner.y + static_cast<std::uint32_t>(random()) % kWidth},
                            z));
  return tiles;
}

void build(benchmark::State& state, const LayerDefinition& layer, const LayerData& data, bool packed) {
  const auto tiles = tiles_of(static_cast<int>(state.range(0)));
  std::size_t i = 0, bytes = 0;
  for (auto _ : state) {
    BuiltTile built;
    append_layer(layer, data, tiles[i++ % tiles.size()], built);
    bytes += built.bytes.size();
    if (packed) benchmark::DoNotOptimize(gzip(built.bytes));
  }
  state.counters["bytes"] = benchmark::Counter(static_cast<double>(bytes), benchmark::Counter::kAvgIterations);
  state.SetItemsProcessed(state.iterations());
}

void doorplate_tile(benchmark::State& state) {
  build(state, definition(LayerGeometry::point), doorplates(), false);
}
void doorplate_tile_packed(benchmark::State& state) {
  build(state, definition(LayerGeometry::point), doorplates(), true);
}
void village_tile(benchmark::State& state) {
  build(state, definition(LayerGeometry::coverage), villages(), false);
}
void cached_tile(benchmark::State& state) {
  TileCache cache(64 << 20);
  for (std::uint32_t x = 0; x < 500; ++x) cache.put(1, {14, x, 0}, {std::string(20'000, 'x'), "\"0\"", false}, 0);
  std::uint32_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(cache.find(1, {14, i++ % 500, 0}));
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(doorplate_tile)->Arg(14);
BENCHMARK(doorplate_tile_packed)->Arg(14);
BENCHMARK(village_tile)->Arg(10)->Arg(12)->Arg(14);
BENCHMARK(cached_tile);

}  // namespace
}  // namespace diming::tiles
