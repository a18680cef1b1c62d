#include "api/http/events.hpp"

#include <algorithm>

namespace diming::api {

std::string event_frame(std::string_view event, std::string_view data, std::int64_t id) {
  std::string frame = "id: " + std::to_string(id) + "\nevent: ";
  frame += event;
  frame += '\n';
  // CR, LF and CRLF all end a line for a client: each line of the data is a field of its own.
  while (true) {
    const auto end = std::min(data.find_first_of("\r\n"), data.size());
    frame += "data: ";
    frame += data.substr(0, end);
    frame += '\n';
    if (end == data.size()) break;
    data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  frame += '\n';
  return frame;
}

void EventHub::publish(std::string_view event, std::string data, std::int64_t id) {
  const auto frame = std::make_shared<const std::string>(event_frame(event, data, id));
  const std::lock_guard lock(mutex_);
  kept_.emplace_back(id, frame);
  if (kept_.size() > keep_) {
    dropped_ = kept_.front().first;
    kept_.pop_front();
  }
  for (const auto& [number, sink] : sinks_) sink(frame);
}

std::size_t EventHub::subscribers() const {
  const std::lock_guard lock(mutex_);
  return sinks_.size();
}

std::uint64_t EventHub::subscribe(std::optional<std::int64_t> after, Sink sink) {
  const std::lock_guard lock(mutex_);
  if (after && *after < dropped_) {
    const std::int64_t newest = kept_.empty() ? dropped_ : kept_.back().first;
    sink(std::make_shared<const std::string>(event_frame("resync", "{}", newest)));
  } else if (after) {
    for (const auto& [id, frame] : kept_)
      if (id > *after) sink(frame);
  }
  sinks_.emplace(next_, std::move(sink));
  return next_++;
}

void EventHub::unsubscribe(std::uint64_t subscriber) {
  const std::lock_guard lock(mutex_);
  sinks_.erase(subscriber);
}

}  // namespace diming::api
