// api/http: from a checked head to a finished answer, without a socket.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/head.hpp"
#include "api/http/log.hpp"
#include "api/http/router.hpp"
#include "geo/store/desk.hpp"

namespace diming::api {

/// One request on its way. Filled by `Dispatcher::plan`; the body is put in before it is run.
struct Exchange {
  Request request;
  const Route* route = nullptr;
  std::size_t body_limit = 0;
  std::optional<Response> early;  ///< finished answer that needs neither body nor handler
  std::size_t series() const { return route ? route->series : 0; }
};

/// Finds routes, runs handlers, turns faults into 500, and gives every answer what all answers have. Safe for many
/// threads.
class Dispatcher {
 public:
  struct Settings {
    std::size_t body_limit;
    std::string cors_origin;
  };
  Dispatcher(Settings settings, const Router& router, geo::DeskPool& desks, Log& log);

  /// `head` is left without target and headers; its framing stays.
  Exchange plan(Head& head, std::string remote) const;
  /// A request that was refused before it had a head worth the name.
  Request nameless(std::string remote) const;
  /// What the light handler answers; none if a worker must. On the I/O thread.
  std::optional<Response> light(Exchange& exchange) const;
  /// Blocks. On a worker.
  Response run(Exchange& exchange) const;
  /// A refusal, finished.
  Response refuse(const Exchange& exchange, const geo::Error& error) const;

 private:
  Response finish(const Exchange& exchange, Response response) const;
  void add_cors(const Exchange& exchange, Response& response) const;
  Response preflight(const Exchange& exchange, const Router::Match& match) const;
  std::string next_id() const;

  Settings settings_;
  const Router& router_;
  geo::DeskPool& desks_;
  Log& log_;
  std::string id_prefix_;
  mutable std::atomic<std::uint64_t> next_{1};
};

}  // namespace diming::api
