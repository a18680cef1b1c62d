// api/office: naming cases over HTTP.
#pragma once
#include <functional>

#include "api/http/router.hpp"
#include "boundary/division/locate.hpp"
#include "geo/base/date.hpp"
#include "geo/store/writer.hpp"

namespace diming::api {

/// What the office's routes work with; all outlive the server.
struct OfficeDoor {
  geo::Writer* writer{};
  const boundary::DivisionIndex* divisions{};
  std::function<geo::Date()> today = geo::today_in_china;
  bool from_anywhere = false;  ///< false: only this machine may file and decide (403 office.not_from_here)
};

/// GET /api/cases, /api/cases/check, /api/cases/{id}; POST /api/cases, /api/cases/{id}/{action}.
/// A write answers the case as GET does, with "applied": true once it is searchable, drawn and fed.
void register_cases(Router& router, OfficeDoor door);

}  // namespace diming::api
