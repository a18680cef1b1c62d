// api/http: request target -> path and query (RFC 9112 section 3.2, RFC 3986).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "geo/base/result.hpp"

namespace diming::api {

/// A target, split and decoded.
struct Target {
  std::string authority;              ///< of an absolute-form target, else ""
  std::string origin;                 ///< path and query as received, begins with '/'; "*" for OPTIONS *
  std::string path;                   ///< decoded
  std::vector<std::string> segments;  ///< of the path, each decoded after splitting, so "%2F" stays inside one
  Pairs query;
};

/// Errors: http.bad_target (raw byte outside visible ASCII, '#', bad percent-encoding, decoded text that is not UTF-8,
/// a control character in the path, a zero byte anywhere, a "." or ".." segment, a scheme other than http and https,
/// user information).
geo::Result<Target> parse_target(std::string_view target);

/// Percent-decodes a form-encoded text ("a=1&b=2"), as in a query or an application/x-www-form-urlencoded body.
/// Errors: http.bad_target.
geo::Result<Pairs> parse_form(std::string_view text);

/// Everything but unreserved characters becomes %XX.
std::string percent_encode(std::string_view text);

/// Strict: no overlong form, no surrogate, nothing above U+10FFFF.
bool valid_utf8(std::string_view text);

}  // namespace diming::api
