#include "api/http/server.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/http/session.hpp"

namespace diming::api {
namespace {

using boost::system::error_code;
using net::ip::tcp;
using Acceptor = net::basic_socket_acceptor<tcp, net::io_context::executor_type>;

constexpr std::chrono::milliseconds kTick{50};          // the coarseness of every deadline
constexpr std::chrono::milliseconds kAcceptPause{100};  // after a failed accept (out of descriptors)
constexpr int kTurnedAwayAtOnce = 64;                   // told why; those beyond are only closed

geo::Result<void> listen_at(Acceptor& acceptor, const tcp::endpoint& endpoint) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) acceptor.set_option(net::ip::v6_only(false), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (!error) return {};
  error_code ignored;
  acceptor.close(ignored);
  if (error == net::error::address_in_use)
    return geo::Error{"http.port_in_use", "port",
                      "端口 " + std::to_string(endpoint.port()) + " 已被占用，请换一个端口，或用 0 自动选取"};
  return geo::Error{"http.address_unusable", "address",
                    "无法在 " + endpoint.address().to_string() + " 上监听：" + error.message()};
}

geo::Result<void> listen(Acceptor& acceptor, const ServerSettings& settings) {
  error_code error;
  const auto address = net::ip::make_address(settings.address, error);
  if (error) return geo::Error{"http.address_unusable", "address", "监听地址 " + settings.address + " 不是 IP 地址"};
  auto listening = listen_at(acceptor, {address, settings.port});
  if (listening || settings.address != "::" || listening.error().code == "http.port_in_use") return listening;
  return listen_at(acceptor, {net::ip::address_v4::any(), settings.port});
}

std::string address_text(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

}  // namespace

struct Server::State {
  State(ServerSettings settings, Router router, geo::DeskPool& desks, Log& log)
      : core(std::move(settings), std::move(router), desks, log) {
    for (int i = 0; i < std::max(1, core.settings.io_threads); ++i) lanes.push_back(std::make_unique<Lane>());
    for (auto& lane : lanes) {
      guards.push_back(net::make_work_guard(lane->context));
      ticks.push_back(std::make_unique<net::steady_timer>(lane->context));
    }
    acceptor = std::make_unique<Acceptor>(lanes.front()->context);
    pause = std::make_unique<net::steady_timer>(lanes.front()->context);
  }

  void run() {
    accept();
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      tick(i);
      threads.emplace_back([&lane = *lanes[i]] { lane.context.run(); });
    }
  }

  void accept() {
    Lane& lane = *lanes[next_lane++ % lanes.size()];
    acceptor->async_accept(lane.context, [this, &lane](error_code error, Socket socket) {
      if (error == net::error::operation_aborted || !acceptor->is_open()) return;
      if (error) {
        pause->expires_after(kAcceptPause);
        pause->async_wait([this](error_code stopped) {
          if (!stopped) accept();
        });
        return;
      }
      // Posted, not run here: a session belongs to its lane's thread from its first breath.
      net::post(lane.context,
                [this, &lane, socket = std::move(socket)]() mutable { welcome(lane, std::move(socket)); });
      accept();
    });
  }

  void welcome(Lane& lane, Socket socket) {
    core.metrics.accepted.fetch_add(1);
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error || core.draining.load()) return;
    const auto& proxies = core.settings.trusted_proxies;
    Session::Peer peer{address_text(endpoint), false, false};
    peer.trusted = std::find(proxies.begin(), proxies.end(), peer.address) != proxies.end();
    const auto open = core.metrics.connections.load();
    const bool full = open >= core.settings.max_connections;
    if (open >= core.settings.max_connections + kTurnedAwayAtOnce) return;
    if (!full && !peer.trusted) peer.counted = core.limits.open(AddressLimits::key_of(peer.address));
    const bool crowded = !full && !peer.trusted && !peer.counted;
    const auto session = std::make_shared<Session>(core, lane, std::move(socket), std::move(peer));
    if (full) return session->turn_away({"http.busy", "", "连接数已满，请稍后重试"});
    if (crowded) return session->turn_away({"http.too_many_connections", "", "来自此地址的连接过多，请复用连接"});
    session->start();
  }

  void tick(std::size_t lane) {
    ticks[lane]->expires_after(kTick);
    ticks[lane]->async_wait([this, lane](error_code stopped) {
      if (stopped) return;
      each_session(*lanes[lane], [now = Clock::now()](Session& session) { session.tick(now); });
      tick(lane);
    });
  }

  template <class Visit>
  static void each_session(Lane& lane, const Visit& visit) {
    // Nothing a visit does destroys a session at once: the pending callback it cancels still holds it.
    for (Session* session : lane.sessions) visit(*session);
  }

  /// Runs `visit` for every session on its own thread and returns when all lanes have done so.
  template <class Visit>
  void everywhere(const Visit& visit) {
    std::mutex mutex;
    std::condition_variable done;
    std::size_t left = lanes.size();
    for (auto& lane : lanes)
      net::post(lane->context, [&, &lane = *lane] {
        visit(lane);
        const std::lock_guard lock(mutex);
        if (--left == 0) done.notify_one();
      });
    std::unique_lock lock(mutex);
    done.wait(lock, [&] { return left == 0; });
  }

  void stop() {
    core.draining = true;
    everywhere([this](Lane& lane) {
      if (&lane == lanes.front().get()) {
        error_code ignored;
        acceptor->close(ignored);
        pause->cancel();
      }
      each_session(lane, [](Session& session) { session.drain(); });
    });
    const auto deadline = Clock::now() + core.settings.drain;
    while (core.metrics.connections.load() > 0 && Clock::now() < deadline) std::this_thread::sleep_for(kTick / 5);
    everywhere([](Lane& lane) { each_session(lane, [](Session& session) { session.close(); }); });
    core.workers.stop();
    guards.clear();
    for (std::size_t i = 0; i < lanes.size(); ++i) net::post(lanes[i]->context, [this, i] { ticks[i]->cancel(); });
    for (auto& thread : threads) thread.join();
    threads.clear();
  }

  Core core;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::vector<net::executor_work_guard<net::io_context::executor_type>> guards;
  std::vector<std::unique_ptr<net::steady_timer>> ticks;
  std::unique_ptr<Acceptor> acceptor;
  std::unique_ptr<net::steady_timer> pause;
  std::uint16_t port = 0;
  std::size_t next_lane = 0;
  std::vector<std::thread> threads;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  stop();
}

geo::Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, Router router, geo::DeskPool& desks,
                                                   Log& log) {
  auto state = std::make_unique<State>(std::move(settings), std::move(router), desks, log);
  if (auto listening = listen(*state->acceptor, state->core.settings); !listening) return listening.error();
  state->port = state->acceptor->local_endpoint().port();
  state->run();
  return std::make_unique<Server>(std::move(state));
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::stop() {
  if (!state_->threads.empty()) state_->stop();
}

}  // namespace diming::api
