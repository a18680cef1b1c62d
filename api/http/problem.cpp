#include "api/http/problem.hpp"

#include <algorithm>

#include "geo/base/json.hpp"

namespace diming::api {

const ProblemRow& problem_row(std::string_view code) {
  const auto rows = problem_table();
  const auto find = [&](std::string_view wanted) {
    const auto row = std::lower_bound(rows.begin(), rows.end(), wanted,
                                      [](const ProblemRow& r, std::string_view c) { return r.code < c; });
    return row != rows.end() && row->code == wanted ? row : rows.end();
  };
  const auto row = find(code);
  return row != rows.end() ? *row : *find("http.refused");
}

Response problem(const geo::Error& error, const Request& request) {
  const ProblemRow& row = problem_row(error.code);
  geo::json::Writer out;
  out.begin_object()
      .member("type", "urn:diming:problem:" + std::string(error.code))
      .member("title", row.title)
      .member("title_en", row.title_en)
      .member("status", row.status)
      .member("detail", error.message);
  if (!error.field.empty()) out.member("field", error.field);
  out.member("code", error.code).member("request_id", request.request_id).end_object();
  Response response = Response::of("application/problem+json", out.take());
  response.status = row.status;
  response.set("Cache-Control", "no-store");
  return response;
}

Response fault_problem(const Request& request) {
  return problem({"http.fault", "", "服务器内部出错，请稍后重试；如仍出错，请把 request_id 告诉管理员"}, request);
}

}  // namespace diming::api
