// api/exchange: one entry of the public change feed.
#pragma once
#include "api/http/events.hpp"
#include "geo/base/json.hpp"
#include "geo/store/follower.hpp"

namespace diming::api {

/// Kinds that the public may know to have changed; a naming case before its approval is none of them.
bool is_public_kind(std::string_view kind);
/// {position, recorded_at, kind, id, last_id, action, name?, bounds?}
void write_change(geo::json::Writer& out, const geo::LoggedChange& row);

/// Tells open streams of each change that the log takes, event "change".
class ChangeAnnouncer : public geo::Follower {
 public:
  explicit ChangeAnnouncer(EventHub& events) : events_(events) {}
  std::string name() const override { return "events"; }
  void rebuild(geo::Connection&, const std::function<void(double)>&) override {}
  void follow(std::span<const geo::LoggedChange> changes, geo::Connection&) override;

 private:
  EventHub& events_;
};

}  // namespace diming::api
