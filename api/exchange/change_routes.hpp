// api/exchange: what has changed, for systems that follow.
#pragma once
#include "api/http/events.hpp"
#include "api/http/router.hpp"

namespace diming::api {

/// GET /api/changes?after=N&limit=M -> {"changes": [...], "position": newest, "next": "/api/changes?after=..."} in log
/// order (M at most 1,000), and GET /events (Server-Sent Events: "tiles" with layers, bounds and position; "change" with
/// kind, id, action and position). Public: only kinds whose rows public doors show, without before and after texts.
void register_changes(Router& router, EventHub& events);

}  // namespace diming::api
