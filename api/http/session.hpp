// api/http: one connection; internal to the server, with Boost.Asio.
#pragma once
#include <array>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "api/http/body_reader.hpp"
#include "api/http/dispatch.hpp"
#include "api/http/events.hpp"
#include "api/http/server.hpp"
#include "api/http/worker_pool.hpp"

namespace diming::api {

namespace net = boost::asio;
using Clock = std::chrono::steady_clock;
using Socket = net::basic_stream_socket<net::ip::tcp, net::io_context::executor_type>;

class Session;

/// One I/O thread with its connections; all of it is touched by that thread alone (posting excepted).
struct Lane {
  std::unordered_set<Session*> sessions;
  std::array<char, 65536> scratch;  ///< read into by whichever connection is readable, so idle ones need no buffer
  std::string date;
  std::time_t date_of = 0;
  net::io_context context{1};
};

/// What all connections share. Safe for many threads.
struct Core {
  Core(ServerSettings s, Router r, geo::DeskPool& desks, Log& l)
      : settings(std::move(s)),
        router(std::move(r)),
        log(l),
        metrics(*router.metrics()),
        dispatcher({settings.body_limit, settings.cors_origin}, router, desks, log),
        limits(settings.per_address),
        workers(settings.workers, settings.queue) {}
  ServerSettings settings;
  Router router;
  Log& log;
  Metrics& metrics;
  Dispatcher dispatcher;
  AddressLimits limits;
  std::atomic<bool> draining{false};
  WorkerPool workers;
};

/// Reads a head, a body, has it answered, writes the answer, and again. Every step is a callback on the lane's thread;
/// the handler alone runs on a worker, and touches nothing but the exchange.
class Session : public std::enable_shared_from_this<Session> {
 public:
  struct Peer {
    std::string address;
    bool counted = false;  ///< in AddressLimits
    bool trusted = false;  ///< a proxy whose X-Forwarded-For is believed
  };
  Session(Core& core, Lane& lane, Socket socket, Peer peer);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start();
  /// Answers without having read anything, and closes.
  void turn_away(const geo::Error& error);
  /// Looks at the deadline; several times a second.
  void tick(Clock::time_point now);
  /// Ends at the next chance: at once if idle or streaming, else after the answer.
  void drain();
  void close();

 private:
  enum class Phase { head, body, busy, writing, streaming, lingering, closed };

  void arm(std::chrono::milliseconds in) { deadline_ = Clock::now() + in; }
  void disarm() { deadline_ = Clock::time_point::max(); }
  void wait_readable();
  void on_readable(boost::system::error_code error);
  void next_request();
  void read_head();
  void begin(Head head);
  bool rate_limited();
  void begin_body(const Head& head);
  void read_body();
  void handle();
  void refuse(const geo::Error& error);
  void respond(Response response);
  void write_next();
  void on_written();
  void linger();
  void start_stream();
  void push(EventHub::Frame frame);
  void write_frame();

  Core& core_;
  Lane& lane_;
  Socket socket_;
  Peer peer_;
  Phase phase_ = Phase::head;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool expired_ = false;

  std::string in_;
  bool begun_ = false;  ///< bytes of the current request have come, or it is the connection's first
  HeadScanner scanner_;
  std::optional<BodyReader> body_;
  std::size_t body_since_arm_ = 0;

  std::optional<Exchange> exchange_;
  Clock::time_point began_;
  bool keep_alive_ = true;
  int minor_ = 1;

  Response response_;
  std::string out_head_;
  std::string_view out_body_;

  std::uint64_t subscription_ = 0;
  std::deque<EventHub::Frame> backlog_;
  std::size_t backlog_bytes_ = 0;
  bool frame_in_flight_ = false;
  Clock::time_point last_frame_;
};

}  // namespace diming::api
