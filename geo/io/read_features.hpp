// geo/io: features out of a file, one after another.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/feature.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

struct ReadOptions {
  std::string layer{};      ///< "" = the first, of OSM "multipolygons"
  std::string encoding{};   ///< of CSV and shapefiles: "UTF-8", "GB18030" ...; "" = detect
  std::string lon_field{};  ///< of CSV and XLSX without a WKT column; "" = a column named lon, lng, longitude, 经度 ...
  std::string lat_field{};
};

struct SourceInfo {
  std::string driver;               ///< GDAL's name of the driver that reads
  std::string layer;                ///< the layer being read
  std::vector<std::string> layers;  ///< all layers
  std::vector<std::string> fields;  ///< property names in order
  std::optional<int> epsg;          ///< of the coordinates, where the file says so; longitude or easting first always
  std::int64_t count = -1;          ///< features in the layer, -1 where only reading would tell
  std::string encoding;             ///< the texts' encoding in the file; properties are UTF-8 always
};

/// Reads GeoJSON, GeoJSONSeq, GPKG, shapefile, CSV, XLSX, KML, FlatGeobuf and OSM PBF. Ending and content choose the
/// one driver that may open the file; no address, virtual path or other driver is tried.
///
/// Properties keep the file's types; CSV knows text only, and an empty cell is null. Dates and times are ISO 8601 text,
/// lists and objects JSON text. The coordinates are those of the file, in its own reference system. `Feature::id` is
/// set where the file carries ids. A refused row ends the reading: what went before stands.
///
/// Thread: one at a time.
class FeatureReader {
 public:
  /// Errors: file.not_found, file.unreadable, file.unknown_format, file.broken, file.encoding, file.layer_not_found,
  /// file.field_not_found.
  static Result<FeatureReader> open(const std::string& path, const ReadOptions& options);
  FeatureReader(FeatureReader&&) noexcept;
  FeatureReader& operator=(FeatureReader&&) noexcept;
  ~FeatureReader();

  const SourceInfo& info() const;
  /// The next feature, or nothing at the end. Errors, each naming the record: file.broken, file.encoding,
  /// geometry.malformed, geometry.out_of_range, geometry.unsupported.
  Result<std::optional<Feature>> next();
  /// 0 to 1, by features where the count is known, else by lines or bytes; an estimate.
  double progress() const;

 private:
  struct State;
  explicit FeatureReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diming::geo
