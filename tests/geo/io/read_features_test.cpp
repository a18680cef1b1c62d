#include "geo/io/read_features.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/geo/io/io_support.hpp"
#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

using test::code_of_reading;
using test::read_all;
using test::TempDir;
using test::text_at;
using test::write_file;

std::size_t positions(const std::vector<Feature>& features) {
  std::size_t count = 0;
  for (const Feature& feature : features)
    if (feature.geometry) for_each_position(*feature.geometry, [&](const LonLat&) { ++count; });
  return count;
}

constexpr std::string_view kTwoPlaces =
    R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"西湖","code":9007199254740993,"area":6.39,"open":true,"day":"2024-05-01"},
     "geometry":{"type":"Point","coordinates":[120.14,30.24]}},
    {"type":"Feature","properties":{"name":null,"code":2,"area":1.5,"open":false,"day":"2024-05-02"},"geometry":null}]})";

TEST(FeatureReader, geojson_keeps_types_and_nulls) {
  const TempDir folder;
  write_file(folder.file("a.geojson"), kTwoPlaces);
  const auto all = read_all(folder.file("a.geojson"));
  ASSERT_TRUE(all.ok()) << all.error().message;
  ASSERT_EQ(all->size(), 2U);
  const Feature& first = all->front();
  EXPECT_EQ(*first.find("name"), Value("西湖"));
  EXPECT_EQ(*first.find("code"), Value(std::int64_t{9007199254740993}));
  EXPECT_EQ(*first.find("area"), Value(6.39));
  EXPECT_EQ(*first.find("open"), Value(true));
  EXPECT_EQ(*first.find("day"), Value("2024-05-01"));
  EXPECT_EQ(first.geometry, Geometry(Point{{120.14, 30.24}}));
  EXPECT_EQ(*all->back().find("name"), Value());
  EXPECT_FALSE(all->back().geometry.has_value());
}

TEST(FeatureReader, info_tells_source) {
  const TempDir folder;
  write_file(folder.file("a.geojson"), kTwoPlaces);
  const auto reader = FeatureReader::open(folder.file("a.geojson"), {});
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(reader->info().driver, "GeoJSON");
  EXPECT_EQ(reader->info().layers, std::vector<std::string>{"a"});
  EXPECT_EQ(reader->info().fields, (std::vector<std::string>{"name", "code", "area", "open", "day"}));
  EXPECT_EQ(reader->info().epsg, 4326);
  EXPECT_EQ(reader->info().count, 2);
}

TEST(FeatureReader, rings_turn_shell_left_holes_right) {
  const TempDir folder;
  write_file(folder.file("a.geojson"),
             R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[
             [[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]}})");
  const auto all = read_all(folder.file("a.geojson"));
  ASSERT_TRUE(all.ok()) << all.error().message;
  const auto& polygon = std::get<Polygon>(*all->front().geometry);
  EXPECT_EQ(polygon.rings[0][1], (LonLat{9, 0}));
  EXPECT_EQ(polygon.rings[1][1], (LonLat{1, 2}));
}

TEST(FeatureReader, csv_in_utf8_with_bom_and_gb18030_read_the_same) {
  const TempDir folder;
  write_file(folder.file("bom.csv"), "\xEF\xBB\xBF名称,编号\n西湖,007\n,2\n");
  write_file(folder.file("gb.csv"), "\xC3\xFB\xB3\xC6,\xB1\xE0\xBA\xC5\n\xCE\xF7\xBA\xFE,007\n,2\n");
  for (const auto* name : {"bom.csv", "gb.csv"}) {
    const auto all = read_all(folder.file(name));
    ASSERT_TRUE(all.ok()) << all.error().message;
    ASSERT_EQ(all->size(), 2U) << name;
    EXPECT_EQ(text_at(all->front(), "名称"), "西湖");
    EXPECT_EQ(text_at(all->front(), "编号"), "007");
    EXPECT_EQ(*all->back().find("名称"), Value());
  }
}

TEST(FeatureReader, csv_separators_and_places) {
  const TempDir folder;
  write_file(folder.file("a.csv"), "name;经度;纬度\n西湖;120.14;30.24\n空;;\n");
  write_file(folder.file("b.tsv"), "name\tjd\twd\n西湖\t120.14\t30.24\n");
  write_file(folder.file("c.csv"), "name,WKT\n西湖,\"LINESTRING (120 30,121 31)\"\n");
  const auto semicolon = read_all(folder.file("a.csv"));
  const auto tab = read_all(folder.file("b.tsv"), {.layer = "", .encoding = "", .lon_field = "jd", .lat_field = "wd"});
  const auto wkt = read_all(folder.file("c.csv"));
  ASSERT_TRUE(semicolon.ok() && tab.ok() && wkt.ok());
  EXPECT_EQ(semicolon->front().geometry, Geometry(Point{{120.14, 30.24}}));
  EXPECT_FALSE(semicolon->back().geometry.has_value());
  EXPECT_EQ(tab->front().geometry, Geometry(Point{{120.14, 30.24}}));
  EXPECT_EQ(wkt->front().geometry, Geometry(LineString{{{120, 30}, {121, 31}}}));
  EXPECT_EQ(wkt->front().properties.size(), 1U);
}

TEST(FeatureReader, csv_bad_number_names_row_and_field) {
  const TempDir folder;
  write_file(folder.file("a.csv"), "lon,lat\n120,30\n120,北\n");
  const auto all = read_all(folder.file("a.csv"));
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().code, "geometry.malformed");
  EXPECT_EQ(all.error().field, "lat");
  EXPECT_NE(all.error().message.find("第 2 条"), std::string::npos) << all.error().message;
}

TEST(FeatureReader, csv_bad_wkt_is_refused) {
  const TempDir folder;
  write_file(folder.file("a.csv"), "name,WKT\na,POINT (1 2)\nb,POINT (1\n");
  const auto all = read_all(folder.file("a.csv"));
  ASSERT_FALSE(all.ok());
  EXPECT_NE(all.error().message.find("第 2 条"), std::string::npos) << all.error().message;
}

TEST(FeatureReader, utf16_and_garbage_text_are_refused) {
  const TempDir folder;
  write_file(folder.file("a.csv"), std::string_view("\xFF\xFEn\0a\0", 6));
  write_file(folder.file("b.csv"), "name\nab\xFF\xFF\n");
  EXPECT_EQ(code_of_reading(folder.file("a.csv")), "file.encoding");
  EXPECT_EQ(code_of_reading(folder.file("b.csv")), "file.encoding");
}

TEST(FeatureReader, disguises_are_refused) {
  const TempDir folder;
  const std::string secret = folder.file("secret.geojson");
  write_file(secret, kTwoPlaces);
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" + secret +
                          "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
  for (const char* name : {"a.csv", "a.geojson", "a.kml", "a.gpkg", "a.shp", "a.xlsx", "a.fgb", "a.osm.pbf", "a.vrt", "a"}) {
    write_file(folder.file(name), vrt);
    EXPECT_EQ(code_of_reading(folder.file(name)), "file.unknown_format") << name;
  }
}

TEST(FeatureReader, names_that_are_no_plain_file_are_refused) {
  for (const char* name : {"http://127.0.0.1:9/a.geojson", "/vsicurl/http://127.0.0.1:9/a.geojson", "/vsizip/a.zip/a.csv",
                           "GEOJSON:http://127.0.0.1:9/", "", "/VSIMEM/a.csv"})
    EXPECT_TRUE(code_of_reading(name) == "file.unreadable" || code_of_reading(name) == "file.not_found") << name;
  const TempDir folder;
  EXPECT_EQ(code_of_reading(folder.path()), "file.unreadable");
  EXPECT_EQ(code_of_reading(folder.file("none.csv")), "file.not_found");
}

TEST(FeatureReader, infinite_and_far_coordinates_are_refused) {
  const TempDir folder;
  auto point = [](const char* x) {
    return std::string(R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[)") + x + ",30]}}";
  };
  write_file(folder.file("a.geojson"), point("1e999"));
  write_file(folder.file("b.geojson"), point("3340000"));
  EXPECT_EQ(code_of_reading(folder.file("a.geojson")), "geometry.malformed");
  EXPECT_EQ(code_of_reading(folder.file("b.geojson")), "geometry.out_of_range");
}

TEST(FeatureReader, collections_are_refused_at_any_depth) {
  const TempDir folder;
  for (const int depth : {1, 20, 20000}) {
    std::string text = R"({"type":"Feature","properties":{},"geometry":)";
    for (int i = 0; i < depth; ++i) text += R"({"type":"GeometryCollection","geometries":[)";
    text += R"({"type":"Point","coordinates":[1,2]})";
    for (int i = 0; i < depth; ++i) text += "]}";
    write_file(folder.file("a.geojson"), text + "}");
    EXPECT_NE(code_of_reading(folder.file("a.geojson")), "") << depth;
  }
}

TEST(FeatureReader, truncated_geojson_is_broken) {
  const TempDir folder;
  for (const std::size_t cut : {std::size_t{20}, std::size_t{100}, std::size_t{300}, kTwoPlaces.size() - 20,
                                kTwoPlaces.size() - 2, kTwoPlaces.size() - 1}) {
    write_file(folder.file("a.geojson"), kTwoPlaces.substr(0, cut));
    EXPECT_EQ(code_of_reading(folder.file("a.geojson")), "file.broken") << cut;
  }
}

TEST(FeatureReader, missing_layer_and_field_are_named) {
  const TempDir folder;
  write_file(folder.file("a.csv"), "lon,lat\n1,2\n");
  EXPECT_EQ(code_of_reading(folder.file("a.csv"), {.layer = "b"}), "file.layer_not_found");
  EXPECT_EQ(code_of_reading(folder.file("a.csv"), {.lon_field = "经度"}), "file.field_not_found");
}

// Positions are counted as the file lists them: the closing position of each ring counts too.
TEST(FeatureReader, real_counties_and_areas_are_complete) {
  const auto counties = test::shared_data("data/polygons/zj_county_2021_gcj02.geojson");
  const auto areas = test::shared_data("data/osm_ningbo/ningbo_osm_areas_wgs84.geojson");
  if (!counties || !areas) GTEST_SKIP() << "data/polygons/zj_county_2021_gcj02.geojson, data/osm_ningbo";
  const auto county_features = read_all(*counties);
  ASSERT_TRUE(county_features.ok()) << county_features.error().message;
  EXPECT_EQ(county_features->size(), 90U);
  EXPECT_EQ(positions(*county_features), 124526U);
  const auto area_features = read_all(*areas);
  ASSERT_TRUE(area_features.ok()) << area_features.error().message;
  EXPECT_EQ(area_features->size(), 1008U);
}

}  // namespace
}  // namespace diming::geo
