// geo/store: what differs between engines; this is SQLite with SpatiaLite.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo::dialect {

/// SRID of every stored geometry: CGCS2000.
inline constexpr int kSrid = 4490;

/// Settings of a connection. Only the writing one checkpoints: SQLite before 3.51.3 can corrupt a file when two do.
inline constexpr std::string_view kReadSettings =
    "PRAGMA query_only=1; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456";
inline constexpr std::string_view kWriteSettings =
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=1; PRAGMA cache_size=-64000;"
    "PRAGMA temp_store=MEMORY";

/// Lets readers go on while the writer writes; kept in the file.
inline constexpr std::string_view kFileSettings = "PRAGMA page_size=8192; PRAGMA journal_mode=WAL";
/// Statements that make an empty file spatial, to run before any transaction.
std::span<const std::string_view> spatial_setup();
/// A geometry column of one table.
struct GeometryColumn {
  std::string_view table, name;
  std::string_view type;  ///< POINT, LINESTRING, POLYGON, MULTI... or GEOMETRY
};

/// SQL that adds a geometry column, to run in this order: `add`, then `enroll`, which must give 1, then `finish`.
struct GeometrySetup {
  std::string add;
  std::string enroll;
  std::string finish;
};
GeometrySetup add_geometry_column(const GeometryColumn& column);
/// To run once in each transaction that wrote: tells desktop programs that extents they noted in the file are old.
inline constexpr std::string_view kMarkWritten =
    "UPDATE geometry_columns_time SET last_insert = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
/// A geometry as this engine stores it, and back.
std::vector<std::byte> encode_geometry(const Geometry& geometry);
Result<Geometry> decode_geometry(std::span<const std::byte> value);

}  // namespace diming::geo::dialect
