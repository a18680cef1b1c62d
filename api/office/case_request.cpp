#include "api/office/case_request.hpp"

#include <charconv>

#include "gazetteer/name/split.hpp"
#include "geo/base/json.hpp"
#include "geo/shape/validity.hpp"

namespace diming::api {
namespace {

using geo::Error;
using geo::Result;

Error missing(std::string_view field) {
  return {"request.field_missing", std::string(field), "请填写“" + std::string(field) + "”。"};
}

/// Where a place is looked up: the point, the middle vertex of a line, the first of anything else.
geo::LonLat anchor(const geo::Geometry& geometry) {
  if (const auto* line = std::get_if<geo::LineString>(&geometry)) return line->points[line->points.size() / 2];
  std::optional<geo::LonLat> first;
  geo::for_each_position(geometry, [&](const geo::LonLat& p) { first = first.value_or(p); });
  return first.value_or(geo::LonLat{});
}

Result<std::int64_t> locate(const boundary::DivisionIndex& divisions, geo::LonLat p) {
  if (const auto id = divisions.lowest(p)) return *id;
  return Error{"case.outside", "geometry", "所画位置不在任何行政区划之内，请在地图上重新选取。"};
}

Result<geo::json::Document> read_body(const Request& request) {
  auto document = geo::json::parse(request.body);
  if (document && !document->root().is_object())
    return Error{"json.malformed", "", "请求正文须为一个 JSON 对象。"};
  return document;
}

}  // namespace

Result<std::int64_t> read_whole(std::string_view text, std::string_view field) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    return Error{"request.not_a_number", std::string(field), "参数 " + std::string(field) + " 须为整数。"};
  return value;
}

Result<NewCaseRequest> read_new_case(const Request& request, const boundary::DivisionIndex& divisions) {
  const auto document = read_body(request);
  if (!document) return document.error();
  const geo::json::Node body = document->root();
  NewCaseRequest read;
  gazetteer::NewCase& application = read.application;
  application.class_id = body["class"].text_or("street");
  application.name = body["name"].text_or("");
  application.romanized = body["romanized"].text_or("");
  application.meaning = body["meaning"].text_or("");
  application.reason = body["reason"].text_or("");
  application.position_text = body["position_text"].text_or("");
  application.applicant = body["applicant"].text_or("");
  application.method = "图解";
  read.actor = body["actor"].text_or("");
  if (read.actor.empty()) return missing("actor");
  if (body["geometry"].is_null()) return missing("geometry");
  auto geometry = geo::json::read_geometry(body["geometry"]);
  if (!geometry) return geometry.error();
  if (const auto valid = geo::check_valid(*geometry); !valid) return valid.error();
  application.geometry = std::move(*geometry);
  const auto division = locate(divisions, anchor(application.geometry));
  if (!division) return division.error();
  application.division_id = *division;
  return read;
}

Result<ActionRequest> read_action(const Request& request) {
  const auto document = read_body(request);
  if (!document) return document.error();
  const geo::json::Node body = document->root();
  ActionRequest read;
  read.action.action = std::string(request.param("action"));
  const auto version = body["version"].integer();
  if (!version) return missing("version");
  read.action.version = *version;
  read.action.note = body["note"].text_or("");
  read.action.approver_kind = body["approver_kind"].text_or(read.action.action == "approve" ? "civil_affairs" : "");
  read.action.approving_body = body["approving_body"].text_or("");
  read.action.approval_number = body["approval_number"].text_or("");
  if (const auto day = body["approved_on"].text_or(""); !day.empty()) {
    const auto parsed = geo::parse_date(day, "approved_on");
    if (!parsed) return parsed.error();
    read.action.approved_on = *parsed;
  }
  read.actor = body["actor"].text_or("");
  if (read.actor.empty()) return missing("actor");
  return read;
}

Result<gazetteer::ProposedName> read_proposal(const Request& request, const boundary::DivisionIndex& divisions,
                                              geo::Date today) {
  gazetteer::ProposedName proposed;
  proposed.text = std::string(request.query_value("name").value_or(""));
  proposed.class_id = std::string(request.query_value("class").value_or("street"));
  if (proposed.text.empty()) return missing("name");
  geo::LonLat p;
  for (const auto& [name, target] : {std::pair{"lon", &p.lon}, std::pair{"lat", &p.lat}}) {
    const auto text = request.query_value(name);
    if (!text) return missing(name);
    const auto end = text->data() + text->size();
    if (const auto read = std::from_chars(text->data(), end, *target); read.ec != std::errc{} || read.ptr != end)
      return Error{"request.not_a_number", name, "参数 " + std::string(name) + " 须为数字。"};
  }
  if (!geo::is_on_earth(p)) return Error{"geometry.out_of_range", "lon", "经度须在 ±180、纬度须在 ±90 之内。"};
  const auto division = locate(divisions, p);
  if (!division) return division.error();
  proposed.division_id = *division;
  proposed.split = gazetteer::split_name(proposed.text, proposed.class_id);
  proposed.day = today;
  return proposed;
}

}  // namespace diming::api
