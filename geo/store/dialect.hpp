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
/// SQL that adds a geometry column. `type` is POINT, LINESTRING, POLYGON, MULTI... or GEOMETRY.
std::string add_geometry_column(std::string_view table, std::string_view column, std::string_view type);
/// A geometry as this engine stores it, and back.
std::vector<std::byte> encode_geometry(const Geometry& geometry);
Result<Geometry> decode_geometry(std::span<const std::byte> value);

}  // namespace diming::geo::dialect
