#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "geo/crs/bd09.hpp"
#include "geo/crs/gcj02.hpp"
#include "geo/crs/mercator.hpp"

namespace diming::geo {
namespace {

// The example in the documentation of wandergis/coordtransform, an independent implementation.
TEST(Gcj02, published_sample_is_met) {
  const Gcj02Point p = to_gcj02({116.404, 39.915});
  EXPECT_NEAR(p.lon, 116.41024449916938, 1e-12);
  EXPECT_NEAR(p.lat, 39.91640428150164, 1e-12);
}

TEST(Bd09, published_sample_is_met) {
  const Bd09Point p = to_bd09(Gcj02Point{116.404, 39.915});
  EXPECT_NEAR(p.lon, 116.41036949371029, 1e-11);
  EXPECT_NEAR(p.lat, 39.92133699351021, 1e-11);
}

TEST(Gcj02, inverse_over_china_is_exact_to_a_billionth_of_a_degree) {
  for (double lon = 73; lon <= 136; lon += 0.173)
    for (double lat = 3; lat <= 54; lat += 0.179) {
      const LonLat back = from_gcj02(to_gcj02({lon, lat}));
      ASSERT_NEAR(back.lon, lon, 1e-9);
      ASSERT_NEAR(back.lat, lat, 1e-9);
    }
}

TEST(Bd09, inverse_over_china_is_exact_to_a_billionth_of_a_degree) {
  for (double lon = 73; lon <= 136; lon += 0.173)
    for (double lat = 3; lat <= 54; lat += 0.179) {
      const LonLat back = lon_lat_of(to_bd09(LonLat{lon, lat}));
      ASSERT_NEAR(back.lon, lon, 1e-9);
      ASSERT_NEAR(back.lat, lat, 1e-9);
    }
}

TEST(Gcj02, forward_of_inverse_holds_at_the_edge_of_the_root_terms) {
  for (double d = -1e-3; d <= 1e-3; d += 1e-5) {
    const Gcj02Point p{105 + d, 35 + d}, again = to_gcj02(from_gcj02(p));
    ASSERT_NEAR(again.lon, p.lon, 1e-9);
    ASSERT_NEAR(again.lat, p.lat, 1e-9);
  }
}

TEST(Gcj02, outside_the_box_nothing_moves) {
  for (const LonLat p : {LonLat{2.35, 48.85}, {151.2, -33.9}, {139.7, 35.7}}) {
    EXPECT_EQ(to_gcj02(p), (Gcj02Point{p.lon, p.lat}));
    EXPECT_EQ(from_gcj02({p.lon, p.lat}), p);
  }
}

TEST(Mercator, known_places_are_met) {
  EXPECT_NEAR(to_mercator({180, 0}).x, 20037508.342789244, 1e-8);
  EXPECT_NEAR(to_mercator({0, kMercatorMaxLat}).y, 20037508.342789244, 1e-6);
  EXPECT_NEAR(to_mercator({120, 30}).x, 13358338.895192828, 1e-6);
  EXPECT_NEAR(to_mercator({120, 30}).y, 3503549.843504374, 1e-6);
}

TEST(Mercator, round_trips) {
  std::mt19937 random(61);
  std::uniform_real_distribution<double> lon(-180, 180), lat(-85, 85);
  for (int i = 0; i < 5000; ++i) {
    const LonLat p{lon(random), lat(random)};
    for (const LonLat back : {from_mercator(to_mercator(p)), from_unit_square(to_unit_square(p))}) {
      ASSERT_NEAR(back.lon, p.lon, 1e-12 * 180);
      ASSERT_NEAR(back.lat, p.lat, 1e-12 * 180);
    }
  }
}

TEST(UnitSquare, corners_stay_below_one) {
  EXPECT_EQ(to_unit_square({0, 0}), (XY{0.5, 0.5}));
  const XY north_west = to_unit_square({-180, 90}), south_east = to_unit_square({180, -90});
  EXPECT_NEAR(north_west.x, 0, 1e-15);
  EXPECT_NEAR(north_west.y, 0, 1e-15);
  EXPECT_GE(north_west.y, 0);
  EXPECT_LT(south_east.x, 1);
  EXPECT_LT(south_east.y, 1);
  EXPECT_GT(south_east.y, 0.999999);
}

}  // namespace
}  // namespace diming::geo
