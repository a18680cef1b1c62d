#include "geo/io/write_features.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "tests/geo/io/io_support.hpp"
#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

using test::code_of_reading;
using test::read_all;
using test::TempDir;
using test::text_at;

const Ring kSquare{{120, 30}, {121, 30}, {121, 31}, {120, 31}, {120, 30}};
const Ring kHole{{120.2, 30.2}, {120.2, 30.4}, {120.4, 30.4}, {120.4, 30.2}, {120.2, 30.2}};
const Ring kFar{{122, 30}, {123, 30}, {123, 31.123456789}, {122, 30}};

struct Shape {
  ShapeType type;
  Geometry geometry;
};

std::vector<Shape> shapes() {
  return {{ShapeType::point, Point{{120.153576, 30.287459}}},
          {ShapeType::line, LineString{{{120, 30}, {121, 31}}}},
          {ShapeType::polygon, Polygon{{kSquare, kHole}}},
          {ShapeType::multi_point, MultiPoint{{{120, 30}, {121, 31}}}},
          {ShapeType::multi_line, MultiLineString{{LineString{{{120, 30}, {121, 31}}}, LineString{{{1, 2}, {3, 4}}}}}},
          {ShapeType::multi_polygon, MultiPolygon{{Polygon{{kSquare, kHole}}, Polygon{{kFar}}}}}};
}

Feature row_of(const std::string& name, std::int64_t code, const Geometry& geometry) {
  return {std::nullopt, {{"地名", name}, {"code", code}, {"area", 6.39}, {"open", true}}, geometry};
}

const std::vector<Field> kFields{{"地名", FieldType::text},
                                 {"code", FieldType::integer},
                                 {"area", FieldType::real},
                                 {"open", FieldType::boolean}};

Result<void> write_all(const std::string& path, const WriteOptions& options, ShapeType shape,
                       const std::vector<Feature>& features) {
  auto writer = FeatureWriter::create(path, options, {kFields, shape});
  if (!writer) return writer.error();
  for (const Feature& feature : features)
    if (auto done = writer->write(feature); !done) return done;
  return writer->close();
}

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  char buffer[512];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe)) text += buffer;
  if (pipe) ::pclose(pipe);
  return text;
}

class EveryFormat : public testing::TestWithParam<const char*> {};

TEST_P(EveryFormat, keeps_chinese_text_values_and_shapes) {
  const std::string format = GetParam();
  for (const Shape& shape : shapes()) {
    if (format == "shp" && (shape.type == ShapeType::multi_line || shape.type == ShapeType::multi_polygon)) continue;
    const TempDir folder;
    const auto path = folder.file("地名." + format);
    const auto written = write_all(path, {.format = format}, shape.type, {row_of("西湖𠮷, \"引号\"\n换行", 330106, shape.geometry)});
    ASSERT_TRUE(written.ok()) << written.error().message;
    const auto all = read_all(path);
    ASSERT_TRUE(all.ok()) << all.error().message;
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ(all->front().geometry, shape.geometry) << type_name(shape.geometry);
    EXPECT_EQ(text_at(all->front(), "地名"), "西湖𠮷, \"引号\"\n换行");
    EXPECT_EQ(text_at(all->front(), "code"), "330106");
    EXPECT_EQ(text_at(all->front(), "area"), "6.39");
  }
}

TEST_P(EveryFormat, leaves_nothing_without_close) {
  const TempDir folder;
  const std::string format = GetParam();
  {
    auto writer = FeatureWriter::create(folder.file("a." + format), {}, {kFields, ShapeType::point});
    ASSERT_TRUE(writer.ok()) << writer.error().message;
    ASSERT_TRUE(writer->write(row_of("西湖", 1, Point{{1, 2}})).ok());
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_P(EveryFormat, truncation_is_refused_or_loses_no_row_silently) {
  const TempDir folder;
  const std::string format = GetParam();
  if (format == "csv" || format == "geojsonl") return;  // lines are whole wherever they end
  const auto path = folder.file("a." + format);
  std::vector<Feature> features;
  for (int i = 0; i < 200; ++i) features.push_back(row_of("西湖" + std::to_string(i), i, Polygon{{kSquare, kHole}}));
  ASSERT_TRUE(write_all(path, {}, ShapeType::polygon, features).ok());
  const auto whole = std::filesystem::file_size(path);
  for (const auto percent : {10U, 50U, 90U}) {
    std::filesystem::copy_file(path, folder.file("b." + format), std::filesystem::copy_options::overwrite_existing);
    if (format == "shp")
      for (const char* part : {".shx", ".dbf"})
        std::filesystem::copy_file(folder.file(std::string("a") + part), folder.file(std::string("b") + part),
                                   std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(folder.file("b." + format), whole * percent / 100);
    EXPECT_EQ(code_of_reading(folder.file("b." + format)), "file.broken") << percent;
  }
}

TEST_P(EveryFormat, outside_reader_counts_the_same) {
  const TempDir folder;
  const auto path = folder.file(std::string("a.") + GetParam());
  ASSERT_TRUE(write_all(path, {}, ShapeType::point, {row_of("西湖", 1, Point{{120, 30}}), row_of("东湖", 2, Point{{121, 31}})}).ok());
  EXPECT_NE(output_of("ogrinfo -ro -so -al '" + path + "' 2>&1").find("Feature Count: 2"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(FeatureWriter, EveryFormat,
                         testing::Values("geojson", "geojsonl", "gpkg", "shp", "csv", "xlsx", "kml", "fgb"),
                         [](const auto& format) { return std::string(format.param); });

TEST(FeatureWriter, gbk_shapefile_reads_back_with_and_without_cpg) {
  const TempDir folder;
  const auto path = folder.file("a.shp");
  ASSERT_TRUE(write_all(path, {.encoding = "GBK"}, ShapeType::point, {row_of("杭州市西湖区", 1, Point{{120, 30}})}).ok());
  ASSERT_TRUE(std::filesystem::exists(folder.file("a.cpg")));
  for (const bool with_cpg : {true, false}) {
    if (!with_cpg) std::filesystem::remove(folder.file("a.cpg"));
    const auto all = read_all(path);
    ASSERT_TRUE(all.ok()) << all.error().message;
    EXPECT_EQ(text_at(all->front(), "地名"), "杭州市西湖区");
  }
  EXPECT_EQ(code_of_reading(path, {.encoding = "UTF-8"}), "file.encoding");
}

TEST(FeatureWriter, utf8_shapefile_without_cpg_is_detected) {
  const TempDir folder;
  ASSERT_TRUE(write_all(folder.file("a.shp"), {}, ShapeType::point, {row_of("杭州市西湖区", 1, Point{{120, 30}})}).ok());
  std::filesystem::remove(folder.file("a.cpg"));
  const auto reader = FeatureReader::open(folder.file("a.shp"), {});
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  EXPECT_EQ(reader->info().encoding, "UTF-8");
}

TEST(FeatureWriter, shapefile_names_are_cut_between_characters_and_unique) {
  const TempDir folder;
  const std::vector<Field> fields{{"标准地名全称", FieldType::text}, {"标准地名全拼", FieldType::text}, {"code", FieldType::text}};
  auto gbk = FeatureWriter::create(folder.file("a.shp"), {.encoding = "GBK"}, {fields, ShapeType::point});
  auto utf8 = FeatureWriter::create(folder.file("b.shp"), {}, {fields, ShapeType::point});
  ASSERT_TRUE(gbk.ok() && utf8.ok());
  EXPECT_EQ(gbk->renamed(), (std::vector<RenamedField>{{"标准地名全称", "标准地名全"}, {"标准地名全拼", "标准地名_1"}}));
  EXPECT_EQ(utf8->renamed(), (std::vector<RenamedField>{{"标准地名全称", "标准地"}, {"标准地名全拼", "标准_1"}}));
  ASSERT_TRUE(gbk->write({std::nullopt, {{"标准地名全拼", "b"}}, Point{{1, 2}}}).ok());
  ASSERT_TRUE(gbk->close().ok());
  const auto all = read_all(folder.file("a.shp"));
  ASSERT_TRUE(all.ok()) << all.error().message;
  EXPECT_EQ(text_at(all->front(), "标准地名_1"), "b");
}

TEST(FeatureWriter, what_does_not_fit_is_refused_with_its_record) {
  const TempDir folder;
  auto writer = FeatureWriter::create(folder.file("a.shp"), {.encoding = "GBK"}, {kFields, ShapeType::point});
  ASSERT_TRUE(writer.ok());
  EXPECT_EQ(writer->write(row_of(std::string(300, 'a'), 1, Point{{1, 2}})).error().code, "file.value");
  EXPECT_EQ(writer->write(row_of("𠮷", 1, Point{{1, 2}})).error().code, "file.encoding");
  EXPECT_EQ(writer->write({std::nullopt, {{"code", "一"}}, Point{{1, 2}}}).error().code, "file.value");
  EXPECT_EQ(writer->write(row_of("a", 1, Polygon{{kSquare}})).error().code, "file.unsupported");
}

TEST(FeatureWriter, requests_that_no_format_can_meet_are_refused) {
  const TempDir folder;
  auto code = [&](const std::string& name, const WriteOptions& options, ShapeType shape) {
    auto writer = FeatureWriter::create(folder.file(name), options, {kFields, shape});
    return writer ? std::string() : std::string(writer.error().code);
  };
  EXPECT_EQ(code("a.osm.pbf", {}, ShapeType::point), "file.unsupported");
  EXPECT_EQ(code("a.shp", {}, ShapeType::any), "file.unsupported");
  EXPECT_EQ(code("a.kml", {.epsg = 4549}, ShapeType::point), "file.unsupported");
  EXPECT_EQ(code("a.doc", {}, ShapeType::point), "file.unknown_format");
  EXPECT_EQ(code("none/a.csv", {}, ShapeType::point), "file.unwritable");
}

TEST(FeatureWriter, reference_system_is_written) {
  const TempDir folder;
  for (const char* name : {"a.geojson", "a.gpkg", "a.shp", "a.fgb"}) {
    ASSERT_TRUE(write_all(folder.file(name), {.epsg = 4549}, ShapeType::point, {row_of("a", 1, Point{{500000, 3340000}})}).ok());
    const auto reader = FeatureReader::open(folder.file(name), {});
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    EXPECT_EQ(reader->info().epsg, 4549) << name;
  }
}

}  // namespace
}  // namespace diming::geo
