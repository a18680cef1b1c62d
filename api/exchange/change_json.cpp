#include "api/exchange/change_json.hpp"

#include <algorithm>

namespace diming::api {
namespace {

constexpr std::string_view kPublicKinds[] = {"division", "face", "edge", "boundary_line", "place", "doorplate",
                                             "facility", "organisation_unit"};

}  // namespace

bool is_public_kind(std::string_view kind) {
  return std::find(std::begin(kPublicKinds), std::end(kPublicKinds), kind) != std::end(kPublicKinds);
}

void write_change(geo::json::Writer& out, const geo::LoggedChange& row) {
  const geo::Change& change = row.change;
  out.begin_object().member("position", row.position).member("recorded_at", row.recorded_at);
  out.member("kind", change.kind).member("id", change.object_id).member("last_id", change.last_object_id);
  out.member("action", change.action);
  if (!change.bounds.empty()) {
    out.key("bounds").begin_array().number(change.bounds.west, 7).number(change.bounds.south, 7);
    out.number(change.bounds.east, 7).number(change.bounds.north, 7).end_array();
  }
  out.end_object();
}

void ChangeAnnouncer::follow(std::span<const geo::LoggedChange> changes, geo::Connection&) {
  for (const auto& row : changes) {
    if (!is_public_kind(row.change.kind)) continue;
    geo::json::Writer out;
    write_change(out, row);
    events_.publish("change", out.take(), row.position);
  }
}

}  // namespace diming::api
