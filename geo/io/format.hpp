// geo/io: the file formats that are read and written.
#pragma once
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::geo {

enum class FileFormat { geojson, geojson_seq, gpkg, shapefile, csv, xlsx, kml, flatgeobuf, osm_pbf };

/// Name for arguments and messages: "geojson" "geojsonseq" "gpkg" "shp" "csv" "xlsx" "kml" "fgb" "osm.pbf".
std::string_view format_name(FileFormat format);
/// In: a name as above or a usual ending ("json", "ndjson", "tsv" ...), any case, with or without a leading dot.
/// Errors: file.unknown_format.
Result<FileFormat> parse_format(std::string_view name);
/// What a file is, by its ending and its first bytes together: a file that only pretends is refused, so that no
/// other driver is ever asked. In: path of an existing regular file.
/// Errors: file.not_found, file.unreadable, file.unknown_format, file.encoding (UTF-16 text).
Result<FileFormat> detect_format(const std::string& path);
/// The absolute path of a plain local file. URLs, GDAL's virtual names and folders are refused.
/// Errors: file.not_found, file.unreadable.
Result<std::string> local_file(const std::string& path);

/// Makes the drivers of the formats above known to GDAL, and no others; later calls do nothing.
/// Thread: any. Readers and writers call it themselves; a program may call it at its start.
void register_formats();

}  // namespace diming::geo
