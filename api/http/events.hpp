// api/http: Server-Sent Events (WHATWG HTML, section 9.2).
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace diming::api {

/// Hands events to all open streams and keeps the latest for those who reconnect. Safe for many threads.
class EventHub {
 public:
  using Frame = std::shared_ptr<const std::string>;
  /// Takes a frame over; called under the hub's lock, so it must neither block nor call the hub.
  using Sink = std::function<void(Frame)>;

  /// `start`: the log's position now, from which on events will come; `keep`: events kept for Last-Event-ID.
  explicit EventHub(std::int64_t start = 0, std::size_t keep = 256) : keep_(keep), dropped_(start) {}
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;

  /// `event` has no line break; `id` (the log position) never falls. `data` may have many lines.
  void publish(std::string_view event, std::string data, std::int64_t id);
  std::size_t subscribers() const;

  /// The sink first gets what followed `after` (a client's Last-Event-ID). If that is no longer kept it gets one event
  /// "resync" with the newest id: the client must load anew what it shows.
  std::uint64_t subscribe(std::optional<std::int64_t> after, Sink sink);
  /// After this returns the sink is not called again.
  void unsubscribe(std::uint64_t subscriber);

 private:
  mutable std::mutex mutex_;
  std::size_t keep_;
  std::deque<std::pair<std::int64_t, Frame>> kept_;
  std::int64_t dropped_;  ///< newest id no longer kept
  std::map<std::uint64_t, Sink> sinks_;
  std::uint64_t next_ = 1;
};

/// The wire form of one event, with its empty line.
std::string event_frame(std::string_view event, std::string_view data, std::int64_t id);

}  // namespace diming::api
