#include "boundary/intake/import_divisions.hpp"

#include "geo/io/read_features.hpp"
#include "geo/shape/label_point.hpp"
#include "geo/shape/measure.hpp"
#include "tests/boundary/register.hpp"

namespace diming::boundary {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kPolygons = "data/polygons/zj_county_2021_gcj02.geojson";
constexpr std::string_view kPlaces = "data/osm_ningbo/ningbo_osm_areas_wgs84.geojson";

class ImportDivisions : public test::Register {
 protected:
  DivisionImport from(const std::string& path, const std::string& crs = "") {
    DivisionImport import;
    import.path = path;
    import.crs = crs;
    import.effective_from = day("2023-06-30");
    return import;
  }
  geo::Result<ImportReport> import(const DivisionImport& what) {
    return run<ImportReport>([&](geo::Transaction& tx) { return import_divisions(tx, what); });
  }
  std::string file(const std::string& name, std::string_view content) {
    test::write_file(dir_.file(name), content);
    return dir_.file(name);
  }
  /// Refused, and the file's bytes and log are what they were.
  void expect_refused(const DivisionImport& what, std::string_view code) {
    const auto bytes = test::read_file(path_), log = test::read_file(path_ + "-wal");
    const auto position = number("SELECT count(*) FROM change_log");
    const auto result = import(what);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_EQ(number("SELECT count(*) FROM change_log"), position);
    EXPECT_EQ(test::read_file(path_), bytes);
    EXPECT_EQ(test::read_file(path_ + "-wal"), log);
    EXPECT_EQ(number("SELECT count(*) FROM division"), 0);
  }
};

std::string square(const std::string& properties, const std::string& ring) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties +
         R"(},"geometry":{"type":"Polygon","coordinates":[)" + ring + "]}}]}";
}
constexpr auto kSquare = "[[120,30],[120.1,30],[120.1,30.1],[120,30.1],[120,30]]";
constexpr auto kBowtie = "[[120,30],[120.1,30.1],[120.1,30],[120,30.1],[120,30]]";

TEST_F(ImportDivisions, self_crossing_polygon_is_refused_by_name_and_nothing_is_stored) {
  const auto path = file("a.geojson", square(R"("code":"330106","name":"西湖区")", kBowtie));
  expect_refused(from(path, "cgcs2000"), "geometry.self_crossing");
  EXPECT_THAT(import(from(path, "cgcs2000")).error().message, HasSubstr("西湖区"));
}

TEST_F(ImportDivisions, unknown_or_untold_crs_is_refused) {
  const auto path = file("a.geojson", square(R"("code":"330106","name":"西湖区")", kSquare));
  expect_refused(from(path, "moon2000"), "crs.unknown");
  expect_refused(from(path), "crs.unknown");
}

TEST_F(ImportDivisions, missing_field_is_refused_and_known_fields_are_named) {
  const auto path = file("a.geojson", square(R"("code":"330106","name":"西湖区")", kSquare));
  auto what = from(path, "cgcs2000");
  what.code_field = "dm";
  expect_refused(what, "file.field_not_found");
  EXPECT_THAT(import(what).error().message, HasSubstr("code, name"));
}

TEST_F(ImportDivisions, code_twice_in_file_is_refused) {
  expect_refused(from(file("a.csv", "code12,name\n330106000000,西湖区\n330106,上城区\n")), "division.code_exists");
}

TEST_F(ImportDivisions, parent_that_is_nowhere_is_refused) {
  expect_refused(from(file("a.csv", "code12,name,parent12\n330106000000,西湖区,330100000000\n")),
                 "division.parent_missing");
}

TEST_F(ImportDivisions, circle_of_parents_is_refused) {
  expect_refused(from(file("a.csv", "code12,name,parent12\n330106,西湖区,330107\n330107,江干区,330106\n")),
                 "division.cycle");
}

TEST_F(ImportDivisions, units_may_stand_before_their_parents) {
  const auto report =
      import(from(file("a.csv", "code12,name,parent12\n330106,西湖区,3301\n3301,杭州市,33\n33,浙江省,\n")));
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->created, 3);
  EXPECT_EQ(text("SELECT kind FROM division d JOIN division_code c ON c.division_id=d.id WHERE code='3301'"),
            "prefecture_city");
}

TEST_F(ImportDivisions, same_code_with_another_name_is_refused) {
  ASSERT_TRUE(import(from(file("a.csv", "code12,name\n330106,西湖区\n"))).ok());
  const auto result = import(from(file("b.csv", "code12,name\n330106,东湖区\n")));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "division.code_exists");
  EXPECT_THAT(result.error().message, testing::AllOf(HasSubstr("330106"), HasSubstr("西湖区"), HasSubstr("东湖区")));
}

TEST_F(ImportDivisions, area_twice_is_refused_and_area_below_a_covered_unit_too) {
  ASSERT_TRUE(import(from(file("a.geojson", square(R"("code":"330106","name":"西湖区")", kSquare)), "cgcs2000")).ok());
  EXPECT_EQ(import(from(dir_.file("a.geojson"), "cgcs2000")).error().code, "division.code_exists");
  const auto below = file("b.geojson", square(R"("code":"330106001","name":"北山街道")", kSquare));
  EXPECT_EQ(import(from(below, "cgcs2000")).error().code, "division.area_exists");
  EXPECT_EQ(number("SELECT count(*) FROM division"), 1);
}

geo::LonLat representative(const geo::Geometry& shape) {
  if (const auto* polygon = std::get_if<geo::Polygon>(&shape)) return geo::label_point(*polygon);
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&shape)) return geo::label_point(*polygons);
  const geo::Bounds box = geo::bounds_of(shape);
  return {(box.west + box.east) / 2, (box.south + box.north) / 2};
}

class RealCounties : public ImportDivisions {
 protected:
  void SetUp() override {
    ImportDivisions::SetUp();
    const auto polygons = test::shared_data(std::string(kPolygons));
    if (!polygons) GTEST_SKIP() << kPolygons;
    polygons_ = *polygons;
  }
  std::string table(const std::string& name) { return test::shared_data("data/divisions_zj/" + name).value(); }
  void import_tables() {
    std::int64_t units = 0;
    for (const auto* name : {"level1_province.csv", "level2_prefecture.csv", "level3_county.csv", "level4_township.csv",
                             "level5_village.csv"}) {
      const auto report = import(from(table(name)));
      ASSERT_TRUE(report.ok()) << name << ": " << report.error().message;
      units += report->created + report->matched + report->skipped;
    }
    EXPECT_EQ(units, 1 + 11 + 90 + 1387 + 25547);
  }
  ImportReport import_polygons() {
    const auto report = import(from(polygons_, "gcj02"));
    EXPECT_TRUE(report.ok()) << report.error().message;
    return report.ok() ? *report : ImportReport{};
  }
  std::string polygons_;
};

TEST_F(RealCounties, places_of_ningbo_lie_in_their_county) {
  import_polygons();
  DivisionIndex index;
  rebuild(index);
  auto places = geo::FeatureReader::open(test::shared_data(std::string(kPlaces)).value(), {});
  ASSERT_TRUE(places.ok());
  int all = 0, right = 0;
  for (auto feature = places->next(); feature.ok() && *feature; feature = places->next(), ++all) {
    const auto chain = index.locate(representative(*(*feature)->geometry));
    if (!chain) continue;
    right += index.describe(*chain).front().name == geo::to_text(*(*feature)->find("county"));
  }
  EXPECT_EQ(all, 1008);
  EXPECT_GE(right, 1006);
  RecordProperty("right", right);
}

TEST_F(RealCounties, areas_out_are_areas_in) {
  const auto rows = read_division_file(from(polygons_, "gcj02"));
  ASSERT_TRUE(rows.ok()) << rows.error().message;
  const ImportReport report = import_polygons();
  EXPECT_EQ(report.created, 90);
  EXPECT_EQ(report.faces, 604);
  DivisionIndex index;
  rebuild(index);
  for (const auto& row : *rows) {
    const auto id = number("SELECT division_id FROM division_code WHERE code='" + row.code.digits + "'");
    const auto area = index.area(id);
    ASSERT_TRUE(area.has_value()) << row.name;
    EXPECT_EQ(area->polygons.size(), row.area->polygons.size()) << row.name;
    EXPECT_NEAR(geo::area_m2(*area) / geo::area_m2(*row.area), 1, 1e-9) << row.name;
  }
  EXPECT_EQ(number("SELECT count(*) FROM edge WHERE (right_face_id IS NULL) <> (beyond <> '')"), 0);
  EXPECT_GT(number("SELECT count(*) FROM edge WHERE beyond = ''"), 200);
  EXPECT_EQ(number("SELECT count(*) FROM edge WHERE line_id IS NULL"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM boundary_line WHERE name = '定普线'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM boundary_line l WHERE NOT EXISTS (SELECT 1 FROM edge WHERE line_id = l.id)"),
            0);
}

/// Which order the files come in makes no difference to what the register holds in the end.
struct EndState {
  std::int64_t divisions, parents, faces, edges, province_lines, city_lines, county_lines;
  friend bool operator==(const EndState&, const EndState&) = default;
};

class RealOrder : public RealCounties {
 protected:
  EndState end_state() {
    const auto lines = [&](int level) {
      return number(
          "SELECT count(DISTINCT line_id) FROM edge e JOIN boundary_line l ON l.id = e.line_id WHERE l.level = " +
          std::to_string(level));
    };
    return {number("SELECT count(*) FROM division"),
            number("SELECT count(*) FROM division_parent"),
            number("SELECT count(*) FROM face"),
            number("SELECT count(*) FROM edge"),
            lines(1),
            lines(2),
            lines(3)};
  }
  void expect_whole() {
    EXPECT_EQ(number("SELECT count(*) FROM division"), 1 + 11 + 90 + 1387 + 25547);
    EXPECT_EQ(number("SELECT count(*) FROM division_parent"), 11 + 90 + 1387 + 25547);
    DivisionIndex index;
    rebuild(index);
    const auto chain = index.locate({120.13, 30.26});
    ASSERT_TRUE(chain.has_value());
    const auto units = index.describe(*chain);
    ASSERT_EQ(units.size(), 3u);
    EXPECT_EQ(units[0].name, "西湖区");
    EXPECT_EQ(units[0].codes.front().code, "330106");
    EXPECT_EQ(units[2].name, "浙江省");
    const auto province = index.area(units[2].id);
    ASSERT_TRUE(province.has_value());
    EXPECT_NEAR(geo::area_m2(*province) / 1e6, 105'000, 5'000);  // land of the province, km2
    EXPECT_EQ(number("SELECT count(*) FROM boundary_line WHERE level = 1 AND effective_to IS NULL"), 2);
  }
};

TEST_F(RealOrder, tables_and_polygons_in_either_order_end_alike) {
  import_tables();
  const ImportReport report = import_polygons();
  EXPECT_EQ(report.matched, 90);
  EXPECT_EQ(report.created, 0);
  expect_whole();
  const EndState tables_first = end_state();
  writer_.reset();
  path_ = dir_.file("other.sqlite");
  test::Register::SetUp();
  import_polygons();
  import_tables();
  expect_whole();
  EXPECT_EQ(end_state(), tables_first);
}

}  // namespace
}  // namespace diming::boundary
