#include <gmock/gmock.h>

#include "geo/base/date.hpp"
#include "geo/base/digest.hpp"
#include "geo/base/json.hpp"

namespace diming::geo {
namespace {

TEST(Date, roundTrip_everyDayOfFourCenturies) {
  const Date first = *parse_date("1900-01-01", "d");
  for (int i = 0; i < 146'097; i += 7) {
    const Date day = first.plus_days(i);
    ASSERT_EQ(parse_date(to_text(day), "d")->days_since_epoch, day.days_since_epoch);
  }
}

TEST(Date, parse_notADay_isRefusedWithTheField) {
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-1-01", "20260101", "", "2026-11-22T", "0000-01-01", "２026-01-01"}) {
    const auto day = parse_date(text, "approved_on");
    ASSERT_FALSE(day) << text;
    EXPECT_EQ(day.error().code, "date.malformed");
    EXPECT_EQ(day.error().field, "approved_on");
  }
  EXPECT_TRUE(parse_date("2024-02-29", ""));
}

TEST(Date, chinese_hasNoLeadingZeros) { EXPECT_EQ(to_chinese(*parse_date("2026-03-05", "")), "2026年3月5日"); }

TEST(Sm3, publishedVectors_match) {  // GB/T 32905-2016, annex A
  EXPECT_EQ(hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  EXPECT_EQ(hex(sm3(text)), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Sm3, inPieces_equalsWhole) {
  Sm3 hash;
  hash.add("ab");
  hash.add("c");
  EXPECT_EQ(hash.finish(), sm3("abc"));
  hash.add("abc");
  EXPECT_EQ(hash.finish(), sm3("abc"));
}

TEST(Json, parse_notJson_isRefused) {
  for (const char* text : {"", "{", "{\"a\":1,}", "[1,]", "01", "NaN", "1e999", "'a'", "{\"a\":1,\"a\":2}", "1 2",
                           "\"\xff\"", "\"\\ud800\"", "/*c*/1"}) {
    const auto parsed = json::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, "json.malformed") << text;
  }
}

TEST(Json, parse_depth_isBounded) {
  const auto nested = [](int n) { return std::string(static_cast<std::size_t>(n), '[') + std::string(static_cast<std::size_t>(n), ']'); };
  EXPECT_TRUE(json::parse(nested(32)));
  EXPECT_EQ(json::parse(nested(33)).error().code, "json.too_deep");
  EXPECT_EQ(json::parse(nested(1'000'000)).error().code, "json.too_deep");
}

TEST(Json, node_readsWhatIsThereAndNullOtherwise) {
  const auto document = json::parse(R"({"a":[1,2.5,"文三路",true,null],"b":{"c":-7}})");
  ASSERT_TRUE(document);
  const json::Node root = document->root();
  EXPECT_EQ(root["a"].at(2).text(), "文三路");
  EXPECT_EQ(root["a"].at(1).number(), 2.5);
  EXPECT_EQ(root["a"].at(1).integer(), std::nullopt);
  EXPECT_EQ(root["b"]["c"].integer(), -7);
  EXPECT_TRUE(root["x"]["y"].is_null());
  EXPECT_EQ(root.keys(), (std::vector<std::string_view>{"a", "b"}));
}

TEST(Json, writer_numbers_readBackTheSame) {
  for (double value : {0.1, 1e-300, 120.12345678901234, -0.0, 1.7976931348623157e308, 3.0}) {
    json::Writer out;
    out.begin_array().number(value).end_array();
    EXPECT_EQ(json::parse(out.view())->root().at(0).number(), value);
  }
}

TEST(GeoJson, everyType_roundTrips) {
  const Ring ring{{0, 0}, {4, 0}, {4, 4}, {0, 0}};
  for (const Geometry& shape :
       {Geometry{Point{{120.5, 30}}}, Geometry{LineString{{{1, 2}, {3, 4}}}}, Geometry{Polygon{{ring}}},
        Geometry{MultiPoint{{{1, 2}}}}, Geometry{MultiLineString{{{{{1, 2}, {3, 4}}}}}}, Geometry{MultiPolygon{{{{ring}}}}}}) {
    json::Writer out;
    json::write_geometry(out, shape);
    const auto document = json::parse(out.view());
    const auto back = json::read_geometry(document->root());
    ASSERT_TRUE(back) << out.view();
    EXPECT_EQ(*back, shape);
  }
}

TEST(GeoJson, badShapes_areRefused) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"type":"Point","coordinates":[181,0]})", "geometry.out_of_range"},
      {R"({"type":"Point","coordinates":["1",2]})", "geometry.malformed"},
      {R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[2,0],[3,3]]]})", "geometry.malformed"},
      {R"({"type":"LineString","coordinates":[[0,0]]})", "geometry.malformed"},
      {R"({"type":"GeometryCollection","geometries":[]})", "geometry.unsupported"},
      {R"({"coordinates":[0,0]})", "geometry.malformed"},
      {R"([1])", "geometry.malformed"}};
  for (const auto& [text, code] : cases) {
    const auto document = json::parse(text);
    const auto shape = json::read_geometry(document->root());
    ASSERT_FALSE(shape) << text;
    EXPECT_EQ(shape.error().code, code) << text;
  }
}

}  // namespace
}  // namespace diming::geo
