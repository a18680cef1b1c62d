// api/http: content coding by agreement (RFC 9110 section 12.5.3); the cage of libdeflate.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace diming::api {

/// Below this many bytes a packed answer is hardly smaller than its added fields.
inline constexpr std::size_t kMinCompressed = 1024;

/// Whether an Accept-Encoding value lets the answer come in `coding` ("gzip", "br"): a weight of 0 refuses, "*" stands
/// for what is not named.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

/// gzip (RFC 1952). None if the bytes do not shrink.
std::optional<std::string> gzip(std::string_view bytes);

/// Whether the answer would be packed for a client that accepts it: JSON, text, XML or JavaScript of kMinCompressed
/// bytes or more without a Content-Encoding of its own.
bool may_compress(const Response& response);
/// Packs an answer that may be if the request accepts gzip. A strong ETag becomes weak, since the bytes are others.
void compress(const Request& request, Response& response);

/// Adds a name to Vary, once.
void add_vary(Response& response, std::string_view name);

}  // namespace diming::api
