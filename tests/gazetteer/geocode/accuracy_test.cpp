#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "gazetteer/geocode/search.hpp"
#include "tests/support/support.hpp"

namespace diming::gazetteer {
namespace {

constexpr const char* kAddresses = "accuracy/synthetic_zj.csv";

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, ',');) out.push_back(field);
  out.resize(14);
  return out;
}

/// The tables of a file of addresses: columns id, five levels, road, number, building, unit, room, name, lon, lat.
class AddressFile {
 public:
  explicit AddressFile(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) add(fields(line));
    std::ranges::sort(plates_, {}, &PlateEntry::id);
    tables.settle(std::move(plates_));
  }
  struct Asked {
    std::string text;
    std::string gate;  ///< village, road and number: rooms of one gate share it
  };
  GeocodeTables tables;
  std::vector<Asked> asked;
  std::map<std::int64_t, std::string> gate_of_plate;

 private:
  void add(const std::vector<std::string>& row) {
    std::string path;
    std::uint32_t unit = kNone;
    for (int level = 1; level <= 5; ++level) {
      const std::string& name = row[static_cast<std::size_t>(level)];
      if (name.empty()) continue;
      path += name;
      unit = division(path, name, level, unit);
    }
    const std::string road = row[6].empty() ? row[5] : row[6], gate = path + "|" + road + "|" + row[7];
    asked.push_back({path + row[6] + row[7] + row[8] + row[9] + row[10], gate});
    if (!gates_.insert(gate).second) return;
    const geo::LonLat at{std::stod(row[12]), std::stod(row[13])};
    const std::uint32_t on = road_of(row[1] + row[2] + row[3] + row[4] + road, road, unit, at);
    plates_.push_back({++next_id_, on, unit, std::stoi(row[7]), 0, at});
    gate_of_plate[next_id_] = gate;
  }
  std::uint32_t division(const std::string& path, const std::string& name, int level, std::uint32_t parent) {
    const auto [it, is_new] = divisions_.try_emplace(path, kNone);
    if (is_new) {
      DivisionEntry entry;
      entry.id = ++next_id_, entry.level = level, entry.parent = parent, entry.name = name;
      it->second = static_cast<std::uint32_t>(tables.divisions().size());
      tables.add_division(entry);
    }
    return it->second;
  }
  std::uint32_t road_of(const std::string& key, const std::string& name, std::uint32_t village, geo::LonLat at) {
    const auto [it, is_new] = roads_.try_emplace(key, kNone);
    if (is_new) {
      NameEntry entry;
      entry.id = ++next_id_, entry.name = name, entry.at = at;
      entry.division = tables.divisions()[village].level == 5 ? tables.divisions()[village].parent : village;
      it->second = tables.add_name(entry);
    }
    return it->second;
  }
  std::int64_t next_id_ = 0;
  std::map<std::string, std::uint32_t> divisions_, roads_;
  std::set<std::string> gates_;
  std::vector<PlateEntry> plates_;
};

TEST(GeocodeAccuracy, full_standard_addresses_find_their_gate) {
  const auto path = diming::test::shared_data(kAddresses);
  if (!path) GTEST_SKIP() << kAddresses;
  const AddressFile file(*path);
  std::size_t right = 0, missed = 0;
  for (const auto& [text, gate] : file.asked) {
    const auto hits = search(file.tables, {text, 1, std::nullopt, false});
    const bool ok = !hits.empty() && hits[0].kind == HitKind::plate &&
                    file.gate_of_plate.at(file.tables.plates()[hits[0].index].id) == gate;
    right += ok;
    if (!ok && ++missed <= 5) std::cout << "missed: " << text << "\n";
  }
  std::cout << right << " of " << file.asked.size() << " full standard addresses at their gate\n";
  EXPECT_GE(static_cast<double>(right), 0.999 * static_cast<double>(file.asked.size()));
}

}  // namespace
}  // namespace diming::gazetteer
