#include "geo/io/dbf_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>
#include <vector>

namespace diming::geo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFieldBytes = 32;        // one field descriptor; the header's fixed part has the same length
constexpr unsigned char kEndOfFields = 0x0D;
constexpr unsigned char kLanguageGbk = 0x4D;   // code page 936
constexpr unsigned char kLanguageByte = 29;    // its place in the header

struct TextColumn {
  std::size_t begin;  ///< within a record
  std::size_t width;
};

struct Table {
  std::size_t header_bytes = 0;
  std::size_t record_bytes = 0;
  unsigned char language = 0;
  std::vector<TextColumn> texts;
  std::vector<std::string> names;
};

Error broken(const std::string& why) { return {"file.broken", "path", "属性表 .dbf 已损坏：" + why + "，请重新导出。"}; }

std::optional<fs::path> sibling(const std::string& shp_path, const char* lower, const char* upper) {
  for (const char* ending : {lower, upper}) {
    auto path = fs::path(shp_path).replace_extension(ending);
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) return path;
  }
  return std::nullopt;
}

std::size_t little_endian_16(std::span<const unsigned char> at) { return at[0] + (std::size_t{at[1]} << 8U); }

Result<Table> read_header(std::ifstream& in) {
  std::vector<unsigned char> head(kFieldBytes);
  auto read = [&in](std::vector<unsigned char>& into) {
    in.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
    return static_cast<std::size_t>(in.gcount()) == into.size();
  };
  if (!read(head)) return broken("文件头不完整");
  Table table;
  table.header_bytes = little_endian_16(std::span(head).subspan(8));
  table.record_bytes = little_endian_16(std::span(head).subspan(10));
  table.language = head[kLanguageByte];
  if (table.header_bytes <= kFieldBytes) return broken("文件头长度不对");
  std::vector<unsigned char> fields(table.header_bytes - kFieldBytes);
  if (!read(fields)) return broken("字段表不完整");
  std::size_t begin = 1;  // the deletion mark
  for (std::size_t i = 0; i + kFieldBytes <= fields.size() && fields[i] != kEndOfFields; i += kFieldBytes) {
    const auto* name = reinterpret_cast<const char*>(&fields[i]);
    table.names.emplace_back(name, std::find(name, name + 11, '\0'));
    const std::size_t width = fields[i + 16];
    if (fields[i + 11] == 'C') table.texts.push_back({begin, width});
    begin += width;
  }
  if (begin > table.record_bytes) return broken("字段宽度之和超出记录长度");
  return table;
}

std::string_view trimmed(std::string_view cell) {
  const auto end = cell.find_last_not_of(" \0", std::string_view::npos, 2);
  return end == std::string_view::npos ? std::string_view{} : cell.substr(0, end + 1);
}

bool fits(std::string_view cell, bool full_width, TextConverter& gb, TextEncoding encoding) {
  if (encoding == TextEncoding::utf8)
    return is_utf8(full_width ? cell.substr(0, cell.size() - cut_utf8_tail(cell)) : cell);
  return std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<signed char>(c) >= 0; }) ||
         gb.convert(cell).has_value();
}

std::optional<TextEncoding> declared(const std::string& shp_path, const Table& table) {
  if (const auto cpg = sibling(shp_path, ".cpg", ".CPG")) {
    std::ifstream in(*cpg);
    std::string name;
    std::getline(in, name);
    if (const auto known = parse_encoding(name)) return known;
  }
  if (table.language == kLanguageGbk) return TextEncoding::gbk;
  return std::nullopt;
}

Result<TextEncoding> detect(std::ifstream& in, const Table& table) {
  auto gb = TextConverter::to_utf8(TextEncoding::gb18030);
  bool utf8_good = true, gb_good = true;
  auto judge = [&](std::string_view cell, bool full_width) {
    utf8_good = utf8_good && fits(cell, full_width, gb, TextEncoding::utf8);
    gb_good = gb_good && fits(cell, full_width, gb, TextEncoding::gb18030);
  };
  for (const std::string& name : table.names) judge(name, name.size() >= 10);
  std::string record(table.record_bytes, '\0');
  for (std::int64_t row = 1; in.read(record.data(), static_cast<std::streamsize>(record.size())); ++row) {
    for (const TextColumn& column : table.texts) {
      const auto cell = trimmed(std::string_view(record).substr(column.begin, column.width));
      judge(cell, cell.size() == column.width);
    }
    if (!utf8_good && !gb_good)
      return Error{"file.encoding", "path",
                   "属性表第 " + std::to_string(row) + " 条记录既不是 UTF-8 也不是 GB18030 编码，请指明编码或重新导出。"};
  }
  return utf8_good ? TextEncoding::utf8 : TextEncoding::gb18030;
}

}  // namespace

Result<TextEncoding> dbf_encoding(const std::string& shp_path) {
  const auto path = sibling(shp_path, ".dbf", ".DBF");
  if (!path) return Error{"file.broken", "path", "缺少同名的 .dbf 属性表，请把 .shp、.shx、.dbf 一起上传。"};
  std::ifstream in(*path, std::ios::binary);
  auto table = read_header(in);
  if (!table) return table.error();
  if (const auto said = declared(shp_path, *table)) return *said;
  in.clear();
  in.seekg(static_cast<std::streamoff>(table->header_bytes));
  return detect(in, *table);
}

}  // namespace diming::geo
