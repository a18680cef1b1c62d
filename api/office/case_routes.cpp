#include "api/office/case_routes.hpp"

#include <charconv>

#include "api/http/problem.hpp"
#include "api/office/case_request.hpp"
#include "gazetteer/filing/read.hpp"
#include "gazetteer/name/rules.hpp"

namespace diming::api {
namespace {

using geo::Error;
using geo::Result;

constexpr std::size_t kBodyLimit = 256 << 10;

bool is_local(const Request& request) {
  return request.remote == "::1" || request.remote.starts_with("127.") || request.remote.starts_with("::ffff:127.");
}

Result<void> may_enter(const OfficeDoor& door, const Request& request) {
  if (door.from_anywhere || is_local(request)) return {};
  return Error{"office.not_from_here", "", "办理业务只能在服务器本机上进行；如需放开，请由管理员设置 office = \"anywhere\"。"};
}

Result<std::int64_t> case_id(const Request& request) {
  const auto text = request.param("id");
  std::int64_t id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || id <= 0)
    return Error{"case.not_found", "id", "没有编号为“" + std::string(text) + "”的案件。"};
  return id;
}

Response read_one(const Request& request, geo::Connection& db, std::int64_t id, int status) {
  auto text = gazetteer::read_case(db, id);
  return text ? Response::json(std::move(*text), status) : problem(text.error(), request);
}

/// The answer to a write: the case as it is now, and whether every door already shows it.
Response after_write(const Request& request, geo::Connection& db, const geo::Receipt& receipt, int status) {
  std::int64_t id = 0;
  std::from_chars(receipt.answer.data(), receipt.answer.data() + receipt.answer.size(), id);
  auto text = gazetteer::read_case(db, id);
  if (!text) return problem(text.error(), request);
  text->pop_back();
  text->append(",\"applied\":").append(receipt.applied ? "true" : "false");
  text->append(",\"position\":").append(std::to_string(receipt.position)).append("}");
  Response response = Response::json(std::move(*text), status);
  if (status == 201) response.set("Location", "/api/cases/" + std::to_string(id));
  return response;
}

Response list(const Request& request, geo::Connection& db) {
  gazetteer::CaseQuery query;
  query.state = std::string(request.query_value("state").value_or(""));
  query.text = std::string(request.query_value("q").value_or(""));
  const auto limit = read_whole(request.query_value("limit").value_or("50"), "limit");
  if (!limit) return problem(limit.error(), request);
  query.limit = static_cast<int>(std::clamp(*limit, std::int64_t{1}, std::int64_t{200}));
  return Response::json(gazetteer::list_cases(db, query));
}

Response check(const OfficeDoor& door, const Request& request, geo::Connection& db) {
  const auto asked = read_proposal(request, *door.divisions, door.today());
  if (!asked) return problem(asked.error(), request);
  geo::json::Writer out;
  out.begin_object().key("findings");
  gazetteer::write_findings(out, gazetteer::check_name(db, *asked));
  out.end_object();
  return Response::json(out.take());
}

/// Refuses a name that a rule forbids; the answer lists the findings beside the problem's own members.
std::optional<Response> forbidden(const Request& request, geo::Connection& db, const gazetteer::NewCase& application,
                                  geo::Date today) {
  if (application.name.empty()) return std::nullopt;  // told as a missing field
  const gazetteer::ProposedName name{application.name, application.class_id,
                                     gazetteer::split_name(application.name, application.class_id),
                                     application.division_id, today};
  auto findings = gazetteer::check_name(db, name);
  std::erase_if(findings, [](const auto& finding) { return finding.severity != gazetteer::Severity::block; });
  if (findings.empty()) return std::nullopt;
  Response response = problem({"case.name_forbidden", "name", findings.front().message + findings.front().advice}, request);
  geo::json::Writer out;
  gazetteer::write_findings(out, findings);
  std::string body(bytes_of(response.body));
  body.pop_back();
  response.body = body + ",\"findings\":" + out.take() + "}";
  return response;
}

Response file(const OfficeDoor& door, const Request& request, geo::Connection& db) {
  if (const auto allowed = may_enter(door, request); !allowed) return problem(allowed.error(), request);
  auto read = read_new_case(request, *door.divisions);
  if (!read) return problem(read.error(), request);
  const geo::Date today = door.today();
  if (auto refusal = forbidden(request, db, read->application, today)) return std::move(*refusal);
  const auto receipt = door.writer->execute(
      {read->actor, request.remote}, "申报地名", [&](geo::Transaction& tx) -> Result<std::string> {
        const auto filed = gazetteer::file_case(tx, read->application, today);
        if (!filed) return filed.error();
        return std::to_string(filed->id);
      });
  return receipt ? after_write(request, db, *receipt, 201) : problem(receipt.error(), request);
}

Response advance(const OfficeDoor& door, const Request& request, geo::Connection& db) {
  if (const auto allowed = may_enter(door, request); !allowed) return problem(allowed.error(), request);
  const auto id = case_id(request);
  if (!id) return problem(id.error(), request);
  auto read = read_action(request);
  if (!read) return problem(read.error(), request);
  const geo::Date today = door.today();
  const auto receipt = door.writer->execute(
      {read->actor, request.remote}, read->action.note, [&](geo::Transaction& tx) -> Result<std::string> {
        const auto advanced = gazetteer::advance_case(tx, *id, read->action, today);
        if (!advanced) return advanced.error();
        return std::to_string(advanced->id);
      });
  return receipt ? after_write(request, db, *receipt, 200) : problem(receipt.error(), request);
}

}  // namespace

void register_cases(Router& router, OfficeDoor door) {
  router.add("GET", "/api/cases", [door](const Request& request, geo::Connection& db) {
    const auto allowed = may_enter(door, request);
    return allowed ? list(request, db) : problem(allowed.error(), request);
  });
  router.add("GET", "/api/cases/check",
             [door](const Request& request, geo::Connection& db) { return check(door, request, db); });
  router.add("GET", "/api/cases/{id}", [door](const Request& request, geo::Connection& db) {
    if (const auto allowed = may_enter(door, request); !allowed) return problem(allowed.error(), request);
    const auto id = case_id(request);
    return id ? read_one(request, db, *id, 200) : problem(id.error(), request);
  });
  RouteOptions options;
  options.body_limit = kBodyLimit;
  router.add(
      "POST", "/api/cases",
      [door](const Request& request, geo::Connection& db) { return file(door, request, db); }, options);
  router.add(
      "POST", "/api/cases/{id}/{action}",
      [door](const Request& request, geo::Connection& db) { return advance(door, request, db); }, options);
}

}  // namespace diming::api
