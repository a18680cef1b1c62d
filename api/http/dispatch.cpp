#include "api/http/dispatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "api/http/compress.hpp"
#include "api/http/etag.hpp"
#include "api/http/problem.hpp"

namespace diming::api {
namespace {

constexpr std::string_view kCorsHeaders = "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id";

bool usable_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

bool reads(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

}  // namespace

Dispatcher::Dispatcher(Settings settings, const Router& router, geo::DeskPool& desks, Log& log)
    : settings_(std::move(settings)), router_(router), desks_(desks), log_(log) {
  std::random_device random;
  id_prefix_ = fmt::format("{:08x}", random());
}

std::string Dispatcher::next_id() const {
  return fmt::format("{}-{:x}", id_prefix_, next_.fetch_add(1));
}

Request Dispatcher::nameless(std::string remote) const {
  Request request;
  request.remote = std::move(remote);
  request.request_id = next_id();
  return request;
}

Exchange Dispatcher::plan(Head& head, std::string remote) const {
  Exchange exchange;
  Request& request = exchange.request;
  request.remote = std::move(remote);
  request.method = std::move(head.method);
  request.target = std::move(head.target.origin);
  request.path = std::move(head.target.path);
  request.query = std::move(head.target.query);
  request.headers = std::move(head.headers);
  request.host = std::move(head.host);
  const auto id = request.header("x-request-id");
  request.request_id = id && usable_id(*id) ? std::string(*id) : next_id();
  exchange.body_limit = settings_.body_limit;

  auto match = router_.match(request.method, head.target.segments);
  exchange.route = match.route;
  request.params = std::move(match.params);
  const auto coding = request.header("content-encoding");
  if (request.path == "*") {
    exchange.early =
        finish(exchange, Response::no_content().set("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));
  } else if (!match.route && request.method == "OPTIONS" && !match.allowed.empty()) {
    exchange.early = preflight(exchange, match);
  } else if (!match.route && !match.allowed.empty()) {
    const geo::Error error{"http.method_not_allowed", "", "此资源只接受 " + join(match.allowed)};
    exchange.early = finish(exchange, problem(error, request).set("Allow", join(match.allowed)));
  } else if (!match.route) {
    exchange.early = refuse(exchange, {"http.not_found", "", "没有这个网址，请检查路径"});
  } else if (head.has_body() && coding && !equal_ignoring_case(*coding, "identity")) {
    exchange.early = refuse(exchange, {"http.unsupported_encoding", "content-encoding", "请求体不能压缩，请直接发送"});
  } else if (match.route->options.body_limit > 0) {
    exchange.body_limit = match.route->options.body_limit;
  }
  return exchange;
}

std::optional<Response> Dispatcher::light(Exchange& exchange) const {
  const Route& route = *exchange.route;
  try {
    std::optional<Response> response;
    if (route.options.light) response = route.options.light(exchange.request);
    if (response) return finish(exchange, std::move(*response));
    if (!route.handler) return refuse(exchange, {"http.not_found", "", "没有这个网址，请检查路径"});
    return std::nullopt;
  } catch (const std::exception& fault) {
    log_.fault(exchange.request.request_id, fault.what());
    return finish(exchange, fault_problem(exchange.request));
  }
}

Response Dispatcher::run(Exchange& exchange) const {
  try {
    auto desk = desks_.lease();
    return finish(exchange, exchange.route->handler(exchange.request, *desk));
  } catch (const std::exception& fault) {
    log_.fault(exchange.request.request_id, fault.what());
    return finish(exchange, fault_problem(exchange.request));
  }
}

Response Dispatcher::refuse(const Exchange& exchange, const geo::Error& error) const {
  return finish(exchange, problem(error, exchange.request));
}

Response Dispatcher::finish(const Exchange& exchange, Response response) const {
  const Request& request = exchange.request;
  const auto etag = response.header("ETag");
  const bool packable = may_compress(response);
  if (response.status == 200 && etag && is_fresh(request, *etag)) {
    response.status = 304;
    response.body = std::string();
    std::erase_if(response.headers, [](const auto& field) {
      return equal_ignoring_case(field.first, "Content-Type") || equal_ignoring_case(field.first, "Content-Encoding");
    });
  } else if (packable) {
    compress(request, response);
  }
  if (packable) add_vary(response, "Accept-Encoding");
  add_cors(exchange, response);
  response.set("X-Request-Id", request.request_id);
  return response;
}

void Dispatcher::add_cors(const Exchange& exchange, Response& response) const {
  const std::string& allowed = settings_.cors_origin;
  if (allowed.empty()) return;
  const Request& request = exchange.request;
  // "*" opens what only reads; a named origin is one of ours and may do all its users may.
  const bool open = reads(request.method) || (exchange.route && exchange.route->options.cross_origin);
  if (allowed == "*") {
    if (!open && request.method != "OPTIONS") return;
  } else {
    add_vary(response, "Origin");
    if (request.header("origin") != allowed) return;
  }
  response.set("Access-Control-Allow-Origin", allowed).set("Access-Control-Expose-Headers", "*");
}

Response Dispatcher::preflight(const Exchange& exchange, const Router::Match& match) const {
  Response response = Response::no_content();
  response.set("Allow", join(match.allowed));
  if (!settings_.cors_origin.empty() && exchange.request.header("access-control-request-method")) {
    const auto& methods = settings_.cors_origin == "*" ? match.cross_origin : match.allowed;
    response.set("Access-Control-Allow-Methods", join(methods))
        .set("Access-Control-Allow-Headers", kCorsHeaders)
        .set("Access-Control-Max-Age", "86400");
  }
  return finish(exchange, std::move(response));
}

}  // namespace diming::api
