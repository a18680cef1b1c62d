#include "api/http/session.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "api/http/problem.hpp"
#include "api/http/wire.hpp"

namespace diming::api {
namespace {

using boost::system::error_code;

// A deadline holds for so many bytes: it bounds a slow peer to about 9 KB/s and leaves a large answer its time.
constexpr std::size_t kSlice = 256 << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

const geo::Error kTimeout{"http.timeout", "", "请求没有在规定时间内到齐，请重试"};

}  // namespace

Session::Session(Core& core, Lane& lane, Socket socket, Peer peer)
    : core_(core), lane_(lane), socket_(std::move(socket)), peer_(std::move(peer)), scanner_(core.settings.head) {
  lane_.sessions.insert(this);
  core_.metrics.connections.fetch_add(1);
  error_code ignored;
  socket_.set_option(net::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
}

Session::~Session() {
  close();
  lane_.sessions.erase(this);
  core_.metrics.connections.fetch_sub(1);
}

void Session::start() {
  begun_ = true;  // a connection is made to ask: its first head has the deadline of a head, not of idleness
  arm(core_.settings.header_deadline);
  wait_readable();
}

void Session::turn_away(const geo::Error& error) {
  refuse(error);
}

void Session::tick(Clock::time_point now) {
  if (phase_ == Phase::streaming && !frame_in_flight_ && now - last_frame_ >= core_.settings.ping)
    push(std::make_shared<const std::string>(": ping\n\n"));
  if (now < deadline_) return;
  disarm();
  const bool waits_for_rest = phase_ == Phase::body || (phase_ == Phase::head && !in_.empty());
  if (!waits_for_rest) return close();
  expired_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

void Session::drain() {
  keep_alive_ = false;
  if (phase_ == Phase::streaming || (phase_ == Phase::head && in_.empty())) close();
}

void Session::close() {
  if (phase_ == Phase::closed) return;
  if (exchange_) core_.metrics.in_flight.fetch_sub(1);
  phase_ = Phase::closed;
  disarm();
  if (subscription_ != 0) response_.events->unsubscribe(subscription_);
  // Before the peer can see the end: it may come back at once.
  if (peer_.counted) core_.limits.close(AddressLimits::key_of(peer_.address));
  error_code ignored;
  socket_.close(ignored);
}

void Session::wait_readable() {
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code error) { self->on_readable(error); });
}

void Session::on_readable(error_code error) {
  if (phase_ == Phase::closed) return;
  if (expired_) return refuse(kTimeout);
  if (error) return close();
  const auto size = socket_.read_some(net::buffer(lane_.scratch), error);
  if (error == net::error::would_block || error == net::error::try_again) return wait_readable();
  if (error) return close();
  if (phase_ == Phase::lingering || phase_ == Phase::streaming) return wait_readable();
  in_.append(lane_.scratch.data(), size);
  phase_ == Phase::head ? read_head() : read_body();
}

void Session::next_request() {
  phase_ = Phase::head;
  scanner_.reset();
  body_.reset();
  exchange_.reset();
  response_ = Response();
  out_head_ = std::string();
  begun_ = false;
  if (!in_.empty()) return read_head();
  in_ = std::string();  // an idle connection keeps no memory
  arm(core_.settings.idle_deadline);
  wait_readable();
}

void Session::read_head() {
  if (!begun_) {
    begun_ = true;
    arm(core_.settings.header_deadline);
  }
  const auto size = scanner_.scan(in_);
  if (!size) return refuse(size.error());
  if (*size == 0) return wait_readable();
  auto head = parse_head(std::string_view(in_).substr(0, *size));
  in_.erase(0, *size);
  if (!head) return refuse(head.error());
  begin(std::move(*head));
}

void Session::begin(Head head) {
  began_ = Clock::now();
  keep_alive_ = keep_alive_ && head.keep_alive && !core_.draining.load();
  minor_ = head.minor;
  exchange_ = core_.dispatcher.plan(head, peer_.address);
  core_.metrics.in_flight.fetch_add(1);
  const bool limited = rate_limited();
  if (limited || exchange_->early) {
    if (head.has_body()) keep_alive_ = false;  // the unread body would be taken for the next request
    return respond(std::move(*exchange_->early));
  }
  if (!head.has_body()) return handle();
  begin_body(head);
}

bool Session::rate_limited() {
  Request& request = exchange_->request;
  if (peer_.trusted) {
    const auto forwarded = request.header("x-forwarded-for").value_or("");
    const auto last = forwarded.substr(forwarded.rfind(',') + 1);
    const auto begin = std::min(last.find_first_not_of(" \t"), last.size());
    error_code bad;
    const std::string address(last.substr(begin));
    net::ip::make_address(address, bad);
    if (!bad) request.remote = address;
    if (bad) return false;
  }
  const int seconds = core_.limits.wait_seconds(AddressLimits::key_of(request.remote), Clock::now());
  if (seconds == 0) return false;
  const auto wait = std::to_string(seconds);
  exchange_->early =
      core_.dispatcher.refuse(*exchange_, {"http.too_many_requests", "", "请求过于频繁，请 " + wait + " 秒后重试"});
  exchange_->early->set("Retry-After", wait);
  return true;
}

void Session::begin_body(const Head& head) {
  phase_ = Phase::body;
  body_.emplace(head, exchange_->body_limit);
  body_since_arm_ = 0;
  arm(core_.settings.body_deadline);
  if (auto fits = body_->feed({}); !fits) return refuse(fits.error());
  if (!head.expect_continue || !in_.empty()) return read_body();
  net::async_write(socket_, net::buffer(kContinue), [self = shared_from_this()](error_code error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (error && !self->expired_) return self->close();
    self->read_body();
  });
}

void Session::read_body() {
  const auto taken = body_->feed(in_);
  if (!taken) return refuse(taken.error());
  in_.erase(0, *taken);
  if (body_->done()) {
    exchange_->request.body = body_->take();
    return handle();
  }
  if ((body_since_arm_ += *taken) >= kSlice) {
    body_since_arm_ = 0;
    arm(core_.settings.body_deadline);
  }
  wait_readable();
}

void Session::handle() {
  phase_ = Phase::busy;
  disarm();
  if (auto response = core_.dispatcher.light(*exchange_)) return respond(std::move(*response));
  core_.metrics.queued.fetch_add(1);
  const bool taken = core_.workers.submit([self = shared_from_this()]() mutable {
    self->core_.metrics.queued.fetch_sub(1);
    Response response = self->core_.dispatcher.run(*self->exchange_);
    // The reference travels back with the answer: a session must die on its lane's thread.
    auto& context = self->lane_.context;
    net::post(context, [self = std::move(self), response = std::move(response)]() mutable {
      self->respond(std::move(response));
    });
  });
  if (taken) return;
  core_.metrics.queued.fetch_sub(1);
  Response busy = core_.dispatcher.refuse(*exchange_, {"http.busy", "", "服务器繁忙，请稍后重试"});
  busy.set("Retry-After", "1");
  respond(std::move(busy));
}

void Session::refuse(const geo::Error& error) {
  expired_ = false;
  keep_alive_ = false;
  if (!exchange_) {
    began_ = Clock::now();
    core_.metrics.in_flight.fetch_add(1);
    exchange_.emplace().request = core_.dispatcher.nameless(peer_.address);
  }
  respond(core_.dispatcher.refuse(*exchange_, error));
}

void Session::respond(Response response) {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::writing;
  response_ = std::move(response);
  if (response_.events || core_.draining.load()) keep_alive_ = false;
  const auto now = std::time(nullptr);
  if (now != lane_.date_of) {
    lane_.date = http_date(now);
    lane_.date_of = now;
  }
  out_head_ = response_head(response_, {lane_.date, core_.settings.name, keep_alive_, minor_});
  out_body_ = sends_body(response_, exchange_->request.method) ? bytes_of(response_.body) : std::string_view();
  write_next();
}

void Session::write_next() {
  arm(core_.settings.write_deadline);
  const auto slice = out_body_.substr(0, kSlice);
  out_body_.remove_prefix(slice.size());
  const std::array<net::const_buffer, 2> buffers = {net::buffer(out_head_), net::buffer(slice.data(), slice.size())};
  net::async_write(socket_, buffers, [self = shared_from_this()](error_code error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->out_head_.clear();
    self->out_body_.empty() ? self->on_written() : self->write_next();
  });
}

void Session::on_written() {
  const Request& request = exchange_->request;
  const double seconds = std::chrono::duration<double>(Clock::now() - began_).count();
  const auto bytes = sends_body(response_, request.method) ? bytes_of(response_.body).size() : 0;
  core_.metrics.count(exchange_->series(), response_.status, seconds, bytes);
  core_.log.access({.request_id = request.request_id,
                    .method = request.method,
                    .path = request.path,
                    .remote = request.remote,
                    .status = response_.status,
                    .bytes = bytes,
                    .ms = seconds * 1e3});
  if (response_.events && request.method != "HEAD") return start_stream();
  core_.metrics.in_flight.fetch_sub(1);
  if (keep_alive_ && !core_.draining.load()) return next_request();
  exchange_.reset();
  linger();
}

void Session::linger() {
  // Closing with unread bytes would reset the connection and take the answer from the client's hands.
  phase_ = Phase::lingering;
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  arm(core_.settings.linger);
  wait_readable();
}

}  // namespace diming::api
