// Any bytes as a connection's input: heads and bodies, cut anywhere, must be taken or refused, never mis-framed.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "api/http/body_reader.hpp"
#include "api/http/head.hpp"

using namespace diming::api;

namespace {

constexpr std::size_t kLimit = 4096;

/// Reads one message off the front of `input`; false once the connection would be closed.
bool one_message(std::string_view& input, std::size_t piece) {
  HeadScanner scanner({.target_bytes = 256, .header_bytes = 1024, .header_count = 16});
  std::size_t size = 0;
  for (std::size_t seen = 0; size == 0;) {
    if (seen == input.size()) return false;
    seen = std::min(input.size(), seen + piece);
    const auto scanned = scanner.scan(input.substr(0, seen));
    if (!scanned) return false;
    size = *scanned;
    if (size > seen) std::abort();
  }
  const auto head = parse_head(input.substr(0, size));
  input.remove_prefix(size);
  if (!head) return false;
  if (head->chunked && head->content_length) std::abort();
  if (head->minor == 1 && head->host.empty()) std::abort();
  if (!valid_utf8(head->target.path)) std::abort();
  if (!head->has_body()) return true;
  BodyReader body(*head, kLimit);
  for (std::size_t offered = 0; !body.done();) {
    if (offered >= input.size()) return false;
    offered = std::min(input.size(), offered + piece);
    const auto taken = body.feed(input.substr(0, offered));
    if (!taken) return false;
    if (*taken > offered) std::abort();
    input.remove_prefix(*taken);
    offered -= *taken;
  }
  return body.take().size() <= kLimit || (std::abort(), false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = data[0] + std::size_t{1};
  std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);
  while (one_message(input, piece)) continue;
  return 0;
}
