#include "api/http/router.hpp"

#include <algorithm>

#include "geo/base/fault.hpp"

namespace diming::api {
namespace {

struct Piece {
  enum class Kind { text, named, rest } kind = Kind::text;
  std::string prefix, name, suffix;  ///< of text only the prefix
};

[[noreturn]] void malformed(std::string_view pattern) {
  throw geo::Fault("http.route", "malformed pattern " + std::string(pattern));
}

Piece read_piece(std::string_view segment, std::string_view pattern) {
  const auto open = segment.find('{');
  if (open == std::string_view::npos) return {Piece::Kind::text, std::string(segment), {}, {}};
  const auto close = segment.find('}', open);
  if (close == std::string_view::npos || close == open + 1) malformed(pattern);
  Piece piece{Piece::Kind::named, std::string(segment.substr(0, open)),
              std::string(segment.substr(open + 1, close - open - 1)), std::string(segment.substr(close + 1))};
  if (piece.suffix.find('{') != std::string::npos) malformed(pattern);
  if (piece.name.back() != '*') return piece;
  piece.name.pop_back();
  piece.kind = Piece::Kind::rest;
  if (!piece.prefix.empty() || !piece.suffix.empty() || piece.name.empty()) malformed(pattern);
  return piece;
}

std::vector<Piece> read_pattern(std::string_view pattern) {
  std::vector<Piece> pieces;
  std::string_view rest = pattern;
  if (!rest.starts_with('/')) malformed(pattern);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    pieces.push_back(read_piece(rest.substr(0, end), pattern));
    rest.remove_prefix(end);
    if (pieces.back().kind == Piece::Kind::rest && !rest.empty()) malformed(pattern);
  }
  return pieces;
}

}  // namespace

struct Router::Node {
  struct Named {
    std::string prefix, suffix;
    std::unique_ptr<Node> node;
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> texts;
  std::vector<Named> named;  ///< longest surrounding text first
  std::unique_ptr<Node> rest;
  std::map<std::string, Route*, std::less<>> routes;  ///< by method; empty for a node on the way

  Node& child(const Piece& piece) {
    if (piece.kind == Piece::Kind::rest) return *(rest ? rest : rest = std::make_unique<Node>());
    if (piece.kind == Piece::Kind::text) {
      auto& node = texts[piece.prefix];
      return *(node ? node : node = std::make_unique<Node>());
    }
    for (auto& edge : named)
      if (edge.prefix == piece.prefix && edge.suffix == piece.suffix) return *edge.node;
    const auto weight = [](const Named& edge) { return edge.prefix.size() + edge.suffix.size(); };
    Named edge{piece.prefix, piece.suffix, std::make_unique<Node>()};
    Node& node = *edge.node;
    named.insert(std::upper_bound(named.begin(), named.end(), edge,
                                  [&](const Named& a, const Named& b) { return weight(a) > weight(b); }),
                 std::move(edge));
    return node;
  }

  /// The node that ends the path, and in `values` what was matched on the way.
  const Node* find(std::span<const std::string> segments, std::vector<std::string>& values) const {
    if (segments.empty()) return routes.empty() ? nullptr : this;
    const std::string& segment = segments.front();
    const auto further = segments.subspan(1);
    if (const auto text = texts.find(segment); text != texts.end())
      if (const Node* end = text->second->find(further, values)) return end;
    for (const auto& edge : named) {
      const auto around = edge.prefix.size() + edge.suffix.size();
      if (segment.size() <= around || !segment.starts_with(edge.prefix) || !segment.ends_with(edge.suffix)) continue;
      values.push_back(segment.substr(edge.prefix.size(), segment.size() - around));
      if (const Node* end = edge.node->find(further, values)) return end;
      values.pop_back();
    }
    if (!rest) return nullptr;
    std::string joined = segment;
    for (const auto& more : further) (joined += '/') += more;
    values.push_back(std::move(joined));
    return rest.get();
  }
};

Router::Router() : root_(std::make_unique<Node>()), metrics_(std::make_shared<Metrics>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

Route& Router::insert(std::string_view method, std::string_view pattern) {
  auto route = std::make_unique<Route>();
  route->method = method;
  route->pattern = pattern;
  Node* node = root_.get();
  for (const Piece& piece : read_pattern(pattern)) {
    node = &node->child(piece);
    if (piece.kind != Piece::Kind::text) route->names.push_back(piece.name);
  }
  if (!node->routes.emplace(route->method, route.get()).second)
    throw geo::Fault("http.route", "added twice: " + route->method + " " + route->pattern);
  route->series = metrics_->add_route(route->method, route->pattern);
  routes_.push_back(std::move(route));
  return *routes_.back();
}

void Router::add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options) {
  Route& route = insert(method, pattern);
  route.handler = std::move(handler);
  route.options = std::move(options);
}

void Router::add_light(std::string_view method, std::string_view pattern, LightHandler handler, RouteOptions options) {
  options.light = std::move(handler);
  add(method, pattern, Handler(), std::move(options));
}

Router::Match Router::match(std::string_view method, std::span<const std::string> segments) const {
  Match match;
  std::vector<std::string> values;
  const Node* node = root_->find(segments, values);
  if (!node) return match;
  auto route = node->routes.find(method);
  if (route == node->routes.end() && method == "HEAD") route = node->routes.find("GET");
  if (route == node->routes.end()) {
    for (const auto& [name, unused] : node->routes) match.allowed.push_back(name);
    if (node->routes.contains("GET") && !node->routes.contains("HEAD")) match.allowed.push_back("HEAD");
    if (!node->routes.contains("OPTIONS")) match.allowed.push_back("OPTIONS");
    std::sort(match.allowed.begin(), match.allowed.end());
    for (const auto& name : match.allowed) {
      const auto known = node->routes.find(name);
      const bool open = name == "GET" || name == "HEAD" || name == "OPTIONS";
      if (open || known->second->options.cross_origin) match.cross_origin.push_back(name);
    }
    return match;
  }
  match.route = route->second;
  for (std::size_t i = 0; i < values.size(); ++i)
    match.params.emplace_back(match.route->names[i], std::move(values[i]));
  return match;
}

}  // namespace diming::api
