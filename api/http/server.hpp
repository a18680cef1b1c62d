// api/http: the listener and its threads.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/http/address_limits.hpp"
#include "api/http/head.hpp"
#include "api/http/log.hpp"
#include "api/http/router.hpp"
#include "geo/base/result.hpp"
#include "geo/store/desk.hpp"

namespace diming::api {

struct ServerSettings {
  std::string address = "::";  ///< "::" serves IPv6 and IPv4 on one listener, or IPv4 alone where IPv6 is missing
  std::uint16_t port = 8080;   ///< 0: any free one
  int io_threads = 2;
  int workers = 4;          ///< at most as many as the pool has desks, or some only wait
  std::size_t queue = 256;  ///< requests waiting for a worker; more get 503

  HeadLimits head;
  std::size_t body_limit = std::size_t{1} << 20;
  std::chrono::milliseconds header_deadline{10'000};  ///< for a whole head, from the first byte or the connection on
  std::chrono::milliseconds body_deadline{30'000};    ///< for each 256 KiB of a body, and for its end
  std::chrono::milliseconds write_deadline{30'000};   ///< for each 256 KiB of an answer
  std::chrono::milliseconds idle_deadline{60'000};    ///< between two requests
  std::chrono::milliseconds linger{2'000};            ///< for the client to read a refusal and close
  std::chrono::milliseconds drain{10'000};
  std::chrono::milliseconds ping{15'000};  ///< between comments on a silent event stream
  std::size_t stream_backlog = 256 << 10;  ///< bytes a slow reader of events may fall behind

  int max_connections = 10'000;
  AddressSettings per_address;
  /// Peers whose last X-Forwarded-For is believed; they themselves are not limited.
  std::vector<std::string> trusted_proxies;
  std::string cors_origin = "*";  ///< "*", one origin, or "" for none
  std::string name = "diming";    ///< in the Server field
};

/// Serves a router until it is stopped. `stop` may be called from any thread, once; the rest is safe for many.
class Server {
 public:
  /// The desks and the log must outlive the server. Errors: http.port_in_use, http.address_unusable.
  static geo::Result<std::unique_ptr<Server>> start(ServerSettings settings, Router router, geo::DeskPool& desks,
                                                    Log& log);
  struct State;
  explicit Server(std::unique_ptr<State> state);
  ~Server();

  std::uint16_t port() const;
  /// Takes no new connections, closes idle ones and event streams, lets requests in work finish within the drain
  /// deadline, then closes what is left. A handler is never cut off: its thread is waited for.
  void stop();

 private:
  std::unique_ptr<State> state_;
};

}  // namespace diming::api
