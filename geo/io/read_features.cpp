#include "geo/io/read_features.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "geo/io/layer_source.hpp"
#include "geo/io/ogr_geometry.hpp"

namespace diming::geo {
namespace {

constexpr std::array<std::string_view, 6> kLonNames{"lon", "lng", "longitude", "经度", "x", "X坐标"};
constexpr std::array<std::string_view, 6> kLatNames{"lat", "latitude", "纬度", "y", "Y坐标", "北纬"};
constexpr std::string_view kWktName = "WKT";
// What LIBKML adds to every layer of its own accord.
constexpr std::array<std::string_view, 12> kKmlMachinery{
    "timestamp",  "begin", "end",     "altitudeMode", "tessellate", "extrude",
    "visibility", "icon",  "snippet", "drawOrder",    "gx_media_links", "address"};

struct Column {
  std::string name;
  int index;
  OGRFieldType type;
  bool boolean;
  bool full_width_text;  ///< a .dbf may have cut its last character
  int width;
};

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string iso_text(OGRFeatureH feature, const Column& column) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  OGR_F_GetFieldAsDateTimeEx(feature, column.index, &year, &month, &day, &hour, &minute, &second, &zone);
  char text[64];
  int used = 0;
  if (column.type != OFTTime) used = std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  if (column.type == OFTDate) return text;
  const auto rest = sizeof text - static_cast<std::size_t>(used);
  const bool whole = second == std::floor(second);
  used += std::snprintf(text + used, rest, whole ? "%s%02d:%02d:%02.0f" : "%s%02d:%02d:%06.3f",
                        column.type == OFTTime ? "" : "T", hour, minute, static_cast<double>(second));
  std::string result(text, static_cast<std::size_t>(used));
  if (zone == 100) return result + "Z";
  if (zone > 1) {  // quarters of an hour around 100, ogr_core.h
    const int minutes = std::abs(zone - 100) * 15;
    std::snprintf(text, sizeof text, "%c%02d:%02d", zone < 100 ? '-' : '+', minutes / 60, minutes % 60);
    result += text;
  }
  return result;
}

std::optional<double> number_of(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* text = std::get_if<std::string>(&value)) {
    double result = 0;
    const auto end = std::from_chars(text->data(), text->data() + text->size(), result);
    if (end.ec == std::errc{} && end.ptr == text->data() + text->size()) return result;
  }
  return std::nullopt;
}

bool is_blank(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return std::holds_alternative<std::monostate>(value) || (text && text->empty());
}

}  // namespace

struct FeatureReader::State {
  LayerSource source;
  TextConverter decode;
  std::vector<Column> columns;
  std::optional<std::size_t> wkt, lon, lat;  ///< places in `columns`
  bool has_ids = false;
  std::int64_t rows = 0;
  double osm_progress = 0;
  bool ended = false;

  explicit State(LayerSource opened) : source(std::move(opened)), decode(TextConverter::to_utf8(source.encoding)) {}
  ~State() {
    const ErrorTrap quiet;
    source.dataset.reset();
  }

  bool is_table() const { return source.format == FileFormat::csv || source.format == FileFormat::xlsx; }
  Result<void> learn_columns();
  Result<void> learn_places(const ReadOptions& options);
  Result<Value> value_of(OGRFeatureH feature, const Column& column);
  Result<Value> text_of(OGRFeatureH feature, const Column& column);
  Result<std::optional<Geometry>> geometry_of(OGRFeatureH feature, const Feature& row) const;
  Result<std::optional<Geometry>> point_of(const Feature& row) const;
  Result<Feature> convert(OGRFeatureH feature);
  OgrFeature fetch();
  /// FlatGeobuf ends quietly wherever its bytes do.
  bool lacks_rows() const { return source.format == FileFormat::flatgeobuf && rows <= source.info.count; }
  Error at_row(Error error) const {
    error.message = "第 " + std::to_string(rows) + " 条记录：" + error.message;
    return error;
  }
};

Result<void> FeatureReader::State::learn_columns() {
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(source.layer);
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
    std::string raw = OGR_Fld_GetNameRef(field);
    if (source.format == FileFormat::shapefile && source.encoding == TextEncoding::utf8)
      raw.resize(raw.size() - cut_utf8_tail(raw));
    const auto name = decode.convert(raw);
    if (!name)
      return Error{"file.encoding", "path",
                   "第 " + std::to_string(i + 1) + " 个字段名不是 " + source.info.encoding + " 编码，请指明编码。"};
    const bool machinery = std::find(kKmlMachinery.begin(), kKmlMachinery.end(), *name) != kKmlMachinery.end();
    if (source.format == FileFormat::kml && machinery) continue;
    const bool taken = std::find(source.info.fields.begin(), source.info.fields.end(), *name) != source.info.fields.end();
    const std::string unique = taken ? *name + "_" + std::to_string(i + 1) : *name;
    const auto type = OGR_Fld_GetType(field);
    columns.push_back({.name = unique,
                       .index = i,
                       .type = type,
                       .boolean = OGR_Fld_GetSubType(field) == OFSTBoolean,
                       .full_width_text = source.format == FileFormat::shapefile && type == OFTString,
                       .width = OGR_Fld_GetWidth(field)});
    source.info.fields.push_back(unique);
  }
  return {};
}

Result<void> FeatureReader::State::learn_places(const ReadOptions& options) {
  if (!is_table()) return {};
  auto place = [this](auto matches) -> std::optional<std::size_t> {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return matches(c.name); });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
  };
  auto named = [&](const std::string& wanted, const auto& usual) {
    return place([&](const std::string& name) {
      if (!wanted.empty()) return name == wanted;
      return std::any_of(usual.begin(), usual.end(), [&](std::string_view u) { return same_letters(u, name); });
    });
  };
  lon = named(options.lon_field, kLonNames);
  lat = named(options.lat_field, kLatNames);
  for (const auto& [wanted, found] : {std::pair(options.lon_field, lon), std::pair(options.lat_field, lat)})
    if (!wanted.empty() && !found)
      return Error{"file.field_not_found", wanted, "表中没有字段“" + wanted + "”，请检查表头。"};
  if (options.lon_field.empty() && options.lat_field.empty())
    wkt = place([](const std::string& name) { return same_letters(kWktName, name); });
  if (wkt)
    source.info.fields.erase(source.info.fields.begin() + static_cast<std::ptrdiff_t>(*wkt));
  return {};
}

Result<Value> FeatureReader::State::text_of(OGRFeatureH feature, const Column& column) {
  std::string_view raw = OGR_F_GetFieldAsString(feature, column.index);
  const bool maybe_cut = column.full_width_text && source.encoding == TextEncoding::utf8;
  if (maybe_cut && static_cast<int>(raw.size()) >= column.width) raw.remove_suffix(cut_utf8_tail(raw));
  auto text = decode.convert(raw);
  if (!text)
    return Error{"file.encoding", column.name,
                 "字段“" + column.name + "”的文字不是 " + source.info.encoding + " 编码，请指明编码或重新导出。"};
  return Value{std::move(*text)};
}

Result<Value> FeatureReader::State::value_of(OGRFeatureH feature, const Column& column) {
  if (!OGR_F_IsFieldSetAndNotNull(feature, column.index)) return Value{};
  switch (column.type) {
    case OFTInteger:
    case OFTInteger64: {
      const std::int64_t whole = OGR_F_GetFieldAsInteger64(feature, column.index);
      return column.boolean ? Value{whole != 0} : Value{whole};
    }
    case OFTReal: {
      const double real = OGR_F_GetFieldAsDouble(feature, column.index);
      return std::isfinite(real) ? Value{real} : Value{};
    }
    case OFTDate:
    case OFTTime:
    case OFTDateTime: return Value{iso_text(feature, column)};
    default: return text_of(feature, column);
  }
}

Result<std::optional<Geometry>> FeatureReader::State::point_of(const Feature& row) const {
  const Value& x = row.properties[*lon].second;
  const Value& y = row.properties[*lat].second;
  if (is_blank(x) && is_blank(y)) return std::optional<Geometry>{};
  const auto east = number_of(x), north = number_of(y);
  const bool numbers = east && north && std::isfinite(*east) && std::isfinite(*north);
  if (!numbers)
    return Error{"geometry.malformed", columns[east ? *lat : *lon].name, "经纬度须为数字，请检查该行。"};
  return std::optional<Geometry>(Point{{*east, *north}});
}

Result<std::optional<Geometry>> FeatureReader::State::geometry_of(OGRFeatureH feature, const Feature& row) const {
  const OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
  if (shape) return from_ogr(shape, source.geographic);
  if (wkt) {
    const Value& text = row.properties[*wkt].second;
    if (is_blank(text)) return std::optional<Geometry>{};
    return from_wkt(to_text(text), source.geographic);
  }
  if (lon && lat) return point_of(row);
  return std::optional<Geometry>{};
}

Result<Feature> FeatureReader::State::convert(OGRFeatureH feature) {
  Feature row;
  row.properties.reserve(columns.size());
  for (const Column& column : columns) {
    auto value = value_of(feature, column);
    if (!value) return value.error();
    row.properties.emplace_back(column.name, std::move(*value));
  }
  auto geometry = geometry_of(feature, row);
  if (!geometry) return geometry.error();
  row.geometry = std::move(*geometry);
  if (wkt) row.properties.erase(row.properties.begin() + static_cast<std::ptrdiff_t>(*wkt));
  if (has_ids) row.id = OGR_F_GetFID(feature);
  return row;
}

OgrFeature FeatureReader::State::fetch() {
  if (source.format != FileFormat::osm_pbf) return OgrFeature(OGR_L_GetNextFeature(source.layer));
  OGRLayerH from = nullptr;  // OSM hands out its layers in turn; the others were switched off
  while (OGRFeatureH feature = GDALDatasetGetNextFeature(source.dataset.get(), &from, &osm_progress, nullptr, nullptr)) {
    OgrFeature owned(feature);
    if (from == source.layer) return owned;
  }
  return nullptr;
}

FeatureReader::FeatureReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeatureReader::FeatureReader(FeatureReader&&) noexcept = default;
FeatureReader& FeatureReader::operator=(FeatureReader&&) noexcept = default;
FeatureReader::~FeatureReader() = default;

Result<FeatureReader> FeatureReader::open(const std::string& path, const ReadOptions& options) {
  auto source = open_layer(path, options);
  if (!source) return source.error();
  auto state = std::make_unique<State>(std::move(*source));
  auto columns = state->learn_columns();
  if (!columns) return columns.error();
  auto places = state->learn_places(options);
  if (!places) return places.error();
  state->has_ids = *OGR_L_GetFIDColumn(state->source.layer) != '\0';
  return FeatureReader(std::move(state));
}

const SourceInfo& FeatureReader::info() const { return state_->source.info; }

Result<std::optional<Feature>> FeatureReader::next() {
  State& state = *state_;
  if (state.ended) return std::optional<Feature>{};
  const ErrorTrap trap;
  const OgrFeature feature = state.fetch();
  ++state.rows;
  state.ended = !feature || trap.failed();
  if (trap.failed())
    return state.at_row({"file.broken", "path", "文件已损坏或不完整，请重新导出" + as_told(trap) + "。"});
  if (!feature && state.lacks_rows())
    return state.at_row({"file.broken", "path", "文件在此中断，应有 " + std::to_string(state.source.info.count) +
                                                    " 条记录，请重新导出。"});
  if (!feature) return std::optional<Feature>{};
  auto row = state.convert(feature.get());
  state.ended = !row.ok();
  if (!row) return state.at_row(row.error());
  return std::optional<Feature>(std::move(*row));
}

double FeatureReader::progress() const {
  const State& state = *state_;
  if (state.ended) return 1;
  if (state.source.format == FileFormat::osm_pbf) return std::clamp(state.osm_progress, 0.0, 1.0);
  const auto total = std::max(state.source.info.count, state.source.lines);
  if (total <= 0) return 0;
  return std::min(1.0, static_cast<double>(state.rows) / static_cast<double>(total));
}

}  // namespace diming::geo
