#include "geo/io/format.hpp"

#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <span>

namespace diming::geo {
namespace {

namespace fs = std::filesystem;

struct Ending {
  std::string_view text;
  FileFormat format;
};

// Longer endings first: "osm.pbf" before "pbf".
constexpr std::array<Ending, 18> kEndings{{{"osm.pbf", FileFormat::osm_pbf},
                                           {"pbf", FileFormat::osm_pbf},
                                           {"geojsonseq", FileFormat::geojson_seq},
                                           {"geojsonl", FileFormat::geojson_seq},
                                           {"geojsons", FileFormat::geojson_seq},
                                           {"ndjson", FileFormat::geojson_seq},
                                           {"jsonl", FileFormat::geojson_seq},
                                           {"geojson", FileFormat::geojson},
                                           {"json", FileFormat::geojson},
                                           {"gpkg", FileFormat::gpkg},
                                           {"shp", FileFormat::shapefile},
                                           {"csv", FileFormat::csv},
                                           {"tsv", FileFormat::csv},
                                           {"txt", FileFormat::csv},
                                           {"xlsx", FileFormat::xlsx},
                                           {"kml", FileFormat::kml},
                                           {"fgb", FileFormat::flatgeobuf},
                                           {"flatgeobuf", FileFormat::flatgeobuf}}};

constexpr std::string_view kKnown = "GeoJSON、GeoJSONSeq、GPKG、SHP、CSV、XLSX、KML、FlatGeobuf、OSM PBF";

constexpr std::size_t kHeadBytes = 4096;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

const Ending* ending_of(const std::string& file_name) {
  for (const Ending& ending : kEndings)
    if (file_name.size() > ending.text.size() && file_name.ends_with(ending.text) &&
        file_name[file_name.size() - ending.text.size() - 1] == '.')
      return &ending;
  return nullptr;
}

bool is_utf16(std::string_view head) { return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"); }

std::string_view without_bom_and_space(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (!head.empty() && std::isspace(static_cast<unsigned char>(head.front()))) head.remove_prefix(1);
  return head;
}

bool is_geopackage(std::string_view head) {
  if (!head.starts_with(std::string_view("SQLite format 3\0", 16)) || head.size() < 100) return false;
  const auto id = head.substr(68, 4);  // application_id, OGC 12-128r15 requirement 2
  return id == "GPKG" || id == "GP10" || id == "GP11";
}

bool looks_like(FileFormat format, std::string_view head) {
  const auto text = without_bom_and_space(head);
  switch (format) {
    case FileFormat::geojson: return text.starts_with('{');
    case FileFormat::geojson_seq: return text.starts_with('{') || text.starts_with('\x1E');
    case FileFormat::gpkg: return is_geopackage(head);
    case FileFormat::shapefile: return head.starts_with(std::string_view("\0\0\x27\x0A", 4));
    // Markup under a table's name is never a table; the other kinds of garbage are caught as text.
    case FileFormat::csv: return !text.empty() && text.front() != '<' && head.find('\0') == std::string_view::npos;
    case FileFormat::xlsx: return head.starts_with("PK\x03\x04");
    case FileFormat::kml: return text.starts_with('<') && text.find("<kml") != std::string_view::npos;
    case FileFormat::flatgeobuf: return head.starts_with("fgb\x03" "fgb");
    case FileFormat::osm_pbf: return head.substr(0, 64).find("OSMHeader") != std::string_view::npos;
  }
  return false;
}

}  // namespace

std::string_view format_name(FileFormat format) {
  constexpr std::array<std::string_view, 9> kNames{"geojson", "geojsonseq", "gpkg", "shp",    "csv",
                                                   "xlsx",    "kml",        "fgb",  "osm.pbf"};
  return kNames[static_cast<std::size_t>(format)];
}

Result<FileFormat> parse_format(std::string_view name) {
  if (name.starts_with('.')) name.remove_prefix(1);
  const std::string wanted = lower(name);
  for (const Ending& ending : kEndings)
    if (wanted == ending.text) return ending.format;
  return Error{"file.unknown_format", "format",
               "不认识的文件格式“" + std::string(name) + "”，可用：" + std::string(kKnown) + "。"};
}

Result<FileFormat> detect_format(const std::string& path) {
  const std::string file_name = lower(fs::path(path).filename().string());
  const Ending* ending = ending_of(file_name);
  if (!ending)
    return Error{"file.unknown_format", "path",
                 "不认识文件“" + file_name + "”的扩展名，可读：" + std::string(kKnown) + "。"};
  std::ifstream in(path, std::ios::binary);
  std::string bytes(kHeadBytes, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad() || (!in.is_open())) return Error{"file.unreadable", "path", "无法读取文件，请检查读权限。"};
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.empty()) return Error{"file.broken", "path", "文件是空的，请重新导出。"};
  if (is_utf16(bytes))
    return Error{"file.encoding", "path", "文件是 UTF-16 编码，请另存为 UTF-8 后再导入。"};
  if (looks_like(ending->format, bytes)) return ending->format;
  return Error{"file.unknown_format", "path",
               "文件“" + file_name + "”的内容不是 " + std::string(format_name(ending->format)) +
                   " 格式，请用正确的扩展名或重新导出。"};
}

Result<std::string> local_file(const std::string& path) {
  const std::string head = lower(path.substr(0, 8));
  if (path.empty() || path.find('\0') != std::string::npos || head.starts_with("/vsi") ||
      path.find("://") != std::string::npos)
    return Error{"file.unreadable", "path", "只能读取本机上的普通文件，不接受网址或虚拟路径。"};
  std::error_code failure;
  const fs::path real = fs::canonical(path, failure);
  if (failure) return Error{"file.not_found", "path", "找不到文件“" + path + "”，请检查路径。"};
  if (!fs::is_regular_file(real, failure) || real.string().starts_with("/vsi"))
    return Error{"file.unreadable", "path", "“" + path + "”不是普通文件。"};
  return real.string();
}

}  // namespace diming::geo
