#include "geo/io/short_names.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace diming::geo {
namespace {

constexpr std::size_t kNameBytes = 10;

/// The longest beginning of `name` that takes at most `limit` bytes in the target.
std::string fitted(const std::string& name, std::size_t limit, TextConverter& encode) {
  std::string_view part = name;
  for (;;) {
    const auto bytes = encode.convert(part);
    if (bytes && bytes->size() <= limit) return std::string(part);
    part = utf8_prefix(part, part.size() - 1);
  }
}

std::string folded(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

Result<std::vector<std::string>> short_names(const std::vector<std::string>& names, TextEncoding encoding) {
  auto encode = TextConverter::from_utf8(encoding);
  std::set<std::string> taken;
  std::vector<std::string> result;
  for (const std::string& name : names) {
    if (!encode.convert(name))
      return Error{"file.encoding", name, "字段名“" + name + "”无法用 " + std::string(encoding_name(encoding)) + " 表示。"};
    std::string short_name = fitted(name, kNameBytes, encode);
    for (int n = 1; !taken.insert(folded(short_name)).second; ++n) {
      const std::string tail = "_" + std::to_string(n);
      short_name = fitted(name, kNameBytes - tail.size(), encode) + tail;
    }
    result.push_back(std::move(short_name));
  }
  return result;
}

}  // namespace diming::geo
