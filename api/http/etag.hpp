// api/http: entity tags and conditional requests (RFC 9110 sections 8.8.3 and 13).
#pragma once
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace diming::api {

/// "\"value\"", or "W/\"value\"". `value` has no quote and no control character.
std::string make_etag(std::string_view value, bool weak = false);
/// A strong tag of the bytes: the first 16 bytes of their SM3.
std::string etag_of(std::string_view bytes);

/// Both strong and the same.
bool strong_match(std::string_view a, std::string_view b);
/// The same but for W/.
bool weak_match(std::string_view a, std::string_view b);
/// Whether a list as in If-None-Match or If-Match names the tag; "*" names every tag. A malformed list names none.
bool lists_etag(std::string_view list, std::string_view etag, bool strong);

/// True if the client's copy (If-None-Match) is the one with this tag: answer 304. GET and HEAD only.
bool is_fresh(const Request& request, std::string_view etag);
/// True if If-Match is absent or names the tag; else a change must be refused with http.precondition_failed (412).
bool may_change(const Request& request, std::string_view etag);
/// 304 with the tag. The server makes one by itself of every 200 that carries a tag the client has.
Response not_modified(std::string_view etag);

}  // namespace diming::api
