// api/http: what comes in and what goes out, free of any library.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace diming::api {

class EventHub;

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A request that has passed every check of the server: its text is valid UTF-8, percent-decoded once.
struct Request {
  std::string method;  ///< upper case; a HEAD that a GET route answers stays HEAD
  std::string target;  ///< origin form as received: path and query, still encoded
  std::string path;    ///< decoded, begins with '/', has no "." or ".." segment and no control character
  Pairs query;         ///< decoded, in the order received; '+' reads as a space
  Pairs headers;       ///< names in lower case, values without outer blanks (not necessarily UTF-8)
  Pairs params;        ///< what the route's {name} matched, decoded
  std::string body;
  std::string remote;      ///< address of the client, without port
  std::string request_id;  ///< also returned as X-Request-Id
  std::string host;        ///< Host, or the authority of an absolute-form target; empty only under HTTP/1.0

  /// The first query argument of that name.
  std::optional<std::string_view> query_value(std::string_view name) const;
  /// `name` in lower case; several fields of one name: the first.
  std::optional<std::string_view> header(std::string_view name) const;
  /// What the route matched for {name}; "" for a name that the pattern lacks.
  std::string_view param(std::string_view name) const;
};

/// Bytes that live as long as the program.
struct StaticBytes {
  std::string_view bytes;
};
/// Text of its own, text shared with a cache, or bytes built in.
using Body = std::variant<std::string, std::shared_ptr<const std::string>, StaticBytes>;
std::string_view bytes_of(const Body& body);

/// An answer. Content-Length, Date, Connection, Server, X-Request-Id and CORS fields are the server's to write; JSON
/// and text above 1 KB are compressed by it unless Content-Encoding is set.
struct Response {
  int status = 200;
  Pairs headers;
  Body body;
  EventHub* events = nullptr;  ///< set: the answer is the hub's event stream and `body` is not used

  static Response json(Body body, int status = 200);
  static Response text(Body body, int status = 200);
  static Response of(std::string_view content_type, Body body);
  static Response no_content();
  /// 303 for a GET elsewhere, 307 and 308 keep the method.
  static Response redirect(std::string location, int status = 303);
  /// text/event-stream that stays open; the hub must outlive the server.
  static Response stream(EventHub& hub);

  /// Replaces the field of that name (any case) or adds it. Control characters become blanks.
  Response& set(std::string_view name, std::string_view value);
  std::optional<std::string_view> header(std::string_view name) const;
};

bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace diming::api
