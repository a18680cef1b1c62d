// geo/io: a file opened by its one driver, before features are made of it. For this folder only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.hpp"
#include "geo/io/gdal.hpp"
#include "geo/io/read_features.hpp"
#include "geo/io/text_encoding.hpp"

namespace diming::geo {

struct LayerSource {
  DatasetHandle dataset;
  OGRLayerH layer = nullptr;  ///< owned by the dataset
  FileFormat format{};
  TextEncoding encoding{};
  std::int64_t lines = -1;  ///< of a text file that was scanned
  bool geographic = false;  ///< coordinates are degrees
  SourceInfo info;
};

/// Errors: those of FeatureReader::open, save file.field_not_found.
Result<LayerSource> open_layer(const std::string& path, const ReadOptions& options);
/// "GDAL: ..." as the tail of a message; "" if it said nothing.
std::string as_told(const ErrorTrap& trap);

}  // namespace diming::geo
