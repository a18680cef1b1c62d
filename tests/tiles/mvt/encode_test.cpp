#include "tiles/mvt/encode.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>

#include "tests/support/support.hpp"
#include "tiles/mvt/decode.hpp"

namespace diming::tiles {
namespace {

using geo::Value;

DecodedFeature feature(std::uint64_t id, ShapeType type, std::vector<std::vector<TilePoint>> parts) {
  return {id,
          type,
          {{"name", Value("文一路")}, {"rank", Value(std::int64_t{-3})}, {"share", Value(0.5)}},
          std::move(parts)};
}

std::vector<DecodedFeature> examples() {
  return {feature(1, ShapeType::point, {{{5, 7}}}), feature(2, ShapeType::point, {{{5, 7}, {-64, 4160}}}),
          feature(3, ShapeType::line, {{{0, 0}, {10, 0}}, {{3, 3}, {4, 4}, {5, 3}}}),
          feature(4, ShapeType::polygon, {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{10, 10}, {10, 20}, {20, 20}}})};
}

std::string encoded(const std::vector<DecodedFeature>& features) {
  LayerWriter writer("地名");
  for (const auto& f : features) {
    Commands commands;
    for (const auto& part : f.parts) {
      if (f.type == ShapeType::point) commands.points(part);
      if (f.type == ShapeType::line) commands.line(part);
      if (f.type == ShapeType::polygon) commands.ring(part);
    }
    std::vector<std::uint32_t> tags;
    for (const auto& [name, value] : f.properties) tags.insert(tags.end(), {writer.key(name), writer.value(value)});
    writer.add(f.id, f.type, tags, commands.integers());
  }
  return writer.finish();
}

TEST(LayerWriter, strict_reader_gives_back_what_was_written) {
  const auto layers = decode_tile(encoded(examples()));
  ASSERT_TRUE(layers.ok()) << layers.error().message;
  ASSERT_EQ(layers->size(), 1U);
  EXPECT_EQ((*layers)[0].name, "地名");
  EXPECT_EQ((*layers)[0].extent, 4096U);
  const auto expected = examples();
  ASSERT_EQ((*layers)[0].features.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ((*layers)[0].features[i].id, expected[i].id);
    EXPECT_EQ((*layers)[0].features[i].type, expected[i].type);
    EXPECT_EQ((*layers)[0].features[i].parts, expected[i].parts);
    EXPECT_EQ((*layers)[0].features[i].properties, expected[i].properties);
  }
}

TEST(LayerWriter, equal_values_are_written_once_and_bytes_are_the_same_each_time) {
  const std::string bytes = encoded(examples());
  EXPECT_EQ(bytes, encoded(examples()));
  EXPECT_EQ(bytes.find("文一路"), bytes.rfind("文一路"));
  EXPECT_EQ(LayerWriter("empty").finish(), "");
}

TEST(Commands, degenerate_parts_are_left_out) {
  Commands commands;
  commands.line(std::vector<TilePoint>{{1, 1}, {1, 1}});
  commands.ring(std::vector<TilePoint>{{0, 0}, {5, 5}, {9, 9}});
  commands.ring(std::vector<TilePoint>{{0, 0}, {5, 5}, {0, 0}});
  EXPECT_TRUE(commands.empty());
  commands.ring(std::vector<TilePoint>{{0, 0}, {5, 0}, {5, 0}, {5, 5}, {0, 0}});
  EXPECT_EQ(commands.integers().size(), 1U + 2 + 1 + 4 + 1);
}

TEST(DecodeTile, any_cut_or_changed_byte_is_refused_or_read_safely) {
  const std::string bytes = encoded(examples());
  for (std::size_t size = 1; size < bytes.size(); ++size) EXPECT_FALSE(decode_tile(bytes.substr(0, size)).ok()) << size;
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string changed = bytes;
    changed[random() % changed.size()] = static_cast<char>(random());
    (void)decode_tile(changed);
  }
}

TEST(DecodeTile, refuses_what_the_specification_forbids) {
  struct Case {
    ShapeType type;
    std::vector<std::uint32_t> geometry;
  };
  for (const Case& c :
       std::vector<Case>{{ShapeType::point, {}},                                  // 4.3
                         {ShapeType::point, {9, 2}},                              // a parameter is missing
                         {ShapeType::point, {1}},                                 // no count
                         {ShapeType::point, {0xFFFFFFF9U, 1, 1}},                 // more points than bytes
                         {ShapeType::line, {9, 2, 2}},                            // no LineTo
                         {ShapeType::line, {9, 2, 2, 10, 0, 0}},                  // LineTo without movement
                         {ShapeType::polygon, {9, 0, 0, 18, 2, 0, 0, 2}},         // no ClosePath
                         {ShapeType::polygon, {9, 0, 0, 18, 0, 2, 2, 0, 15}},     // first ring winds backwards
                         {ShapeType::polygon, {9, 0, 0, 18, 2, 0, 2, 0, 15}}}) {  // no area
    LayerWriter writer("x");
    const std::vector<std::uint32_t> bad = c.geometry.empty() ? std::vector<std::uint32_t>{7} : c.geometry;
    writer.add(1, c.type, {}, bad);
    const auto layers = decode_tile(writer.finish());
    ASSERT_FALSE(layers.ok());
    EXPECT_EQ(layers.error().code, "tile.not_mvt");
  }
  LayerWriter twice("x");
  Commands commands;
  commands.points(std::vector<TilePoint>{{1, 1}});
  twice.add(1, ShapeType::point, {}, commands.integers());
  const std::string layer = twice.finish();
  EXPECT_TRUE(decode_tile(layer).ok());
  EXPECT_FALSE(decode_tile(layer + layer).ok());  // 4.1: one name, one layer
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return text;
  char part[4096];
  while (const auto size = fread(part, 1, sizeof part, pipe)) text.append(part, size);
  pclose(pipe);
  return text;
}

TEST(LayerWriter, gdal_reads_the_same) {
  if (output_of("ogrinfo --version").find("GDAL") == std::string::npos) GTEST_SKIP() << "no ogrinfo (gdal-bin)";
  const diming::test::TempDir folder;
  diming::test::write_file(folder.file("0.mvt"), encoded(examples()));
  const std::string text = output_of("ogrinfo -al MVT:" + folder.file("0.mvt"));
  EXPECT_NE(text.find("Layer name: 地名"), std::string::npos) << text;
  EXPECT_NE(text.find("Feature Count: 4"), std::string::npos) << text;
  EXPECT_NE(text.find("name (String) = 文一路"), std::string::npos) << text;
  EXPECT_NE(text.find("rank (Integer) = -3"), std::string::npos) << text;
  EXPECT_NE(text.find("POLYGON (("), std::string::npos) << text;
  EXPECT_NE(text.find("MULTILINESTRING (("), std::string::npos) << text;
}

}  // namespace
}  // namespace diming::tiles
