// api/http: refusals as application/problem+json (RFC 9457).
#pragma once
#include <span>
#include <string_view>

#include "api/http/message.hpp"
#include "geo/base/error.hpp"

namespace diming::api {

/// What every code of an `Error` means at an HTTP door.
struct ProblemRow {
  std::string_view code;
  int status;
  std::string_view title;  ///< Chinese
  std::string_view title_en;
};

/// Sorted by code, each code once.
std::span<const ProblemRow> problem_table();
/// The row of a code; for a code without one the row of "http.refused" (400).
const ProblemRow& problem_row(std::string_view code);

/// type "urn:diming:problem:CODE", title, title_en, status, detail (the message), field, code, request_id.
Response problem(const geo::Error& error, const Request& request);
/// 500 that tells nothing of the inside but the request id.
Response fault_problem(const Request& request);

}  // namespace diming::api
