#include "geo/store/dialect.hpp"

#include "geo/shape/spatialite_blob.hpp"

namespace diming::geo::dialect {

std::span<const std::string_view> spatial_setup() {
  // Inside one transaction (first argument) and without the 6,000 systems we do not use ('NONE'): 14 ms, not 74 s.
  static constexpr std::string_view kSetup[] = {
      "SELECT InitSpatialMetaDataFull(1, 'NONE')",
      "SELECT InsertEpsgSrid(4490)",
      "SELECT InsertEpsgSrid(4326)",
      "SELECT InsertEpsgSrid(3857)",
  };
  return kSetup;
}

std::string add_geometry_column(std::string_view table, std::string_view column, std::string_view type) {
  const auto quoted = [](std::string_view name) { return "'" + std::string(name) + "'"; };
  return "SELECT AddGeometryColumn(" + quoted(table) + ", " + quoted(column) + ", " + std::to_string(kSrid) + ", " +
         quoted(type) + ", 'XY')";
}

std::vector<std::byte> encode_geometry(const Geometry& geometry) { return write_spatialite_blob(geometry, kSrid); }

Result<Geometry> decode_geometry(std::span<const std::byte> value) { return read_spatialite_blob(value); }

}  // namespace diming::geo::dialect
