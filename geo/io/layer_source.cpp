#include "geo/io/layer_source.hpp"

#include <algorithm>

#include "geo/io/dbf_text.hpp"

namespace diming::geo {
namespace {

constexpr const char* kOsmAreas = "multipolygons";

Error broken(const ErrorTrap& trap) {
  return {"file.broken", "path", "文件已损坏或不完整，请重新导出" + as_told(trap) + "。"};
}

/// Learns the texts' encoding and the number of lines, where the format leaves them open.
Result<void> learn_text(const std::string& path, const ReadOptions& options, LayerSource& source) {
  const auto wanted = parse_encoding(options.encoding);
  if (!options.encoding.empty() && !wanted)
    return Error{"file.encoding", "encoding", "不认识的编码“" + options.encoding + "”，可用 UTF-8、GB18030、GBK。"};
  if (source.format == FileFormat::csv || source.format == FileFormat::geojson_seq) {
    const auto scan = scan_text(path);
    if (!scan && !wanted) return scan.error();
    if (scan) source.lines = scan->lines;
    source.encoding = wanted ? *wanted : scan->encoding;
    if (source.format == FileFormat::geojson_seq && source.encoding != TextEncoding::utf8)
      return Error{"file.encoding", "path", "GeoJSON 须为 UTF-8 编码，请另存后再导入。"};
  } else if (source.format == FileFormat::shapefile) {
    const auto found = dbf_encoding(path);
    if (!found && !(wanted && found.error().code == "file.encoding")) return found.error();
    source.encoding = wanted ? *wanted : *found;
  }
  return {};
}

std::vector<const char*> open_options(FileFormat format) {
  switch (format) {
    case FileFormat::geojson: return {"ARRAY_AS_STRING=YES", nullptr};
    case FileFormat::csv: return {"HEADERS=YES", "EMPTY_STRING_AS_NULL=YES", nullptr};
    case FileFormat::shapefile: return {"ENCODING=", "ADJUST_TYPE=NO", nullptr};  // bytes as they are: we decode
    case FileFormat::flatgeobuf: return {"VERIFY_BUFFERS=YES", nullptr};
    default: return {nullptr};
  }
}

DatasetHandle open_dataset(const std::string& path, FileFormat format) {
  const char* const drivers[] = {driver_name(format), nullptr};
  const auto choices = open_options(format);
  const char* const no_siblings[] = {nullptr};
  const bool has_siblings = format == FileFormat::shapefile;
  // Named, or the driver wants a second line before it believes that the file is a sequence.
  const std::string name_for_gdal = (format == FileFormat::geojson_seq ? "GEOJSONSeq:" : "") + path;
  const ThreadOption headers("OGR_XLSX_HEADERS", "FORCE");
  const ThreadOption name("LIBKML_NAME_FIELD", "name");
  const ThreadOption description("LIBKML_DESCRIPTION_FIELD", "description");
  return DatasetHandle(GDALOpenEx(name_for_gdal.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_INTERNAL, drivers,
                                  choices.data(), has_siblings ? nullptr : no_siblings));
}

Result<void> choose_layer(const std::string& wanted, LayerSource& source) {
  GDALDatasetH dataset = source.dataset.get();
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i)
    source.info.layers.emplace_back(printable_utf8(OGR_L_GetName(GDALDatasetGetLayer(dataset, i))));
  const auto& layers = source.info.layers;
  if (layers.empty()) return Error{"file.layer_not_found", "layer", "文件中没有矢量图层。"};
  const bool is_osm = source.format == FileFormat::osm_pbf;
  const std::string name = !wanted.empty() ? wanted : is_osm ? kOsmAreas : layers.front();
  const auto found = std::find(layers.begin(), layers.end(), name);
  if (found == layers.end()) {
    std::string all;
    for (const auto& layer : layers) all += (all.empty() ? "" : "、") + layer;
    return Error{"file.layer_not_found", "layer", "文件中没有图层“" + name + "”，现有：" + all + "。"};
  }
  source.layer = GDALDatasetGetLayer(dataset, static_cast<int>(found - layers.begin()));
  source.info.layer = name;
  if (is_osm)  // or the driver hoards the features of the other layers
    GDALDatasetExecuteSQL(dataset, ("SET interest_layers = " + name).c_str(), nullptr, nullptr);
  return {};
}

void learn_reference(LayerSource& source) {
  const OGRSpatialReferenceH borrowed = OGR_L_GetSpatialRef(source.layer);
  if (!borrowed) return;
  source.geographic = OSRIsGeographic(borrowed) != 0;
  const char* authority = OSRGetAuthorityName(borrowed, nullptr);
  const char* code = OSRGetAuthorityCode(borrowed, nullptr);
  if (authority && code && std::string_view(authority) == "EPSG") source.info.epsg = std::atoi(code);
}

}  // namespace

std::string as_told(const ErrorTrap& trap) {
  const auto said = trap.said();
  return said.empty() ? said : "（GDAL：" + said + "）";
}

Result<LayerSource> open_layer(const std::string& path, const ReadOptions& options) {
  register_formats();
  auto file = local_file(path);
  if (!file) return file.error();
  const auto format = detect_format(*file);
  if (!format) return format.error();
  LayerSource source;
  source.format = *format;
  auto text = learn_text(*file, options, source);
  if (!text) return text.error();

  const ErrorTrap trap;
  source.dataset = open_dataset(*file, *format);
  if (!source.dataset || trap.failed()) return broken(trap);
  auto chosen = choose_layer(options.layer, source);
  if (!chosen) return chosen.error();
  learn_reference(source);
  source.info.driver = driver_name(*format);
  source.info.encoding = encoding_name(source.encoding);
  source.info.count = *format == FileFormat::osm_pbf ? -1 : OGR_L_GetFeatureCount(source.layer, FALSE);
  if (trap.failed()) return broken(trap);
  return source;
}

}  // namespace diming::geo
