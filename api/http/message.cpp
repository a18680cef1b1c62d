#include "api/http/message.hpp"

#include <algorithm>

namespace diming::api {
namespace {

std::optional<std::string_view> first(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return std::nullopt;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  return first(query, name);
}
std::optional<std::string_view> Request::header(std::string_view name) const {
  return first(headers, name);
}
std::string_view Request::param(std::string_view name) const {
  return first(params, name).value_or("");
}

std::string_view bytes_of(const Body& body) {
  if (const auto* own = std::get_if<std::string>(&body)) return *own;
  if (const auto* built_in = std::get_if<StaticBytes>(&body)) return built_in->bytes;
  const auto& shared = std::get<std::shared_ptr<const std::string>>(body);
  return shared ? std::string_view(*shared) : std::string_view();
}

Response Response::of(std::string_view content_type, Body body) {
  Response response;
  response.body = std::move(body);
  response.set("Content-Type", content_type);
  return response;
}

Response Response::json(Body body, int status) {
  Response response = of("application/json", std::move(body));
  response.status = status;
  return response;
}

Response Response::text(Body body, int status) {
  Response response = of("text/plain; charset=utf-8", std::move(body));
  response.status = status;
  return response;
}

Response Response::no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response Response::redirect(std::string location, int status) {
  Response response;
  response.status = status;
  response.set("Location", location);
  return response;
}

Response Response::stream(EventHub& hub) {
  Response response = of("text/event-stream; charset=utf-8", std::string());
  response.set("Cache-Control", "no-store").set("X-Accel-Buffering", "no");
  response.events = &hub;
  return response;
}

Response& Response::set(std::string_view name, std::string_view value) {
  std::string clean(value);
  for (char& c : clean)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  for (auto& [key, old] : headers) {
    if (!equal_ignoring_case(key, name)) continue;
    old = std::move(clean);
    return *this;
  }
  headers.emplace_back(std::string(name), std::move(clean));
  return *this;
}

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

}  // namespace diming::api
