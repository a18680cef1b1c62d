#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <charconv>

#include "api/http/session.hpp"

namespace diming::api {
namespace {

std::optional<std::int64_t> last_event_id(const Request& request) {
  const auto text = request.header("last-event-id").value_or("");
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return id;
}

}  // namespace

void Session::start_stream() {
  core_.metrics.in_flight.fetch_sub(1);
  phase_ = Phase::streaming;
  disarm();
  push(std::make_shared<const std::string>("retry: 3000\n\n"));
  const auto after = last_event_id(exchange_->request);
  exchange_.reset();
  auto sink = [weak = weak_from_this(), &context = lane_.context](EventHub::Frame frame) {
    net::post(context, [weak, frame = std::move(frame)]() mutable {
      if (const auto self = weak.lock()) self->push(std::move(frame));
    });
  };
  subscription_ = response_.events->subscribe(after, std::move(sink));
  wait_readable();
}

void Session::push(EventHub::Frame frame) {
  if (phase_ != Phase::streaming) return;
  backlog_bytes_ += frame->size();
  if (backlog_bytes_ > core_.settings.stream_backlog) {
    core_.log.warn("stream.dropped", "reader of events too slow: " + peer_.address);
    return close();
  }
  backlog_.push_back(std::move(frame));
  if (!frame_in_flight_) write_frame();
}

void Session::write_frame() {
  frame_in_flight_ = true;
  last_frame_ = Clock::now();
  arm(core_.settings.write_deadline);
  const auto frame = backlog_.front();
  net::async_write(socket_, net::buffer(*frame), [self = shared_from_this(), frame](auto error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->backlog_bytes_ -= frame->size();
    self->backlog_.pop_front();
    self->frame_in_flight_ = false;
    self->disarm();
    if (!self->backlog_.empty()) self->write_frame();
  });
}

}  // namespace diming::api
