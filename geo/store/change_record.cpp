#include "geo/store/change_record.hpp"

#include "geo/base/json.hpp"

namespace diming::geo {

std::string next_link(const std::string& previous, const LoggedChange& logged) {
  const Change& change = logged.change;
  json::Writer out;
  out.begin_array().text(previous).integer(logged.position).text(logged.recorded_at).text(logged.actor);
  out.text(logged.actor_from).text(logged.reason).text(change.kind).integer(change.object_id);
  out.integer(change.last_object_id).text(change.action).text(change.before).text(change.after);
  if (!change.bounds.empty())
    out.number(change.bounds.west).number(change.bounds.south).number(change.bounds.east).number(change.bounds.north);
  out.end_array();
  return hex(sm3(out.view()));
}

}  // namespace diming::geo
