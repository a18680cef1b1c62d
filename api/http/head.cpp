#include "api/http/head.hpp"

#include <algorithm>
#include <array>

namespace diming::api {
namespace {

constexpr std::size_t kMaxMethod = 32;        // the longest registered method has 17 letters
constexpr std::size_t kMaxLengthDigits = 18;  // fits 64 bits whatever the digits
constexpr std::size_t kMaxEmptyLines = 4;
constexpr std::array<std::string_view, 7> kMethods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

geo::Error bad_line() {
  return {"http.bad_request_line", "", "请求行不符合 HTTP/1.1，应为“方法 目标 HTTP/1.1”"};
}
geo::Error bad_header(std::string field) {
  return {"http.bad_header", std::move(field), "请求头不符合 HTTP/1.1，请检查名称、冒号和换行"};
}

bool token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), token_char);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct RequestLine {
  std::string_view method, target;
  int minor = 1;
};

geo::Result<RequestLine> split_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad_line();
  RequestLine parts{line.substr(0, first), line.substr(first + 1, last - first - 1), 1};
  const auto version = line.substr(last + 1);
  const bool shaped = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                      version[6] == '.' && is_digit(version[7]);
  if (!is_token(parts.method) || parts.target.empty() || parts.target.find_first_of(" \t") != std::string_view::npos ||
      !shaped)
    return bad_line();
  if (version[5] != '1') return geo::Error{"http.version_unsupported", "", "本服务只支持 HTTP/1.1 和 HTTP/1.0"};
  parts.minor = version[7] == '0' ? 0 : 1;
  return parts;
}

/// uri-host [":" port] of RFC 9110 section 7.2; an address in brackets may hold only what an IPv6 address has.
bool valid_host(std::string_view host) {
  std::string_view port;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos || close < 3) return false;
    const auto address = host.substr(1, close - 1);
    if (address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
    port = host.substr(close + 1);
    if (!port.empty() && port.front() != ':') return false;
    if (!port.empty()) port.remove_prefix(1);
  } else {
    const auto colon = host.find(':');
    const auto name = host.substr(0, colon);
    const auto letter = [](char c) {
      return token_char(c) && std::string_view("!#$&'*+^`|").find(c) == std::string_view::npos;
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), letter)) return false;
    if (colon != std::string_view::npos) port = host.substr(colon + 1);
  }
  return port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit);
}

struct Field {
  const std::string* value = nullptr;
  int count = 0;
};

Field find_field(const Pairs& headers, std::string_view name) {
  Field field;
  for (const auto& [key, value] : headers) {
    if (key != name) continue;
    if (field.count++ == 0) field.value = &value;
  }
  return field;
}

geo::Result<void> read_host(Head& head) {
  const Field host = find_field(head.headers, "host");
  const geo::Error refused{"http.bad_host", "host", "请求必须恰有一个正确的 Host 请求头"};
  if (host.count > 1 || (host.count == 0 && head.minor == 1)) return refused;
  if (host.count == 1) {
    if (!valid_host(*host.value)) return refused;
    head.host = *host.value;
  }
  const std::string& authority = head.target.authority;
  if (authority.empty()) return {};
  if (!valid_host(authority)) return refused;
  if (host.count == 1 && !equal_ignoring_case(authority, head.host)) return refused;
  head.host = authority;
  return {};
}

geo::Result<void> read_framing(Head& head) {
  const Field encoding = find_field(head.headers, "transfer-encoding");
  const Field length = find_field(head.headers, "content-length");
  if (encoding.count > 0) {
    if (encoding.count > 1 || head.minor == 0 || !equal_ignoring_case(*encoding.value, "chunked"))
      return geo::Error{"http.bad_transfer_encoding", "transfer-encoding", "Transfer-Encoding 只接受 chunked"};
    head.chunked = true;
  }
  if (length.count == 0) return {};
  const std::string& digits = *length.value;
  if (length.count > 1 || head.chunked || digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit))
    return geo::Error{"http.ambiguous_length", "content-length", "请求体长度不明确，请只给出一个数字 Content-Length"};
  if (digits.size() > kMaxLengthDigits)
    return geo::Error{"http.body_too_large", "content-length", "请求体过大，请分批提交"};
  head.content_length = std::stoull(digits);
  return {};
}

void read_connection(Head& head) {
  bool close = false, keep = false;
  for (const auto& [key, value] : head.headers) {
    if (key != "connection") continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      const auto option = trim(rest.substr(0, comma));
      close |= equal_ignoring_case(option, "close");
      keep |= equal_ignoring_case(option, "keep-alive");
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  head.keep_alive = !close && (head.minor == 1 || keep);
}

geo::Result<void> read_expect(Head& head) {
  const Field expect = find_field(head.headers, "expect");
  if (expect.count == 0 || head.minor == 0) return {};  // HTTP/1.0 has no Expect: ignored (RFC 9110 section 10.1.1)
  if (expect.count > 1 || !equal_ignoring_case(*expect.value, "100-continue"))
    return geo::Error{"http.expectation_failed", "expect", "Expect 只支持 100-continue"};
  head.expect_continue = head.has_body();
  return {};
}

}  // namespace

void HeadScanner::reset() {
  *this = HeadScanner(limits_);
}

geo::Result<bool> HeadScanner::end_line(std::string_view line) {
  if (fields_begin_ == 0) {
    if (line.empty()) {
      if (++empty_lines_ > kMaxEmptyLines) return bad_line();
      return false;
    }
    const auto parts = split_request_line(line);
    if (!parts) return parts.error();
    if (parts->method.size() > kMaxMethod ||
        std::find(kMethods.begin(), kMethods.end(), parts->method) == kMethods.end())
      return geo::Error{"http.method_unknown", "", "不认识的请求方法"};
    if (parts->target.size() > limits_.target_bytes)
      return geo::Error{"http.target_too_long", "", "网址过长，请改用 POST 或缩短参数"};
    fields_begin_ = line_ + line.size() + 2;
    return false;
  }
  if (line.empty()) return true;
  if (++fields_ > limits_.header_count)
    return geo::Error{"http.headers_too_large", "", "请求头过多或过长，请减少后重试"};
  if (line.front() == ' ' || line.front() == '\t') return bad_header("");  // obs-fold
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_header("");
  return false;
}

geo::Result<std::size_t> HeadScanner::scan(std::string_view bytes) {
  for (; seen_ < bytes.size(); ++seen_) {
    const char c = bytes[seen_];
    const bool after_cr = seen_ > line_ && bytes[seen_ - 1] == '\r';
    const bool in_fields = fields_begin_ != 0;
    // The final LF counts too: exactly header_bytes pass, one more does not.
    if (in_fields && seen_ - fields_begin_ >= limits_.header_bytes)
      return geo::Error{"http.headers_too_large", "", "请求头过多或过长，请减少后重试"};
    if (!in_fields && seen_ - line_ > kMaxMethod + limits_.target_bytes + 12)
      return geo::Error{"http.target_too_long", "", "网址过长，请改用 POST 或缩短参数"};
    if ((c == '\n') != after_cr) return in_fields ? bad_header("") : bad_line();
    if (c == '\n') {
      const auto done = end_line(bytes.substr(line_, seen_ - 1 - line_));
      if (!done) return done.error();
      line_ = seen_ + 1;
      if (*done) return ++seen_;
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\t') || c == 0x7f) {
      return in_fields ? bad_header("") : bad_line();
    }
  }
  return std::size_t{0};
}

geo::Result<Head> parse_head(std::string_view text) {
  while (text.starts_with("\r\n")) text.remove_prefix(2);
  const auto next_line = [&text] {
    const auto end = std::min(text.find("\r\n"), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    return line;
  };
  const auto parts = split_request_line(next_line());
  if (!parts) return parts.error();
  Head head;
  head.method = parts->method;
  head.minor = parts->minor;
  auto target = parse_target(parts->target);
  if (!target) return target.error();
  head.target = std::move(*target);
  if (head.target.path == "*" && head.method != "OPTIONS")
    return geo::Error{"http.bad_target", "", "目标 * 只能用于 OPTIONS"};
  for (auto line = next_line(); !line.empty(); line = next_line()) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad_header("");
    head.headers.emplace_back(lower(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  if (auto read = read_host(head); !read) return read.error();
  if (auto read = read_framing(head); !read) return read.error();
  if (auto read = read_expect(head); !read) return read.error();
  read_connection(head);
  return head;
}

}  // namespace diming::api
