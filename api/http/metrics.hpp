// api/http: what the server counts, as Prometheus reads it; health routes.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace diming::api {

class Router;

/// Counters of the server. Routes are added before it starts; counting and reading are safe for many threads.
class Metrics {
 public:
  /// Upper bounds in seconds of the duration buckets: from a cached tile to an export.
  static constexpr std::array<double, 12> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                     0.1,   0.25,   0.5,   1,    2.5,   10};
  Metrics();
  /// The row of a route's counters. Row 0 is for requests that no route took.
  std::size_t add_route(std::string_view method, std::string_view pattern);
  void count(std::size_t series, int status, double seconds, std::size_t bytes);
  std::string prometheus() const;

  std::atomic<std::int64_t> connections{0};  ///< open now
  std::atomic<std::int64_t> in_flight{0};    ///< requests being answered now
  std::atomic<std::int64_t> queued{0};       ///< of these, waiting for a worker
  std::atomic<std::uint64_t> accepted{0};    ///< connections since the start

 private:
  struct Series {
    std::string method, pattern;
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  ///< status / 100; [0] unused
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> buckets{};
    std::atomic<std::uint64_t> microseconds{0};
    std::atomic<std::uint64_t> bytes{0};
  };
  std::deque<Series> series_;
};

/// What /readyz tells.
struct Health {
  bool ready = true;
  double progress = 1;  ///< in [0, 1], of what is being built
  std::string waiting;  ///< one Chinese sentence, or ""
};

/// GET /healthz (200 while the process answers), /readyz (200, or 503 http.not_ready with the percentage) and /metrics.
/// `health` is called on I/O threads: it must not block.
void register_ops_routes(Router& router, std::function<Health()> health);

}  // namespace diming::api
