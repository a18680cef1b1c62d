#include "api/http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "api/http/problem.hpp"
#include "api/http/router.hpp"

namespace diming::api {
namespace {

std::string label(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

void gauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
}

void family(std::string& out, std::string_view name, std::string_view help, std::string_view type) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

}  // namespace

Metrics::Metrics() {
  add_route("", "none");
}

std::size_t Metrics::add_route(std::string_view method, std::string_view pattern) {
  Series& series = series_.emplace_back();
  series.method = method;
  series.pattern = pattern;
  return series_.size() - 1;
}

void Metrics::count(std::size_t row, int status, double seconds, std::size_t bytes) {
  Series& series = series_[row];
  const auto bucket = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
  series.by_class[static_cast<std::size_t>(std::clamp(status / 100, 1, 5))].fetch_add(1, std::memory_order_relaxed);
  series.buckets[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  series.microseconds.fetch_add(static_cast<std::uint64_t>(seconds * 1e6), std::memory_order_relaxed);
  series.bytes.fetch_add(bytes, std::memory_order_relaxed);
}

std::string Metrics::prometheus() const {
  std::string out;
  const auto to = std::back_inserter(out);
  gauge(out, "diming_http_connections", "Open connections.", connections.load());
  gauge(out, "diming_http_in_flight", "Requests being answered.", in_flight.load());
  gauge(out, "diming_http_queued", "Requests waiting for a worker.", queued.load());
  family(out, "diming_http_connections_total", "Connections since the start.", "counter");
  fmt::format_to(to, "diming_http_connections_total {}\n", accepted.load());
  family(out, "diming_http_requests_total", "Requests by route and class of status.", "counter");
  for (const Series& s : series_)
    for (std::size_t c = 1; c < s.by_class.size(); ++c)
      if (const auto n = s.by_class[c].load(); n > 0)
        fmt::format_to(to, "diming_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}xx\"}} {}\n",
                       label(s.method), label(s.pattern), c, n);
  family(out, "diming_http_response_bytes_total", "Bytes of answers by route.", "counter");
  for (const Series& s : series_)
    if (const auto n = s.bytes.load(); n > 0)
      fmt::format_to(to, "diming_http_response_bytes_total{{method=\"{}\",route=\"{}\"}} {}\n", label(s.method),
                     label(s.pattern), n);
  family(out, "diming_http_request_seconds", "Time from the whole request to the last byte handed on.", "histogram");
  for (const Series& s : series_) {
    const auto labels = fmt::format("method=\"{}\",route=\"{}\"", label(s.method), label(s.pattern));
    std::array<std::uint64_t, kBounds.size() + 1> cumulative{};
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < cumulative.size(); ++i) cumulative[i] = total += s.buckets[i].load();
    if (total == 0) continue;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
      fmt::format_to(to, "diming_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, kBounds[i], cumulative[i]);
    fmt::format_to(to, "diming_http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, total);
    fmt::format_to(to, "diming_http_request_seconds_sum{{{}}} {}\n", labels,
                   static_cast<double>(s.microseconds.load()) / 1e6);
    fmt::format_to(to, "diming_http_request_seconds_count{{{}}} {}\n", labels, total);
  }
  return out;
}

void register_ops_routes(Router& router, std::function<Health()> health) {
  router.add_light("GET", "/healthz", [](const Request&) {
    return Response::json(R"({"status":"up"})").set("Cache-Control", "no-store");
  });
  router.add_light("GET", "/readyz", [health = std::move(health)](const Request& request) {
    const Health now = health();
    if (now.ready) return Response::json(R"({"status":"ready"})").set("Cache-Control", "no-store");
    const int percent = static_cast<int>(std::floor(std::clamp(now.progress, 0.0, 1.0) * 100));
    const auto text =
        fmt::format("{}，已完成 {}%，请稍后再试", now.waiting.empty() ? "正在准备数据" : now.waiting, percent);
    return problem({"http.not_ready", "", text}, request).set("Retry-After", "5");
  });
  router.add_light("GET", "/metrics", [metrics = router.metrics()](const Request&) {
    return Response::of("text/plain; version=0.0.4; charset=utf-8", metrics->prometheus())
        .set("Cache-Control", "no-store");
  });
}

}  // namespace diming::api
