#include <gtest/gtest.h>

#include <protozero/pbf_writer.hpp>

#include <cmath>

#include "tests/geo/io/io_support.hpp"
#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

using protozero::pbf_writer;

// Field numbers of fileformat.proto and osmformat.proto (OSM PBF 1.0). Blobs are left uncompressed, as the format allows.
std::string framed(const std::string& type, const std::string& block) {
  std::string blob, header;
  pbf_writer(blob).add_bytes(1, block);  // raw
  pbf_writer head(header);
  head.add_string(1, type);
  head.add_int32(3, static_cast<std::int32_t>(blob.size()));
  std::string length(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) length[i] = static_cast<char>(header.size() >> (24 - 8 * i));
  return length + header + blob;
}

/// A file with four nodes and one closed way over them, tagged as a building with a Chinese name.
std::string small_osm_file() {
  std::string header_block;
  pbf_writer header(header_block);
  header.add_string(4, "OsmSchema-V0.6");
  header.add_string(4, "DenseNodes");

  const std::vector<LonLat> corners{{121.5, 29.8}, {121.6, 29.8}, {121.6, 29.9}, {121.5, 29.9}};
  std::vector<std::int64_t> ids, lats, lons;
  std::int64_t last_lat = 0, last_lon = 0;
  for (const LonLat p : corners) {
    const auto lat = std::llround(p.lat * 1e7), lon = std::llround(p.lon * 1e7);  // granularity 100 nanodegrees
    ids.push_back(1);
    lats.push_back(lat - last_lat), lons.push_back(lon - last_lon);
    last_lat = lat, last_lon = lon;
  }
  std::string strings;
  pbf_writer table(strings);
  for (const char* text : {"", "building", "school", "name", "宁波市第二中学"}) table.add_bytes(1, text);

  std::string dense_nodes, nodes_group, way_bytes, ways_group, block;
  pbf_writer dense(dense_nodes);
  dense.add_packed_sint64(1, ids.begin(), ids.end());
  dense.add_packed_sint64(8, lats.begin(), lats.end());
  dense.add_packed_sint64(9, lons.begin(), lons.end());
  pbf_writer(nodes_group).add_message(2, dense_nodes);
  const std::vector<std::uint32_t> keys{1, 3}, values{2, 4};
  const std::vector<std::int64_t> refs{1, 1, 1, 1, -3};
  pbf_writer way(way_bytes);
  way.add_int64(1, 77);
  way.add_packed_uint32(2, keys.begin(), keys.end());
  way.add_packed_uint32(3, values.begin(), values.end());
  way.add_packed_sint64(8, refs.begin(), refs.end());
  pbf_writer(ways_group).add_message(3, way_bytes);
  pbf_writer data(block);
  data.add_message(1, strings);
  data.add_message(2, nodes_group);
  data.add_message(2, ways_group);
  return framed("OSMHeader", header_block) + framed("OSMData", block);
}

TEST(OsmPbf, closed_way_reads_as_area) {
  const test::TempDir folder;
  test::write_file(folder.file("a.osm.pbf"), small_osm_file());
  const auto all = test::read_all(folder.file("a.osm.pbf"));
  ASSERT_TRUE(all.ok()) << all.error().message;
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ(test::text_at(all->front(), "name"), "宁波市第二中学");
  EXPECT_EQ(test::text_at(all->front(), "building"), "school");
  EXPECT_EQ(test::text_at(all->front(), "osm_way_id"), "77");
  ASSERT_TRUE(all->front().geometry.has_value());
  const Bounds bounds = bounds_of(*all->front().geometry);
  EXPECT_NEAR(bounds.west, 121.5, 1e-7);
  EXPECT_NEAR(bounds.north, 29.9, 1e-7);
}

TEST(OsmPbf, truncated_file_is_broken) {
  const test::TempDir folder;
  const std::string whole = small_osm_file();
  test::write_file(folder.file("a.osm.pbf"), whole.substr(0, whole.size() - 20));
  EXPECT_EQ(test::code_of_reading(folder.file("a.osm.pbf")), "file.broken");
}

}  // namespace
}  // namespace diming::geo
