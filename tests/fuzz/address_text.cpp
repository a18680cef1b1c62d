// Any bytes as an address: an answer within the limit, with scores in range and in order.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "gazetteer/geocode/search.hpp"

using namespace diming::gazetteer;

namespace {

GeocodeTables small_tables() {
  GeocodeTables tables;
  std::int64_t id = 0;
  std::uint32_t parent = kNone;
  for (const char* name : {"浙江省", "杭州市", "西湖区", "西湖街道", "西湖村"}) {
    DivisionEntry entry;
    entry.id = ++id, entry.level = static_cast<int>(id), entry.parent = parent, entry.name = name;
    tables.add_division(entry);
    parent = parent == kNone ? 0 : parent + 1;
  }
  std::vector<PlateEntry> plates;
  for (const char* name : {"文三路", "西湖大道", "西湖村", "6号大街"}) {
    NameEntry road;
    road.id = ++id, road.name = name, road.division = 3;
    const std::uint32_t index = tables.add_name(road);
    for (int number = 1; number < 20; ++number) plates.push_back({++id, index, 3, number, number % 3, {120, 30}});
  }
  tables.settle(std::move(plates));
  return tables;
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const GeocodeTables tables = small_tables();
  const auto hits = search(tables, {std::string(reinterpret_cast<const char*>(data), size), 5, std::nullopt, false});
  check(hits.size() <= 5);
  double before = 1;
  for (const auto& hit : hits) {
    check(hit.score > 0 && hit.score <= before);
    before = hit.score;
  }
  return 0;
}
