#include "geo/io/text_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <cctype>
#include <fstream>

#include "geo/base/fault.hpp"
#include "geo/base/handle.hpp"

namespace diming::geo {
namespace {

constexpr std::size_t kChunkBytes = 1 << 18;
constexpr std::size_t kMessageBytes = 300;

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

/// Length of the well-formed sequence at `i` (RFC 3629 section 4), 0 if there is none, -1 if the text ends inside it.
int utf8_length(std::string_view bytes, std::size_t i) {
  const unsigned lead = byte_at(bytes, i);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (int k = 1; k < length; ++k) {
    if (i + static_cast<std::size_t>(k) >= bytes.size()) return -1;
    const unsigned next = byte_at(bytes, i + static_cast<std::size_t>(k));
    unsigned low = 0x80, high = 0xBF;
    if (k == 1) {
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    }
    if (next < low || next > high) return 0;
  }
  return length;
}

/// Same for GB 18030-2005: one, two or four bytes. Whether a code is assigned is left to the conversion.
int gb18030_length(std::string_view bytes, std::size_t i) {
  const unsigned lead = byte_at(bytes, i);
  if (lead < 0x80) return 1;
  if (lead == 0x80 || lead == 0xFF) return 0;
  if (i + 1 >= bytes.size()) return -1;
  const unsigned second = byte_at(bytes, i + 1);
  if (second >= 0x40 && second <= 0xFE && second != 0x7F) return 2;
  if (second < 0x30 || second > 0x39) return 0;
  if (i + 3 >= bytes.size()) return -1;
  const unsigned third = byte_at(bytes, i + 2), fourth = byte_at(bytes, i + 3);
  return third >= 0x81 && third <= 0xFE && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

/// Walks well-formed sequences; where it stopped is the end, a cut sequence or the first bad byte.
template <class Length>
struct Walk {
  std::size_t at = 0;
  bool bad = false;
  Walk(std::string_view bytes, Length length_at) {
    while (at < bytes.size()) {
      const int length = length_at(bytes, at);
      bad = length == 0;
      if (length <= 0) return;
      at += static_cast<std::size_t>(length);
    }
  }
};

/// Follows one encoding through a file that comes in chunks.
class Follower {
 public:
  explicit Follower(int (*length_at)(std::string_view, std::size_t)) : length_at_(length_at) {}
  void feed(std::string_view chunk) {
    if (bad_) return;
    carry_.append(chunk);
    const Walk walk(carry_, length_at_);
    bad_ = walk.bad;
    lines_ += std::count(carry_.begin(), carry_.begin() + static_cast<std::ptrdiff_t>(walk.at), '\n');
    carry_.erase(0, walk.at);
  }
  bool good() const { return !bad_ && carry_.empty(); }
  std::int64_t lines() const { return lines_; }

 private:
  int (*length_at_)(std::string_view, std::size_t);
  std::string carry_;
  std::int64_t lines_ = 0;
  bool bad_ = false;
};

const char* iconv_name(TextEncoding encoding) {
  return encoding == TextEncoding::utf8 ? "UTF-8" : encoding == TextEncoding::gbk ? "GBK" : "GB18030";
}

}  // namespace

std::string_view encoding_name(TextEncoding encoding) { return iconv_name(encoding); }

std::optional<TextEncoding> parse_encoding(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)))
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (plain == "utf8" || plain == "65001") return TextEncoding::utf8;
  if (plain == "gb18030" || plain == "54936") return TextEncoding::gb18030;
  if (plain == "gbk" || plain == "gb2312" || plain == "cp936" || plain == "936" || plain == "ansi936")
    return TextEncoding::gbk;
  return std::nullopt;
}

bool is_utf8(std::string_view bytes) { return Walk(bytes, utf8_length).at == bytes.size(); }

std::size_t cut_utf8_tail(std::string_view bytes) {
  const Walk walk(bytes, utf8_length);
  return walk.bad ? 0 : bytes.size() - walk.at;
}

std::string printable_utf8(std::string_view bytes) {
  std::string result;
  for (std::size_t i = 0; i < bytes.size() && result.size() < kMessageBytes;) {
    const int length = utf8_length(bytes, i);
    const auto step = static_cast<std::size_t>(std::max(length, 1));
    const bool shown = length > 1 || (length == 1 && byte_at(bytes, i) >= 0x20);
    result += shown ? std::string(bytes.substr(i, step)) : "?";
    i += step;
  }
  return result;
}

std::string_view utf8_prefix(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (byte_at(text, limit) & 0xC0U) == 0x80U) --limit;
  return text.substr(0, limit);
}

struct TextConverter::State {
  bool check_only = false;
  Handle<void, &iconv_close> handle;
};

TextConverter::TextConverter(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextConverter::TextConverter(TextConverter&&) noexcept = default;
TextConverter& TextConverter::operator=(TextConverter&&) noexcept = default;
TextConverter::~TextConverter() = default;

TextConverter TextConverter::to_utf8(TextEncoding from) {
  auto state = std::make_unique<State>();
  state->check_only = from == TextEncoding::utf8;
  // GBK text in the wild carries the few characters only GB18030 has; as a reader its superset loses nothing.
  if (from == TextEncoding::gbk) from = TextEncoding::gb18030;
  const iconv_t opened = iconv_open("UTF-8", iconv_name(from));
  if (opened == reinterpret_cast<iconv_t>(-1)) throw Fault("io.iconv_open", iconv_name(from));
  state->handle.reset(opened);
  return TextConverter(std::move(state));
}

TextConverter TextConverter::from_utf8(TextEncoding to) {
  auto state = std::make_unique<State>();
  state->check_only = to == TextEncoding::utf8;
  const iconv_t opened = iconv_open(iconv_name(to), "UTF-8");
  if (opened == reinterpret_cast<iconv_t>(-1)) throw Fault("io.iconv_open", iconv_name(to));
  state->handle.reset(opened);
  return TextConverter(std::move(state));
}

std::optional<std::string> TextConverter::convert(std::string_view text) {
  if (state_->check_only) return is_utf8(text) ? std::optional<std::string>(text) : std::nullopt;
  std::string result(text.size() * 4 + 4, '\0');  // no character is longer in either direction
  std::string source(text);
  char* in = source.data();
  char* out = result.data();
  std::size_t in_left = source.size(), out_left = result.size();
  iconv(state_->handle.get(), nullptr, nullptr, nullptr, nullptr);
  const std::size_t done = iconv(state_->handle.get(), &in, &in_left, &out, &out_left);
  if (done != 0) return std::nullopt;  // an error, or a character replaced by a similar one
  result.resize(result.size() - out_left);
  return result;
}

Result<TextScan> scan_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in.is_open()) return Error{"file.unreadable", "path", "无法读取文件，请检查读权限。"};
  Follower utf8(utf8_length), gb(gb18030_length);
  std::string chunk(kChunkBytes, '\0');
  char last = '\n';
  while (in) {
    in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    const std::string_view got(chunk.data(), static_cast<std::size_t>(in.gcount()));
    if (got.empty()) break;
    last = got.back();
    utf8.feed(got);
    gb.feed(got);
  }
  if (in.bad()) return Error{"file.unreadable", "path", "读取文件时出错。"};
  const int open_line = last == '\n' ? 0 : 1;
  if (utf8.good()) return TextScan{TextEncoding::utf8, utf8.lines() + open_line};
  if (gb.good()) return TextScan{TextEncoding::gb18030, gb.lines() + open_line};
  const auto line = std::to_string(std::max(utf8.lines(), gb.lines()) + 1);
  return Error{"file.encoding", "path",
               "文件既不是 UTF-8 也不是 GB18030 编码（第 " + line + " 行），请另存为 UTF-8 后再导入。"};
}

}  // namespace diming::geo
