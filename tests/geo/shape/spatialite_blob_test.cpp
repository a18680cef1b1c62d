// SpatiaLite itself is the judge: it reads ours, we read its.
#include "geo/shape/spatialite_blob.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "geo/base/handle.hpp"
#include "geo/shape/wkb.hpp"
#include "tests/geo/shape/random_geometry.hpp"

namespace diming::geo {
namespace {

/// A database in memory with SpatiaLite loaded as the extension that Debian ships.
class SpatiaLite {
 public:
  SpatiaLite() {
    sqlite3* raw = nullptr;
    sqlite3_open(":memory:", &raw);
    db_.reset(raw);
    sqlite3_enable_load_extension(raw, 1);
    loaded_ = sqlite3_load_extension(raw, "mod_spatialite", nullptr, nullptr) == SQLITE_OK;
  }
  bool loaded() const { return loaded_; }

  /// First column of the first row, as bytes; ?1 and ?2 are blobs. Empty for NULL.
  std::vector<std::byte> ask(const char* sql, std::span<const std::byte> one, std::span<const std::byte> two = {}) {
    sqlite3_stmt* raw = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_.get(), sql, -1, &raw, nullptr), SQLITE_OK) << sqlite3_errmsg(db_.get());
    const Handle<sqlite3_stmt, sqlite3_finalize> statement(raw);
    sqlite3_bind_blob64(raw, 1, one.data(), one.size(), SQLITE_STATIC);
    if (!two.empty()) sqlite3_bind_blob64(raw, 2, two.data(), two.size(), SQLITE_STATIC);
    EXPECT_EQ(sqlite3_step(raw), SQLITE_ROW) << sqlite3_errmsg(db_.get());
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(raw, 0));
    return {bytes, bytes + sqlite3_column_bytes(raw, 0)};
  }
  std::string text(const char* sql, std::span<const std::byte> one) {
    const auto bytes = ask(sql, one);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

 private:
  Handle<sqlite3, sqlite3_close> db_;
  bool loaded_ = false;
};

TEST(SpatialiteBlob, spatialite_reads_ours_and_we_read_its) {
  SpatiaLite db;
  ASSERT_TRUE(db.loaded());
  std::mt19937 random(21);
  for (int i = 0; i < 500; ++i) {
    const Geometry geometry = random_geometry(random);
    const auto ours = write_spatialite_blob(geometry, 4490), wkb = write_wkb(geometry);
    ASSERT_EQ(db.ask("SELECT ST_AsBinary(?1)", ours), wkb);
    auto theirs = db.ask("SELECT ST_GeomFromWKB(?1, 4490)", wkb);
    std::copy_n(ours.begin() + 6, 32, theirs.begin() + 6);  // its rectangle leaves out holes, which here lie anywhere
    ASSERT_EQ(theirs, ours);
    const auto read = read_spatialite_blob(theirs);
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read.value(), geometry);
  }
}

TEST(SpatialiteBlob, spatialite_shows_our_polygon_as_text) {
  SpatiaLite db;
  const Geometry square = Polygon{{{{120, 30}, {121, 30}, {121, 31}, {120, 31}, {120, 30}}}};
  const auto blob = write_spatialite_blob(square, 4490);
  EXPECT_EQ(db.text("SELECT AsText(?1)", blob), "POLYGON((120 30, 121 30, 121 31, 120 31, 120 30))");
  EXPECT_EQ(db.text("SELECT ST_IsValid(?1)", blob), "1");
  EXPECT_EQ(db.text("SELECT ST_Srid(?1)", blob), "4490");
  EXPECT_EQ(db.text("SELECT MbrMaxX(?1) || ' ' || MbrMinY(?1)", blob), "121.0 30.0");
}

TEST(SpatialiteBlob, third_and_fourth_dimension_are_dropped) {
  SpatiaLite db;
  const Geometry line = LineString{{{1, 2}, {3, 4}, {5, 6}}};
  const auto blob = write_spatialite_blob(line, 4490);
  for (const auto sql : {"SELECT CastToXYZ(?1)", "SELECT CastToXYM(?1)", "SELECT CastToXYZM(?1)"})
    EXPECT_EQ(read_spatialite_blob(db.ask(sql, blob)).value(), line) << sql;
}

TEST(SpatialiteBlob, compressed_shapes_are_read_within_float_steps) {
  SpatiaLite db;
  const Geometry shape = Polygon{{{{120, 30}, {120.5, 30}, {120.75, 30.5}, {120, 30.25}, {120, 30}}}};
  for (const auto sql : {"SELECT CompressGeometry(?1)", "SELECT CompressGeometry(CastToXYZ(?1))",
                         "SELECT CompressGeometry(CastToXYM(?1))", "SELECT CompressGeometry(CastToXYZM(?1))"}) {
    const auto read = read_spatialite_blob(db.ask(sql, write_spatialite_blob(shape, 4490)));
    ASSERT_TRUE(read.ok()) << sql;
    EXPECT_EQ(read.value(), shape) << sql;
  }
  const Geometry lines = MultiLineString{{{{{1, 1}, {1.5, 1.25}, {2, 2}}}, {{{3, 3}, {4, 4}}}}};
  const auto read = read_spatialite_blob(db.ask("SELECT CompressGeometry(?1)", write_spatialite_blob(lines, 4490)));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), lines);
}

TEST(SpatialiteBlob, tiny_points_are_read) {
  SpatiaLite db;
  db.ask("SELECT EnableTinyPoint()", {});
  const auto wkb = write_wkb(Point{{120.25, 30.5}});
  for (const auto sql : {"SELECT ST_GeomFromWKB(?1, 4490)", "SELECT CastToXYZM(ST_GeomFromWKB(?1, 4490))"}) {
    const auto blob = db.ask(sql, wkb);
    ASSERT_LT(blob.size(), 45u) << "not a TinyPoint";
    const auto read = read_spatialite_blob(blob);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value(), Geometry(Point{{120.25, 30.5}}));
  }
}

TEST(SpatialiteBlob, big_endian_is_read) {
  std::vector<std::byte> blob = write_spatialite_blob(Point{{2, 4}}, 4490);
  blob[1] = std::byte{0};
  const auto turn = [&](std::size_t at, std::size_t n) {
    std::reverse(blob.begin() + static_cast<std::ptrdiff_t>(at), blob.begin() + static_cast<std::ptrdiff_t>(at + n));
  };
  turn(2, 4), turn(39, 4), turn(43, 8), turn(51, 8);
  for (std::size_t at = 6; at < 38; at += 8) turn(at, 8);
  const auto read = read_spatialite_blob(blob);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), Geometry(Point{{2, 4}}));
  SpatiaLite db;
  EXPECT_EQ(db.text("SELECT AsText(?1)", blob), "POINT(2 4)");
}

TEST(SpatialiteBlob, every_prefix_and_any_tail_is_malformed) {
  std::mt19937 random(22);
  for (int i = 0; i < 60; ++i) {
    auto blob = write_spatialite_blob(random_geometry(random), 4490);
    for (std::size_t n = 0; n < blob.size(); ++n)
      ASSERT_EQ(read_spatialite_blob(std::span(blob).first(n)).error().code, "geometry.malformed");
    blob.push_back(std::byte{0xFE});
    ASSERT_EQ(read_spatialite_blob(blob).error().code, "geometry.malformed");
  }
}

TEST(SpatialiteBlob, collections_are_unsupported) {
  SpatiaLite db;
  const auto blob = db.ask("SELECT GeomFromText('GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(1 2, 3 4))', 4490)", {});
  EXPECT_EQ(read_spatialite_blob(blob).error().code, "geometry.unsupported");
}

TEST(SpatialiteBlob, places_off_the_earth_are_out_of_range) {
  EXPECT_EQ(read_spatialite_blob(write_spatialite_blob(Point{{500000, 3300000}}, 4549)).error().code,
            "geometry.out_of_range");
}

}  // namespace
}  // namespace diming::geo
