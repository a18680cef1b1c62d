#include "geo/crs/crs.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace diming::geo {
namespace {

using Kind = Crs::Kind;

struct Range {
  int from, to;
};

// EPSG dataset 10.076 (proj.db of PROJ 9.1.1): Beijing 1954, Xian 1980, New Beijing, geographic and projected.
constexpr Range kNeedParameters[] = {{2327, 2390},   {2401, 2442},   {4214, 4214},  {4555, 4555}, {4568, 4589},
                                     {4610, 4610},   {4652, 4656},   {4766, 4800},  {4812, 4812}, {4822, 4822},
                                     {21413, 21423}, {21453, 21463}, {21473, 21483}};
constexpr Range kCgcs2000Grids{4491, 4554};
constexpr Range kUtmNorth{32643, 32653};

constexpr std::string_view kEpsgForms[] = {"http://www.opengis.net/def/crs/epsg/0/",
                                           "https://www.opengis.net/def/crs/epsg/0/",
                                           "urn:ogc:def:crs:epsg::",
                                           "epsg/0/",
                                           "epsg::",
                                           "epsg:"};

struct Name {
  std::string_view text;
  Crs crs;
};
constexpr Name kNames[] = {
    {"cgcs2000", {Kind::cgcs2000, 4490}},
    {"wgs84", {Kind::wgs84, 4326}},
    {"crs84", {Kind::wgs84, 4326}},
    {"ogc:crs84", {Kind::wgs84, 4326}},
    {"http://www.opengis.net/def/crs/ogc/1.3/crs84", {Kind::wgs84, 4326}},
    {"https://www.opengis.net/def/crs/ogc/1.3/crs84", {Kind::wgs84, 4326}},
    {"urn:ogc:def:crs:ogc:1.3:crs84", {Kind::wgs84, 4326}},
    {"gcj02", {Kind::gcj02, 0}},
    {"bd09", {Kind::bd09, 0}},
    {"bd09ll", {Kind::bd09, 0}},
    {"webmercator", {Kind::mercator, 3857}},
};
constexpr std::string_view kOldNames[] = {"beijing54", "beijing1954", "bj54", "北京54", "xian80", "xian1980", "西安80"};

bool within(int code, Range range) {
  return code >= range.from && code <= range.to;
}

std::string lowered(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::optional<int> epsg_code(std::string_view text) {
  for (const std::string_view form : kEpsgForms)
    if (text.starts_with(form)) {
      text.remove_prefix(form.size());
      break;
    }
  int code = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), code);
  if (failed != std::errc{} || end != text.data() + text.size() || code <= 0) return std::nullopt;
  return code;
}

Error unknown(std::string_view text) {
  std::string shown(text.substr(0, 80));
  while (shown.size() == 80 && !shown.empty() && (static_cast<unsigned char>(shown.back()) & 0x80) != 0)
    shown.pop_back();
  return {"crs.unknown", "crs",
          "不认识坐标系“" + shown + "”，请用 cgcs2000、wgs84、gcj02、bd09 或 EPSG 编号（如 EPSG:4549）。"};
}

Error needs_parameters(std::string_view text) {
  return {"crs.needs_parameters", "crs",
          "“" + std::string(text) + "”属北京54或西安80坐标系，没有公开的转换参数，请先转换为 2000 国家大地坐标系。"};
}

Result<Crs> from_code(int code, std::string_view text) {
  switch (code) {
    case 4490:
      return Crs{Kind::cgcs2000, code};
    case 4326:
      return Crs{Kind::wgs84, code};
    case 3857:
      return Crs{Kind::mercator, code};
    default:
      break;
  }
  if (within(code, kCgcs2000Grids)) return Crs{Kind::cgcs2000_grid, code};
  if (within(code, kUtmNorth)) return Crs{Kind::wgs84_utm, code};
  for (const Range old : kNeedParameters)
    if (within(code, old)) return needs_parameters("EPSG:" + std::to_string(code));
  return unknown(text);
}

}  // namespace

Result<Crs> parse_crs(std::string_view text) {
  const std::string lower = lowered(text);
  for (const Name& name : kNames)
    if (lower == name.text) return name.crs;
  if (const auto code = epsg_code(lower)) return from_code(*code, text);
  std::string plain = lower;
  std::erase_if(plain, [](char c) { return c == '-' || c == '_' || c == ' '; });
  for (const Name& name : kNames)
    if (plain == name.text) return name.crs;
  for (const std::string_view old : kOldNames)
    if (plain == old) return needs_parameters(text);
  return unknown(text);
}

std::string to_text(Crs crs) {
  if (crs.kind == Kind::gcj02) return "GCJ-02";
  if (crs.kind == Kind::bd09) return "BD-09";
  return "EPSG:" + std::to_string(crs.epsg);
}

std::string uri_of(Crs crs) {
  return crs.epsg == 0 ? std::string() : "http://www.opengis.net/def/crs/EPSG/0/" + std::to_string(crs.epsg);
}

}  // namespace diming::geo
