#include "api/http/etag.hpp"

#include <span>

#include "geo/base/digest.hpp"

namespace diming::api {
namespace {

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

/// Takes one tag off the front of a list; "" if what stands there is no tag.
std::string_view take_tag(std::string_view& list) {
  const std::size_t quote = list.starts_with("W/") ? 2 : 0;
  if (quote >= list.size() || list[quote] != '"') return {};
  const auto end = list.find('"', quote + 1);
  if (end == std::string_view::npos) return {};
  const auto tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

}  // namespace

std::string make_etag(std::string_view value, bool weak) {
  std::string etag(weak ? "W/\"" : "\"");
  etag += value;
  etag += '"';
  return etag;
}

std::string etag_of(std::string_view bytes) {
  const geo::Digest digest = geo::sm3(bytes);
  return make_etag(geo::hex(std::span(digest).first(16)));
}

bool strong_match(std::string_view a, std::string_view b) {
  return a == b && a.starts_with('"');
}
bool weak_match(std::string_view a, std::string_view b) {
  return without_weakness(a) == without_weakness(b);
}

bool lists_etag(std::string_view list, std::string_view etag, bool strong) {
  if (list == "*") return true;
  while (true) {
    const auto next = list.find_first_not_of(" \t,");
    if (next == std::string_view::npos) return false;
    list.remove_prefix(next);
    const auto tag = take_tag(list);
    if (tag.empty()) return false;
    if (strong ? strong_match(tag, etag) : weak_match(tag, etag)) return true;
  }
}

bool is_fresh(const Request& request, std::string_view etag) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const auto list = request.header("if-none-match");
  return list && lists_etag(*list, etag, false);
}

bool may_change(const Request& request, std::string_view etag) {
  const auto list = request.header("if-match");
  return !list || lists_etag(*list, etag, true);
}

Response not_modified(std::string_view etag) {
  Response response;
  response.status = 304;
  response.set("ETag", etag);
  return response;
}

}  // namespace diming::api
