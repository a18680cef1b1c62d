#include "geo/shape/wkb.hpp"

#include <gmock/gmock.h>

#include <string_view>

#include "tests/geo/shape/random_geometry.hpp"

namespace diming::geo {
namespace {

std::vector<std::byte> from_hex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(digit(text[i]) * 16 + digit(text[i + 1])));
  return bytes;
}

// POINT(2 4), written by hand after OGC 06-103r4 and, for EWKB, PostGIS's documentation.
constexpr std::string_view kLittle = "010100000000000000000000400000000000001040";
constexpr std::string_view kBig = "000000000140000000000000004010000000000000";
constexpr std::string_view kEwkbSrid = "0101000020E610000000000000000000400000000000001040";
constexpr std::string_view kEwkbZ = "01010000800000000000000040000000000000104000000000000014C0";
constexpr std::string_view kIsoZ = "01E90300000000000000000040000000000000104000000000000014C0";
constexpr std::string_view kIsoM = "01D10700000000000000000040000000000000104000000000000014C0";
constexpr std::string_view kIsoZm = "01B90B00000000000000000040000000000000104000000000000014C000000000000014C0";

TEST(Wkb, both_byte_orders_and_all_dialects_of_a_point_read_alike) {
  for (const auto text : {kLittle, kBig, kEwkbSrid, kEwkbZ, kIsoZ, kIsoM, kIsoZm}) {
    const auto read = read_wkb(from_hex(text));
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(read.value(), Geometry(Point{{2, 4}})) << text;
  }
}

TEST(Wkb, point_is_written_as_the_standard_says) {
  EXPECT_EQ(write_wkb(Point{{2, 4}}), from_hex(kLittle));
}

TEST(Wkb, round_trip_keeps_every_bit) {
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    const Geometry geometry = random_geometry(random);
    const auto read = read_wkb(write_wkb(geometry));
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read.value(), geometry);
  }
}

TEST(Wkb, parts_with_their_own_byte_order_and_z_are_read) {
  const auto read = read_wkb(from_hex("010400000002000000" + std::string(kBig) + std::string(kIsoZ)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), Geometry(MultiPoint{{{2, 4}, {2, 4}}}));
}

TEST(Wkb, every_prefix_is_malformed) {
  std::mt19937 random(12);
  for (int i = 0; i < 100; ++i) {
    const auto bytes = write_wkb(random_geometry(random));
    for (std::size_t n = 0; n < bytes.size(); ++n) {
      const auto read = read_wkb(std::span(bytes).first(n));
      ASSERT_FALSE(read.ok());
      ASSERT_EQ(read.error().code, "geometry.malformed");
    }
  }
}

TEST(Wkb, bytes_behind_the_value_are_malformed) {
  EXPECT_EQ(read_wkb(from_hex(std::string(kLittle) + "00")).error().code, "geometry.malformed");
}

TEST(Wkb, declared_counts_beyond_the_bytes_are_malformed) {
  for (const auto head : {"0102000000FFFFFFFF", "0103000000FFFFFFFF", "0104000000FFFFFFFF", "0105000000FFFFFFFF",
                          "0106000000FFFFFFFF", "010300000001000000FFFFFFFF"})
    EXPECT_EQ(read_wkb(from_hex(std::string(head) + std::string(64, '0'))).error().code, "geometry.malformed") << head;
}

TEST(Wkb, collections_and_curves_are_unsupported) {
  for (const auto text : {"010700000000000000", "010800000000000000", "01EF03000000000000", "010F00000000000000"})
    EXPECT_EQ(read_wkb(from_hex(text)).error().code, "geometry.unsupported") << text;
}

TEST(Wkb, places_off_the_earth_are_out_of_range) {
  const double inf = std::numeric_limits<double>::infinity();
  for (const LonLat p : {LonLat{inf, 0}, {0, -inf}, {std::nan(""), 0}, {180.1, 0}, {0, 90.1}}) {
    EXPECT_EQ(read_wkb(write_wkb(Point{p})).error().code, "geometry.out_of_range");
    EXPECT_EQ(read_wkb(write_wkb(LineString{{{1, 1}, p}})).error().code, "geometry.out_of_range");
  }
}

TEST(Wkb, shapes_without_enough_points_are_malformed) {
  const std::vector<Geometry> bad{LineString{{{1, 1}}},
                                  Polygon{},
                                  Polygon{{{{0, 0}, {1, 0}, {0, 0}}}},
                                  Polygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}},
                                  MultiPoint{},
                                  MultiLineString{},
                                  MultiPolygon{},
                                  MultiPolygon{{Polygon{}}}};
  for (const Geometry& geometry : bad) EXPECT_EQ(read_wkb(write_wkb(geometry)).error().code, "geometry.malformed");
}

TEST(Wkb, a_part_of_another_type_is_malformed) {
  EXPECT_EQ(read_wkb(from_hex("010500000001000000" + std::string(kLittle))).error().code, "geometry.malformed");
}

}  // namespace
}  // namespace diming::geo
