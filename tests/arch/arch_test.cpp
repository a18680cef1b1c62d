// tests/arch: the rooms and who may see whom.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Each module with its rooms, lowest first: a room sees itself, the rooms before it and the modules named.
struct Module {
  std::vector<std::string> rooms;
  std::set<std::string> sees;
};
const std::map<std::string, Module> kModules = {
    {"geo", {{"base", "shape", "crs", "store", "io", "filter"}, {}}},
    {"tiles", {{"grid", "mvt", "layer", "build", "cache", "pmtiles"}, {"geo"}}},
    {"boundary", {{"division", "line", "inspection", "org", "intake"}, {"geo"}}},
    {"gazetteer", {{"name", "filing", "doorplate", "facility", "geocode", "intake"}, {"geo", "boundary"}}},
    {"api",
     {{"http", "auth", "ogc", "search", "office", "exchange", "web", "cli"}, {"geo", "tiles", "boundary", "gazetteer"}}},
};
// Foreign headers and the only folders that may include them.
const std::vector<std::pair<std::regex, std::set<std::string>>> kCages = {
    {std::regex("^rapidjson/"), {"geo/base"}},
    {std::regex("^geos_c\\.h"), {"geo/shape"}},
    {std::regex("^(proj|geodesic)\\.h"), {"geo/crs"}},
    {std::regex("^(sqlite3|spatialite).*\\.h"), {"geo/store"}},
    {std::regex("^(gdal|ogr|cpl_).*\\.h"), {"geo/io"}},
    {std::regex("^boost/"), {"api/http"}},
    {std::regex("^openssl/"), {"geo/base", "api/auth", "api/http"}},
    {std::regex("^sodium"), {"api/auth"}},
    {std::regex("^protozero/"), {"tiles/mvt", "geo/io"}},
    {std::regex("^unicode/"), {"gazetteer/name", "gazetteer/geocode", "geo/io"}},
    {std::regex("^spdlog/"), {"api/http"}},
    {std::regex("^CLI/"), {"api/cli"}},
};

struct Source {
  std::string path;  // from the root
  std::string module;
  std::string room;
  std::vector<std::string> includes;
  std::size_t lines{};
};

std::vector<Source> sources() {
  std::vector<Source> found;
  const fs::path root = DIMING_SOURCE_DIR;
  const std::regex include("^\\s*#include\\s*[\"<]([^\">]+)[\">]");
  for (const auto& [module, rooms] : kModules) {
    for (const auto& entry : fs::recursive_directory_iterator(root / module)) {
      const std::string ending = entry.path().extension().string();
      const std::string path = fs::relative(entry.path(), root).string();
      if ((ending != ".hpp" && ending != ".cpp") || path.find("node_modules") != std::string::npos) continue;
      Source source{path, module, "", {}, 0};
      const auto room_end = path.find('/', module.size() + 1);
      if (room_end != std::string::npos) source.room = path.substr(module.size() + 1, room_end - module.size() - 1);
      std::ifstream in(entry.path());
      std::smatch match;
      for (std::string line; std::getline(in, line); ++source.lines)
        if (std::regex_search(line, match, include)) source.includes.push_back(match[1]);
      found.push_back(std::move(source));
    }
  }
  return found;
}

int rank_of(const Module& module, const std::string& room) {
  for (std::size_t i = 0; i < module.rooms.size(); ++i)
    if (module.rooms[i] == room) return static_cast<int>(i);
  return -1;
}

std::string first_part(const std::string& path) { return path.substr(0, path.find('/')); }

std::string second_part(const std::string& path) {
  const auto begin = path.find('/') + 1;
  return path.substr(begin, path.find('/', begin) - begin);
}

TEST(Arch, every_source_lies_in_a_listed_room) {
  const auto all = sources();
  ASSERT_GT(all.size(), 30u);
  for (const auto& source : all)
    EXPECT_GE(rank_of(kModules.at(source.module), source.room), 0) << source.path << ": folder not listed";
}

TEST(Arch, includes_follow_the_direction) {
  for (const auto& source : sources()) {
    const Module& module = kModules.at(source.module);
    for (const auto& include : source.includes) {
      const std::string target = first_part(include);
      if (!kModules.contains(target)) continue;
      if (target != source.module) {
        EXPECT_TRUE(module.sees.contains(target)) << source.path << " includes " << include;
        continue;
      }
      const std::string room = second_part(include);
      EXPECT_LE(rank_of(module, room), rank_of(module, source.room)) << source.path << " includes " << include;
    }
  }
}

TEST(Arch, foreign_headers_stay_in_their_cage) {
  for (const auto& source : sources())
    for (const auto& include : source.includes)
      for (const auto& [header, folders] : kCages) {
        const bool allowed = folders.contains(source.module + "/" + source.room);
        EXPECT_TRUE(allowed || !std::regex_search(include, header)) << source.path << " includes " << include;
      }
}

TEST(Arch, files_hold_one_idea) {
  for (const auto& source : sources()) EXPECT_LE(source.lines, 400u) << source.path;
}

TEST(Arch, headers_say_their_room_in_the_first_line) {
  for (const auto& source : sources()) {
    if (!source.path.ends_with(".hpp")) continue;
    std::ifstream in(fs::path(DIMING_SOURCE_DIR) / source.path);
    std::string line;
    std::getline(in, line);
    EXPECT_TRUE(line.starts_with("// " + source.module + "/" + source.room + ": ")) << source.path;
  }
}

}  // namespace
