// Any bytes as a request target: what is taken is clean text that keeps its parts.
#include "api/http/target.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace diming::api;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto target = parse_target(text);
  if (!target || target->path == "*") return 0;
  std::string rebuilt, encoded;
  for (const auto& segment : target->segments) {
    check(segment != "." && segment != ".." && valid_utf8(segment) && segment.find('\0') == std::string::npos);
    rebuilt += "/" + segment;
    encoded += "/" + percent_encode(segment);
  }
  check(target->path == rebuilt && target->path.starts_with('/'));
  for (const auto& [name, value] : target->query) check(valid_utf8(name) && valid_utf8(value));
  const auto again = parse_target(encoded);
  check(again && again->segments == target->segments);
  return 0;
}
