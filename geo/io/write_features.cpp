#include "geo/io/write_features.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "geo/io/gdal.hpp"
#include "geo/io/ogr_geometry.hpp"
#include "geo/io/short_names.hpp"
#include "geo/io/staging.hpp"
#include "geo/io/text_encoding.hpp"

namespace diming::geo {
namespace {

constexpr std::size_t kDbfTextBytes = 254;
constexpr std::size_t kXlsxCellCharacters = 32767;

OGRwkbGeometryType ogr_type(ShapeType shape) {
  switch (shape) {
    case ShapeType::none: return wkbNone;
    case ShapeType::any: return wkbUnknown;
    case ShapeType::point: return wkbPoint;
    case ShapeType::line: return wkbLineString;
    case ShapeType::polygon: return wkbPolygon;
    case ShapeType::multi_point: return wkbMultiPoint;
    case ShapeType::multi_line: return wkbMultiLineString;
    case ShapeType::multi_polygon: return wkbMultiPolygon;
  }
  return wkbUnknown;
}

/// The geometry as the schema's type, or nothing if it is of another kind.
std::optional<Geometry> fitted(const Geometry& geometry, ShapeType shape, bool is_shapefile) {
  const auto* point = std::get_if<Point>(&geometry);
  const auto* line = std::get_if<LineString>(&geometry);
  const auto* polygon = std::get_if<Polygon>(&geometry);
  if (point && shape == ShapeType::multi_point) return MultiPoint{{point->at}};
  if (line && shape == ShapeType::multi_line) return MultiLineString{{*line}};
  if (polygon && shape == ShapeType::multi_polygon) return MultiPolygon{{*polygon}};
  // A shapefile of lines or polygons holds any number of parts in each record.
  const bool many_lines = std::holds_alternative<MultiLineString>(geometry) && shape == ShapeType::line;
  const bool many_polygons = std::holds_alternative<MultiPolygon>(geometry) && shape == ShapeType::polygon;
  if (is_shapefile && (many_lines || many_polygons)) return geometry;
  constexpr std::array<ShapeType, 6> kTypes{ShapeType::point,       ShapeType::line,       ShapeType::polygon,
                                            ShapeType::multi_point, ShapeType::multi_line, ShapeType::multi_polygon};
  if (shape == ShapeType::any || shape == kTypes[geometry.index()]) return geometry;
  return std::nullopt;
}

std::string ending_of(FileFormat format) {
  switch (format) {
    case FileFormat::geojson_seq: return ".geojsonl";
    default: return "." + std::string(format_name(format));
  }
}

bool is_table(FileFormat format) { return format == FileFormat::csv || format == FileFormat::xlsx; }

}  // namespace

struct FeatureWriter::State {
  FileFormat format{};
  TextEncoding encoding{};
  WriteOptions options;
  FileSchema schema;
  Staging staging;
  TextConverter encode;
  std::vector<std::string> names;  ///< as the file has them, UTF-8
  std::vector<RenamedField> renamed;
  int place_column = -1;           ///< of a table: WKT, or lon with lat behind it
  DatasetHandle dataset;           ///< declared last: closed before the staging folder goes
  OGRLayerH layer = nullptr;
  std::int64_t rows = 0;

  State(Staging folder, TextEncoding target)
      : encoding(target), staging(std::move(folder)), encode(TextConverter::from_utf8(target)) {}
  ~State() {
    const ErrorTrap quiet;
    dataset.reset();
  }

  bool raw_bytes() const { return encoding != TextEncoding::utf8; }
  Result<void> name_fields();
  Result<void> make_layer(const std::string& layer_name);
  bool add_field(const std::string& name, FieldType type);
  Result<void> set_value(OGRFeatureH row, int index, const Value& value);
  Result<void> set_text(OGRFeatureH row, int index, const std::string& text);
  Result<void> set_geometry(OGRFeatureH row, const Geometry& geometry);
  Error at_row(Error error) const {
    error.message = "第 " + std::to_string(rows) + " 条记录：" + error.message;
    return error;
  }
  Error misfit(int index, const std::string& why) const {
    const auto& name = schema.fields[static_cast<std::size_t>(index)].name;
    return {"file.value", name, "字段“" + name + "”的值" + why + "。"};
  }
  Error unwritable(const ErrorTrap& trap) const {
    const auto said = trap.said();
    return {"file.unwritable", "path", "文件写入失败，请检查目录、权限和剩余空间" + (said.empty() ? "" : "（GDAL：" + said + "）") + "。"};
  }
};

Result<void> FeatureWriter::State::name_fields() {
  for (const Field& field : schema.fields) names.push_back(field.name);
  if (format != FileFormat::shapefile) return {};
  auto fitting = short_names(names, encoding);
  if (!fitting) return fitting.error();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] != (*fitting)[i]) renamed.push_back({names[i], (*fitting)[i]});
  names = std::move(*fitting);
  return {};
}

bool FeatureWriter::State::add_field(const std::string& name, FieldType type) {
  const auto bytes = raw_bytes() ? encode.convert(name) : name;
  if (!bytes) return false;
  const OGRFieldType ogr = type == FieldType::text      ? OFTString
                           : type == FieldType::real    ? OFTReal
                           : type == FieldType::integer ? OFTInteger64
                                                        : OFTInteger;
  const Handle<std::remove_pointer_t<OGRFieldDefnH>, &OGR_Fld_Destroy> field(OGR_Fld_Create(bytes->c_str(), ogr));
  if (type == FieldType::boolean && format != FileFormat::shapefile) OGR_Fld_SetSubType(field.get(), OFSTBoolean);
  return OGR_L_CreateField(layer, field.get(), FALSE) == OGRERR_NONE;
}

Result<void> FeatureWriter::State::make_layer(const std::string& layer_name) {
  const ErrorTrap trap;
  const ThreadOption kml_name("LIBKML_NAME_FIELD", "name");
  const ThreadOption kml_description("LIBKML_DESCRIPTION_FIELD", "description");
  const OgrReference reference(OSRNewSpatialReference(nullptr));
  const int epsg = format == FileFormat::kml ? 4326 : options.epsg;
  if (OSRImportFromEPSG(reference.get(), epsg) != OGRERR_NONE)
    return Error{"file.unsupported", "epsg", "不认识坐标系 EPSG:" + std::to_string(epsg) + "。"};
  OSRSetAxisMappingStrategy(reference.get(), OAMS_TRADITIONAL_GIS_ORDER);
  std::vector<const char*> choices;
  if (format == FileFormat::geojson) choices = {"RFC7946=NO", "COORDINATE_PRECISION=9"};
  if (format == FileFormat::geojson_seq) choices = {"COORDINATE_PRECISION=9"};
  if (format == FileFormat::csv) choices = {raw_bytes() ? "WRITE_BOM=NO" : "WRITE_BOM=YES", "STRING_QUOTING=IF_NEEDED"};
  if (format == FileFormat::shapefile) choices = {raw_bytes() ? "ENCODING=" : "ENCODING=UTF-8", "RESIZE=YES"};
  choices.push_back(nullptr);
  const bool table = is_table(format);
  layer = GDALDatasetCreateLayer(dataset.get(), layer_name.c_str(), table ? nullptr : reference.get(),
                                 table ? wkbNone : ogr_type(schema.shape), const_cast<char**>(choices.data()));
  if (!layer || trap.failed()) return unwritable(trap);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!add_field(names[i], schema.fields[i].type)) return unwritable(trap);
  if (table && schema.shape != ShapeType::none) {
    place_column = static_cast<int>(names.size());
    const bool points = schema.shape == ShapeType::point;
    const bool added = points ? add_field("lon", FieldType::real) && add_field("lat", FieldType::real)
                              : add_field("WKT", FieldType::text);
    if (!added) return unwritable(trap);
  }
  return {};
}

Result<void> FeatureWriter::State::set_text(OGRFeatureH row, int index, const std::string& text) {
  if (text.find('\0') != std::string::npos) return misfit(index, "含有空字符");
  const auto bytes = encode.convert(text);
  if (!bytes)
    return Error{"file.encoding", names[static_cast<std::size_t>(index)],
                 "文字“" + printable_utf8(text) + "”无法用 " + std::string(encoding_name(encoding)) + " 表示，请改用 UTF-8。"};
  if (format == FileFormat::shapefile && bytes->size() > kDbfTextBytes)
    return misfit(index, "超过 254 字节，SHP 容不下，请改用 GPKG");
  if (format == FileFormat::xlsx && bytes->size() > kXlsxCellCharacters)
    return misfit(index, "超过 32767 字节，XLSX 容不下，请改用 CSV 或 GPKG");
  OGR_F_SetFieldString(row, index, bytes->c_str());
  return {};
}

Result<void> FeatureWriter::State::set_value(OGRFeatureH row, int index, const Value& value) {
  const FieldType type = schema.fields[static_cast<std::size_t>(index)].type;
  const auto* whole = std::get_if<std::int64_t>(&value);
  const auto* real = std::get_if<double>(&value);
  const auto* flag = std::get_if<bool>(&value);
  if (std::holds_alternative<std::monostate>(value)) {
    OGR_F_SetFieldNull(row, index);
  } else if (type == FieldType::text) {
    return set_text(row, index, to_text(value));
  } else if (type == FieldType::integer && (whole || flag)) {
    OGR_F_SetFieldInteger64(row, index, whole ? *whole : *flag);
  } else if (type == FieldType::real && (real || whole)) {
    OGR_F_SetFieldDouble(row, index, real ? *real : static_cast<double>(*whole));
  } else if (type == FieldType::boolean && flag) {
    OGR_F_SetFieldInteger(row, index, *flag ? 1 : 0);
  } else {
    return misfit(index, "“" + to_text(value) + "”与字段类型不符");
  }
  return {};
}

Result<void> FeatureWriter::State::set_geometry(OGRFeatureH row, const Geometry& geometry) {
  const auto shape = fitted(geometry, schema.shape, format == FileFormat::shapefile);
  if (!shape)
    return Error{"file.unsupported", "geometry", std::string("图形类型 ") + type_name(geometry) + " 与文件的图形类型不符。"};
  if (!is_table(format)) {
    const auto made = to_ogr(*shape);
    OGR_F_SetGeometry(row, made.get());
    return {};
  }
  if (const auto* point = std::get_if<Point>(&*shape); point && schema.shape == ShapeType::point) {
    OGR_F_SetFieldDouble(row, place_column, point->at.lon);
    OGR_F_SetFieldDouble(row, place_column + 1, point->at.lat);
    return {};
  }
  const std::string wkt = to_wkt(*shape);
  if (format == FileFormat::xlsx && wkt.size() > kXlsxCellCharacters)
    return Error{"file.value", "WKT", "图形太长，XLSX 单元格容不下，请改用 CSV 或 GPKG。"};
  OGR_F_SetFieldString(row, place_column, wkt.c_str());
  return {};
}

namespace {

Result<void> check_request(FileFormat format, const WriteOptions& options, const FileSchema& schema) {
  auto refuse = [](const char* field, const char* message) { return Error{"file.unsupported", field, message}; };
  if (format == FileFormat::osm_pbf) return refuse("format", "不能写 OSM PBF，请改用其他格式。");
  if (format == FileFormat::kml && options.epsg != 4490 && options.epsg != 4326)
    return refuse("epsg", "KML 只用经纬度（EPSG:4490 或 4326），请先转换坐标。");
  if (format == FileFormat::shapefile && schema.shape == ShapeType::any)
    return refuse("geometry", "SHP 一个文件只装一种图形，请指明点、线或面。");
  return {};
}

Result<TextEncoding> target_encoding(FileFormat format, const std::string& name) {
  if (name.empty()) return TextEncoding::utf8;
  const auto known = parse_encoding(name);
  if (!known) return Error{"file.encoding", "encoding", "不认识的编码“" + name + "”，可用 UTF-8、GB18030、GBK。"};
  if (*known != TextEncoding::utf8 && format != FileFormat::csv && format != FileFormat::shapefile)
    return Error{"file.unsupported", "encoding", "这种格式只用 UTF-8 编码。"};
  return *known;
}

}  // namespace

FeatureWriter::FeatureWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeatureWriter::FeatureWriter(FeatureWriter&&) noexcept = default;
FeatureWriter& FeatureWriter::operator=(FeatureWriter&&) noexcept = default;
FeatureWriter::~FeatureWriter() = default;

Result<FeatureWriter> FeatureWriter::create(const std::string& path, const WriteOptions& options,
                                            const FileSchema& schema) {
  register_formats();
  const std::filesystem::path target(path);
  const auto format = parse_format(options.format.empty() ? target.extension().string() : options.format);
  if (!format) return format.error();
  if (const auto fine = check_request(*format, options, schema); !fine) return fine.error();
  const auto encoding = target_encoding(*format, options.encoding);
  if (!encoding) return encoding.error();
  auto staging = Staging::beside(path);
  if (!staging) return staging.error();

  auto state = std::make_unique<State>(std::move(*staging), *encoding);
  state->format = *format;
  state->options = options;
  state->schema = schema;
  if (auto named = state->name_fields(); !named) return named.error();
  const ErrorTrap trap;
  GDALDriverH driver = GDALGetDriverByName(driver_name(*format));
  state->dataset.reset(
      GDALCreate(driver, state->staging.file(ending_of(*format)).c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!state->dataset || trap.failed()) return state->unwritable(trap);
  const bool one_layer_by_name = *format == FileFormat::shapefile || *format == FileFormat::csv;
  const bool own_name = !options.layer.empty() && !one_layer_by_name;
  if (auto made = state->make_layer(own_name ? options.layer : target.stem().string()); !made) return made.error();
  if (*format == FileFormat::gpkg) GDALDatasetStartTransaction(state->dataset.get(), FALSE);
  return FeatureWriter(std::move(state));
}

Result<void> FeatureWriter::write(const Feature& feature) {
  State& state = *state_;
  ++state.rows;
  const ErrorTrap trap;
  const ThreadOption kml_name("LIBKML_NAME_FIELD", "name");
  const ThreadOption kml_description("LIBKML_DESCRIPTION_FIELD", "description");
  const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(state.layer)));
  for (std::size_t i = 0; i < state.schema.fields.size(); ++i) {
    const Value* value = feature.find(state.schema.fields[i].name);
    const auto set = state.set_value(row.get(), static_cast<int>(i), value ? *value : Value{});
    if (!set) return state.at_row(set.error());
  }
  if (feature.geometry && state.schema.shape != ShapeType::none) {
    const auto set = state.set_geometry(row.get(), *feature.geometry);
    if (!set) return state.at_row(set.error());
  }
  if (OGR_L_CreateFeature(state.layer, row.get()) != OGRERR_NONE || trap.failed())
    return state.at_row(state.unwritable(trap));
  return {};
}

Result<void> FeatureWriter::close() {
  State& state = *state_;
  const ErrorTrap trap;
  if (state.format == FileFormat::gpkg && GDALDatasetCommitTransaction(state.dataset.get()) != OGRERR_NONE)
    return state.unwritable(trap);
  state.dataset.reset();
  if (trap.failed()) return state.unwritable(trap);
  if (state.format == FileFormat::shapefile && state.raw_bytes())
    std::ofstream(state.staging.file(".cpg")) << encoding_name(state.encoding);
  return state.staging.publish(ending_of(state.format));
}

const std::vector<RenamedField>& FeatureWriter::renamed() const { return state_->renamed; }

}  // namespace diming::geo
