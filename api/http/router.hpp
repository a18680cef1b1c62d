// api/http: method and path -> handler.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/metrics.hpp"
#include "geo/store/connection.hpp"

namespace diming::api {

/// Plain blocking code on a worker thread; the connection is leased for the call. Called by many threads at once.
using Handler = std::function<Response(const Request&, geo::Connection&)>;
/// Answers on the I/O thread from memory (cached tiles, static files), or declines: it never blocks and runs no SQL.
using LightHandler = std::function<std::optional<Response>(const Request&)>;

struct RouteOptions {
  std::size_t body_limit = 0;  ///< bytes; 0 takes the server's default
  LightHandler light{};        ///< asked first, on the I/O thread
  bool cross_origin = false;   ///< a POST that only reads: other sites' pages may call it as they may every GET
};

struct Route {
  std::string method;
  std::string pattern;
  Handler handler;  ///< may be empty if `options.light` answers all
  RouteOptions options;
  std::vector<std::string> names;  ///< of its {parameters}, in order
  std::size_t series = 0;          ///< its row in the metrics
};

/// A pattern's segment is text, "{name}", text around one "{name}" ("{y}.mvt"), or, at the end, "{name*}" which
/// takes the rest of the path. Text wins over text with a name, that over "{name}", that over "{name*}".
/// Filled before the server starts; const is safe for many threads.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// `method` in upper case; GET answers HEAD too. A malformed pattern, or a method and pattern added twice, is a
  /// mistake of the caller: Fault.
  void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});
  /// A route that never needs a worker; what it declines is not found.
  void add_light(std::string_view method, std::string_view pattern, LightHandler handler, RouteOptions options = {});

  struct Match {
    const Route* route = nullptr;  ///< null: no such path, or no such method there
    Pairs params;
    std::vector<std::string> allowed;       ///< sorted methods of the path, with HEAD and OPTIONS; empty: no such path
    std::vector<std::string> cross_origin;  ///< of these, what other sites' pages may use
  };
  Match match(std::string_view method, std::span<const std::string> segments) const;
  /// All routes in the order added.
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }
  const std::shared_ptr<Metrics>& metrics() const { return metrics_; }

 private:
  struct Node;
  Route& insert(std::string_view method, std::string_view pattern);
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
  std::shared_ptr<Metrics> metrics_;
};

}  // namespace diming::api
