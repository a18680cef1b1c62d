#include "api/http/target.hpp"

#include <algorithm>

namespace diming::api {
namespace {

geo::Error bad(std::string message) {
  return {"http.bad_target", "", std::move(message)};
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

geo::Result<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
      if (low < 0) return bad("网址中的百分号编码不完整，请按 %XX 编码后重试");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  if (out.find('\0') != std::string::npos) return bad("网址中含有零字节，请去掉后重试");
  if (!valid_utf8(out)) return bad("网址解码后不是 UTF-8 文字，请用 UTF-8 编码后重试");
  return out;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

geo::Result<void> split_path(std::string_view raw, Target& target) {
  target.path.reserve(raw.size());
  while (!raw.empty()) {
    raw.remove_prefix(1);  // the '/' before each segment
    const auto end = std::min(raw.find('/'), raw.size());
    auto segment = decode(raw.substr(0, end), false);
    if (!segment) return segment.error();
    if (*segment == "." || *segment == "..") return bad("网址路径中不能有 . 或 .. 段，请写完整路径");
    if (has_control(*segment)) return bad("网址路径中含有控制字符，请去掉后重试");
    target.path += '/';
    target.path += *segment;
    target.segments.push_back(std::move(*segment));
    raw.remove_prefix(end);
  }
  return {};
}

/// Takes "http://authority" off an absolute-form target.
geo::Result<std::string_view> strip_authority(std::string_view target, std::string& authority) {
  const auto scheme = target.find("://");
  const auto name = target.substr(0, scheme);
  if (scheme == std::string_view::npos || !(equal_ignoring_case(name, "http") || equal_ignoring_case(name, "https")))
    return bad("请求目标应以 / 开头，或为完整的 http 网址");
  std::string_view rest = target.substr(scheme + 3);
  const auto end = std::min(rest.find_first_of("/?"), rest.size());
  authority = rest.substr(0, end);
  if (authority.empty() || authority.find('@') != std::string::npos) return bad("网址中的主机部分不正确");
  return rest.substr(end);
}

}  // namespace

geo::Result<Target> parse_target(std::string_view text) {
  const bool visible = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
  if (text.empty() || !visible) return bad("网址中含有未编码的字符，请先做百分号编码");
  Target target;
  if (text == "*") {
    target.origin = target.path = "*";
    return target;
  }
  if (text.front() != '/') {
    auto rest = strip_authority(text, target.authority);
    if (!rest) return rest.error();
    text = *rest;
    if (text.empty() || text.front() == '?') target.origin = "/";
  }
  target.origin += text;
  const std::string_view origin = target.origin;
  const auto mark = std::min(origin.find('?'), origin.size());
  if (auto split = split_path(origin.substr(0, mark), target); !split) return split.error();
  if (mark < origin.size()) {
    auto query = parse_form(origin.substr(mark + 1));
    if (!query) return query.error();
    target.query = std::move(*query);
  }
  return target;
}

geo::Result<Pairs> parse_form(std::string_view text) {
  Pairs pairs;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (piece.empty()) continue;
    const auto equals = std::min(piece.find('='), piece.size());
    auto name = decode(piece.substr(0, equals), true);
    if (!name) return name.error();
    auto value = decode(piece.substr(std::min(equals + 1, piece.size())), true);
    if (!value) return value.error();
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

std::string percent_encode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

bool valid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || i + more >= text.size()) return false;
    // The second byte's range shuts out overlong forms, surrogates and values above U+10FFFF (Unicode table 3-7).
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(i + 1) < low || byte(i + 1) > high) return false;
    for (std::size_t k = 2; k <= more; ++k)
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    i += more + 1;
  }
  return true;
}

}  // namespace diming::api
