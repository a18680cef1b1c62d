// api/http: answers as bytes.
#pragma once
#include <ctime>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace diming::api {

std::string_view reason_phrase(int status);
/// IMF-fixdate (RFC 9110 section 5.6.7).
std::string http_date(std::time_t time);

struct WireOptions {
  std::string_view date;
  std::string_view server;
  bool keep_alive = true;
  int minor = 1;  ///< of the request's HTTP/1.x
};

/// Status line and fields with the empty line. The length is left out of 1xx, 204, 304 and event streams.
std::string response_head(const Response& response, const WireOptions& options);
/// Whether the body follows the head.
bool sends_body(const Response& response, std::string_view method);

}  // namespace diming::api
