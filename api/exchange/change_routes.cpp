#include "api/exchange/change_routes.hpp"

#include <algorithm>
#include <charconv>

#include "api/exchange/change_json.hpp"
#include "api/http/problem.hpp"

namespace diming::api {
namespace {

constexpr std::int64_t kDefaultLimit = 100;
constexpr std::int64_t kMaxLimit = 1'000;

geo::Result<std::int64_t> read_count(const Request& request, std::string_view name, std::int64_t fallback) {
  const auto text = request.query_value(name);
  if (!text) return fallback;
  std::int64_t value = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
  if (read.ec != std::errc{} || read.ptr != text->data() + text->size() || value < 0)
    return geo::Error{"request.not_a_number", std::string(name), "参数 " + std::string(name) + " 须为不小于 0 的整数。"};
  return value;
}

Response changes(const Request& request, geo::Connection& db) {
  const auto after = read_count(request, "after", 0);
  if (!after) return problem(after.error(), request);
  const auto limit = read_count(request, "limit", kDefaultLimit);
  if (!limit) return problem(limit.error(), request);
  const geo::Snapshot snapshot(db);
  const std::int64_t newest = geo::log_position(db);
  const auto rows = geo::read_changes(db, *after, newest, std::clamp(*limit, std::int64_t{1}, kMaxLimit));
  geo::json::Writer out;
  out.begin_object().key("changes").begin_array();
  for (const auto& row : rows)
    if (is_public_kind(row.change.kind)) write_change(out, row);
  const std::int64_t reached = rows.empty() ? *after : rows.back().position;
  out.end_array().member("position", newest).key("next");
  if (reached < newest) out.text("/api/changes?after=" + std::to_string(reached) + "&limit=" + std::to_string(*limit));
  else out.null();
  out.end_object();
  return Response::json(out.take());
}

}  // namespace

void register_changes(Router& router, EventHub& events) {
  router.add("GET", "/api/changes", changes);
  router.add_light("GET", "/events", [&events](const Request&) { return Response::stream(events); });
}

}  // namespace diming::api
