// api/search: the interface of Nominatim v1 over the geocode index.
#pragma once
#include "api/http/router.hpp"
#include "boundary/division/locate.hpp"
#include "gazetteer/geocode/index.hpp"

namespace diming::api {

/// Adds GET /search, /reverse and /status, each also with ".php". Formats json, jsonv2 and geojson; refusals in
/// Nominatim's form {"error": {"code", "message"}}. The indexes must outlive the server.
void register_nominatim(Router& router, const gazetteer::GeocodeIndex& index, const boundary::DivisionIndex& divisions);

}  // namespace diming::api
