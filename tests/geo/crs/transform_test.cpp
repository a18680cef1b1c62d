#include "geo/crs/transform.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>
#include <random>

#include "geo/shape/measure.hpp"
#include "geo/shape/xy.hpp"

namespace diming::geo {
namespace {

Crs crs(std::string_view text) {
  const auto parsed = parse_crs(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? parsed.value() : Crs{};
}

/// Gauss-Krueger by the series of Snyder, USGS 1395, equations 8-9, 8-10 and 3-21: millimetres within 3 degrees.
XY snyder_gauss_krueger(LonLat p, double meridian) {
  const double e2 = kFlattening * (2 - kFlattening), ep2 = e2 / (1 - e2), e4 = e2 * e2, e6 = e4 * e2;
  const double phi = p.lat * std::numbers::pi / 180, c = std::cos(phi), t = std::pow(std::tan(phi), 2);
  const double n = kSemiMajor_m / std::sqrt(1 - e2 * std::pow(std::sin(phi), 2)), k = ep2 * c * c;
  const double a = (p.lon - meridian) * std::numbers::pi / 180 * c;
  const double m =
      kSemiMajor_m * ((1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * phi -
                      (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * std::sin(2 * phi) +
                      (15 * e4 / 256 + 45 * e6 / 1024) * std::sin(4 * phi) - 35 * e6 / 3072 * std::sin(6 * phi));
  const double east =
      n * (a + (1 - t + k) * std::pow(a, 3) / 6 + (5 - 18 * t + t * t + 72 * k - 58 * ep2) * std::pow(a, 5) / 120);
  const double north = m + n * std::tan(phi) *
                               (a * a / 2 + (5 - t + 9 * k + 4 * k * k) * std::pow(a, 4) / 24 +
                                (61 - 58 * t + t * t + 600 * k - 330 * ep2) * std::pow(a, 6) / 720);
  return {east + 500000, north};
}

TEST(ParseCrs, all_spellings_of_a_system_mean_the_same) {
  for (const auto text : {"cgcs2000", " CGCS2000 ", "4490", "EPSG:4490", "epsg:4490", "EPSG/0/4490",
                          "http://www.opengis.net/def/crs/EPSG/0/4490", "urn:ogc:def:crs:EPSG::4490", "CGCS-2000"})
    EXPECT_EQ(crs(text), (Crs{Crs::Kind::cgcs2000, 4490})) << text;
  for (const auto text : {"wgs84", "WGS-84", "4326", "CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"})
    EXPECT_EQ(crs(text).kind, Crs::Kind::wgs84) << text;
  EXPECT_EQ(crs("GCJ-02").kind, Crs::Kind::gcj02);
  EXPECT_EQ(crs("bd09ll").kind, Crs::Kind::bd09);
  EXPECT_EQ(crs("EPSG:3857").kind, Crs::Kind::mercator);
  EXPECT_EQ(to_text(crs("4547")), "EPSG:4547");
  EXPECT_EQ(crs(uri_of(crs("4547"))), crs("4547"));
}

TEST(ParseCrs, old_national_systems_need_parameters) {
  for (const auto text :
       {"4214", "EPSG:4610", "2385", "2437", "21420", "4555", "北京54", "西安80", "xian-80", "Beijing54"})
    EXPECT_EQ(parse_crs(text).error().code, "crs.needs_parameters") << text;
}

TEST(ParseCrs, anything_else_is_unknown) {
  for (const auto text : {"", "EPSG:", "EPSG:1", "EPSG:-4490", "4490x", "99999999999", "mars", "4555555", "32601"})
    EXPECT_EQ(parse_crs(text).error().code, "crs.unknown") << text;
}

TEST(Transform, grids_agree_with_the_closed_formula) {
  std::mt19937 random(71);
  for (const auto& [code, meridian] : {std::pair{"4549", 120.0}, {"4547", 114.0}, {"4508", 111.0}}) {
    auto to = ToCgcs2000::make(crs(code));
    auto from = FromCgcs2000::make(crs(code));
    std::uniform_real_distribution<double> lon(meridian - 1.6, meridian + 1.6), lat(18, 50);
    for (int i = 0; i < 500; ++i) {
      const LonLat p{lon(random), lat(random)};
      LonLat metres = p;
      ASSERT_TRUE(from->apply(metres).ok());
      const XY expected = snyder_gauss_krueger(p, meridian);
      ASSERT_NEAR(metres.lon, expected.x, 2e-3);
      ASSERT_NEAR(metres.lat, expected.y, 2e-3);
      ASSERT_TRUE(to->apply(metres).ok());
      ASSERT_NEAR(metres.lon, p.lon, 1e-10);
      ASSERT_NEAR(metres.lat, p.lat, 1e-10);
    }
  }
}

TEST(Transform, zone_prefix_is_understood_and_every_grid_can_be_made) {
  LonLat plain{120.5, 30.2}, prefixed = plain;
  ASSERT_TRUE(FromCgcs2000::make(crs("4549"))->apply(plain).ok());
  ASSERT_TRUE(FromCgcs2000::make(crs("4528"))->apply(prefixed).ok());
  EXPECT_NEAR(prefixed.lon - plain.lon, 40'000'000, 1e-6);
  EXPECT_NEAR(prefixed.lat, plain.lat, 1e-6);
  for (const int code : {4491, 4501, 4502, 4512, 4513, 4533, 4534, 4554, 32643, 32653}) {
    auto to = ToCgcs2000::make(crs(std::to_string(code)));
    auto from = FromCgcs2000::make(crs(std::to_string(code)));
    LonLat p{code == 4491 || code == 4502 || code == 4513 || code == 4534 || code == 32643 ? 75.3 : 134.6, 40};
    const LonLat before = p;
    ASSERT_TRUE(from->apply(p).ok()) << code;
    ASSERT_TRUE(to->apply(p).ok()) << code;
    EXPECT_NEAR(p.lon, before.lon, 1e-10);
    EXPECT_NEAR(p.lat, before.lat, 1e-10);
  }
}

TEST(Transform, every_kind_round_trips_a_geometry) {
  const Geometry shape = Polygon{{{{120, 30}, {120.5, 30.1}, {120.2, 30.6}, {120, 30}}}};
  for (const auto text : {"cgcs2000", "wgs84", "gcj02", "bd09", "3857", "4549", "32651"}) {
    Geometry moved = shape;
    ASSERT_TRUE(FromCgcs2000::make(crs(text))->apply(moved).ok());
    ASSERT_TRUE(ToCgcs2000::make(crs(text))->apply(moved).ok());
    const Ring& ring = std::get<Polygon>(moved).rings[0];
    for (std::size_t i = 0; i < ring.size(); ++i) {
      EXPECT_NEAR(ring[i].lon, std::get<Polygon>(shape).rings[0][i].lon, 1e-9) << text;
      EXPECT_NEAR(ring[i].lat, std::get<Polygon>(shape).rings[0][i].lat, 1e-9) << text;
    }
  }
}

TEST(Transform, places_without_meaning_are_out_of_range) {
  const double inf = INFINITY, nan = std::nan("");
  for (const auto text : {"cgcs2000", "gcj02", "bd09", "3857", "4549"})
    for (const LonLat p : {LonLat{inf, 0}, {0, nan}, {-inf, inf}, {1e300, 1e300}}) {
      Geometry shape = Point{p};
      EXPECT_EQ(ToCgcs2000::make(crs(text))->apply(shape).error().code, "geometry.out_of_range") << text;
      EXPECT_EQ(FromCgcs2000::make(crs(text))->apply(shape).error().code, "geometry.out_of_range") << text;
    }
}

TEST(Transform, swapped_axes_and_the_wrong_zone_are_out_of_range) {
  LonLat swapped{3'343'000, 547'000};
  EXPECT_EQ(ToCgcs2000::make(crs("4549"))->apply(swapped).error().code, "geometry.out_of_range");
  LonLat prefixed{40'547'000, 3'343'000};
  EXPECT_EQ(ToCgcs2000::make(crs("4549"))->apply(prefixed).error().code, "geometry.out_of_range");
  LonLat far{100, 30};
  EXPECT_EQ(FromCgcs2000::make(crs("4549"))->apply(far).error().code, "geometry.out_of_range");
}

}  // namespace
}  // namespace diming::geo
