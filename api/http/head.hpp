// api/http: the head of a request, read strictly (RFC 9112).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/http/target.hpp"
#include "geo/base/result.hpp"

namespace diming::api {

struct HeadLimits {
  std::size_t target_bytes = 8192;
  std::size_t header_bytes = 16384;  ///< all fields with their line ends, and the empty line
  std::size_t header_count = 100;
};

/// A head that leaves no doubt where the message ends.
struct Head {
  std::string method;
  Target target;
  Pairs headers;  ///< names in lower case
  std::string host;
  int minor = 1;                                ///< of HTTP/1.x
  std::optional<std::uint64_t> content_length;  ///< at most 18 digits; what is longer is refused as too large
  bool chunked = false;
  bool keep_alive = true;
  bool expect_continue = false;
  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

/// Finds the end of a head in bytes that arrive piecemeal, and refuses as soon as a byte or a limit allows it: the
/// limits hold over all pieces together. One message at a time, one thread at a time.
class HeadScanner {
 public:
  explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}
  /// `bytes` is everything since the message began, a little more at each call. Returns the size of the head with its
  /// empty line, or 0 while more is needed. Up to four empty lines before the head are skipped (section 2.2).
  /// Errors: http.bad_request_line, http.bad_target, http.bad_header, http.method_unknown, http.version_unsupported,
  /// http.target_too_long, http.headers_too_large.
  geo::Result<std::size_t> scan(std::string_view bytes);
  void reset();

 private:
  geo::Result<bool> end_line(std::string_view line);
  HeadLimits limits_;
  std::size_t seen_ = 0;
  std::size_t line_ = 0;          ///< where the current line begins
  std::size_t fields_begin_ = 0;  ///< behind the request line, 0 before it
  std::size_t empty_lines_ = 0;
  std::size_t fields_ = 0;
};

/// Reads a head whose end the scanner found. What two readers could frame differently is refused.
/// Errors: those of the scanner and of parse_target; http.bad_host (none, two, malformed, or another than the
/// target's), http.ambiguous_length (two or a list of Content-Length, with Transfer-Encoding, not a number),
/// http.bad_transfer_encoding (anything but "chunked" once, or under HTTP/1.0), http.expectation_failed.
geo::Result<Head> parse_head(std::string_view head);

}  // namespace diming::api
