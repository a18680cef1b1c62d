#include "api/search/nominatim.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "api/search/place_json.hpp"
#include "gazetteer/geocode/reverse.hpp"
#include "geo/base/json.hpp"

namespace diming::api {
namespace {

using geo::json::Writer;

constexpr std::string_view kLicence = "Data of this register; sample data is invented";
constexpr std::string_view kCountry = "中国";
constexpr std::string_view kCountryCode = "cn";
constexpr int kDefaultLimit = 10;
constexpr int kMaxLimit = 50;

enum class Format { json, jsonv2, geojson };

struct Options {
  Format format = Format::jsonv2;
  bool address = false;
  bool geometry = false;
  bool names = false;
};

/// Nominatim's own form of a refusal.
struct Refusal {
  std::string message;
};

Response refuse(const Refusal& refusal) {
  Writer out;
  out.begin_object().key("error").begin_object().member("code", 400).member("message", refusal.message);
  out.end_object().end_object();
  return Response::json(out.take(), 400);
}

/// Only "0" is false, as there.
bool flag(const Request& request, std::string_view name, bool fallback) {
  const auto value = request.query_value(name);
  return value ? *value != "0" : fallback;
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Refusal> read_format(const Request& request, Options& options) {
  const auto format = request.query_value("format");
  if (!format) return std::nullopt;
  if (*format == "json") options.format = Format::json;
  else if (*format == "jsonv2") options.format = Format::jsonv2;
  else if (*format == "geojson") options.format = Format::geojson;
  else return Refusal{"Parameter 'format' must be one of: json, jsonv2, geojson"};
  return std::nullopt;
}

void write_address(Writer& out, const PlaceText& place) {
  out.key("address").begin_object();
  std::vector<std::string_view> used;
  for (const auto& [label, text] : place.address) {
    if (std::find(used.begin(), used.end(), label) != used.end()) continue;
    used.push_back(label);
    out.member(label, text);
  }
  out.member("country", kCountry).member("country_code", kCountryCode).end_object();
}

std::string fixed(double degrees) {
  char text[32];
  std::snprintf(text, sizeof text, "%.7f", degrees);
  return text;
}

void write_geometry(Writer& out, const gazetteer::GeocodeIndex& index, const gazetteer::Hit& hit) {
  geo::Geometry shape = geo::Point{hit.at};
  if (hit.kind == gazetteer::HitKind::name && !index.names()[hit.index].lines.empty())
    shape = geo::LineString{index.names()[hit.index].lines.front()};
  geo::json::write_geometry(out, shape);
}

void write_members(Writer& out, const PlaceText& place, const gazetteer::Hit& hit, const Options& options) {
  out.member("place_id", place.id);
  if (options.format != Format::geojson) out.member("licence", kLicence);
  out.member("osm_type", "relation").member("osm_id", place.id);
  if (options.format != Format::geojson) out.member("lat", fixed(hit.at.lat)).member("lon", fixed(hit.at.lon));
  out.member(options.format == Format::json ? "class" : "category", place.category).member("type", place.type);
  out.member("place_rank", place.rank).key("importance").number(hit.score, 4);
  out.member("addresstype", place.addresstype).member("name", place.name).member("display_name", place.display_name);
  if (options.address) write_address(out, place);
  if (options.names) out.key("namedetails").begin_object().member("name", place.name).end_object();
}

void write_plain(Writer& out, const gazetteer::GeocodeIndex& index, const gazetteer::Hit& hit, const Options& options) {
  out.begin_object();
  write_members(out, describe(index, hit), hit, options);
  out.key("boundingbox").begin_array().text(fixed(hit.bounds.south)).text(fixed(hit.bounds.north));
  out.text(fixed(hit.bounds.west)).text(fixed(hit.bounds.east)).end_array();
  if (options.geometry) write_geometry(out.key("geojson"), index, hit);
  out.end_object();
}

void write_feature(Writer& out, const gazetteer::GeocodeIndex& index, const gazetteer::Hit& hit,
                   const Options& options) {
  out.begin_object().member("type", "Feature").key("properties").begin_object();
  write_members(out, describe(index, hit), hit, options);
  out.end_object().key("bbox").begin_array().number(hit.bounds.west, 7).number(hit.bounds.south, 7);
  out.number(hit.bounds.east, 7).number(hit.bounds.north, 7).end_array().key("geometry");
  if (options.geometry) write_geometry(out, index, hit);
  else geo::json::write_geometry(out, geo::Point{hit.at});
  out.end_object();
}

Response answer(const gazetteer::GeocodeIndex& index, std::span<const gazetteer::Hit> hits, const Options& options,
                bool as_list) {
  Writer out;
  if (options.format == Format::geojson) {
    out.begin_object().member("type", "FeatureCollection").member("licence", kLicence).key("features").begin_array();
    for (const auto& hit : hits) write_feature(out, index, hit, options);
    out.end_array().end_object();
    return Response::json(out.take());
  }
  if (as_list) out.begin_array();
  for (const auto& hit : hits) write_plain(out, index, hit, options);
  if (as_list) out.end_array();
  return Response::json(out.take());
}

/// "4 福益路", the order that Nominatim documents, as 福益路4号; all else as it is.
std::string street_text(std::string_view street) {
  const auto space = street.find(' ');
  if (space == std::string_view::npos || street.front() < '0' || street.front() > '9') return std::string(street);
  const std::string_view number = street.substr(0, space);
  return std::string(street.substr(space + 1)).append(number).append(number.ends_with("号") ? "" : "号");
}

/// The structured fields joined as a Chinese address is written: from large to small, a city (地级) above its counties.
std::string structured_text(const Request& request) {
  std::string text;
  for (const auto* name : {"state", "city", "county"}) text += std::string(request.query_value(name).value_or(""));
  text += street_text(request.query_value("street").value_or(""));
  return text.append(request.query_value("amenity").value_or(""));
}

std::optional<Refusal> read_viewbox(const Request& request, gazetteer::SearchRequest& query) {
  auto box = request.query_value("viewbox");
  if (!box) box = request.query_value("viewboxlbrt");
  if (!box || box->empty()) return std::nullopt;
  std::vector<double> sides;
  for (std::string_view rest = *box; !rest.empty() || sides.size() < 4;) {
    const auto end = std::min(rest.find(','), rest.size());
    const auto side = number(rest.substr(0, end));
    if (!side) return Refusal{"Bad parameter 'viewbox'. Must be <x1>,<y1>,<x2>,<y2>."};
    sides.push_back(*side);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (rest.empty()) break;
  }
  if (sides.size() != 4) return Refusal{"Bad parameter 'viewbox'. Must be <x1>,<y1>,<x2>,<y2>."};
  query.viewbox.emplace();
  query.viewbox->add(geo::LonLat{sides[0], sides[1]});
  query.viewbox->add(geo::LonLat{sides[2], sides[3]});
  query.bounded = flag(request, "bounded", false);
  return std::nullopt;
}

std::optional<Refusal> read_query(const Request& request, gazetteer::SearchRequest& query) {
  const std::string structured = structured_text(request);
  const auto q = request.query_value("q");
  if (q && !structured.empty())
    return Refusal{"Structured query parameters (amenity, street, city, county, state, country, postalcode) cannot be"
                   " used together with 'q' parameter."};
  query.text = q ? std::string(*q) : structured;
  if (const auto limit = request.query_value("limit")) {
    const auto value = number(*limit);
    if (!value) return Refusal{"Parameter 'limit' must be a number."};
    query.limit = static_cast<std::size_t>(std::clamp(*value, 1.0, static_cast<double>(kMaxLimit)));
  }
  return read_viewbox(request, query);
}

bool country_asked_for(const Request& request) {
  const auto codes = request.query_value("countrycodes");
  return !codes || codes->empty() || codes->find(kCountryCode) != std::string_view::npos ||
         codes->find("CN") != std::string_view::npos;
}

/// A division is shown as wide as its area, not as its seat.
void widen(gazetteer::Hit& hit, const gazetteer::GeocodeIndex& index, const boundary::DivisionIndex& divisions) {
  if (hit.kind != gazetteer::HitKind::division) return;
  if (const auto area = divisions.area(index.divisions()[hit.index].id)) hit.bounds = geo::bounds_of(*area);
}

Response search(const Request& request, const gazetteer::GeocodeIndex& index,
                const boundary::DivisionIndex& divisions) {
  Options options{Format::jsonv2, flag(request, "addressdetails", false), flag(request, "polygon_geojson", false),
                  flag(request, "namedetails", false)};
  if (const auto refusal = read_format(request, options)) return refuse(*refusal);
  gazetteer::SearchRequest query;
  query.limit = kDefaultLimit;
  if (const auto refusal = read_query(request, query)) return refuse(*refusal);
  const auto lock = index.read_lock();
  auto hits = country_asked_for(request) ? gazetteer::search(index, query) : std::vector<gazetteer::Hit>{};
  for (auto& hit : hits) widen(hit, index, divisions);
  return answer(index, hits, options, true);
}

Response reverse(const Request& request, const gazetteer::GeocodeIndex& index,
                 const boundary::DivisionIndex& divisions) {
  Options options{Format::jsonv2, flag(request, "addressdetails", true), flag(request, "polygon_geojson", false),
                  flag(request, "namedetails", false)};
  if (const auto refusal = read_format(request, options)) return refuse(*refusal);
  std::optional<double> place[2];
  constexpr std::string_view kNames[] = {"lat", "lon"};
  for (int i = 0; i < 2; ++i) {
    const auto text = request.query_value(kNames[i]);
    if (!text) return refuse({"Parameter '" + std::string(kNames[i]) + "' missing."});
    place[i] = number(*text);
    if (!place[i]) return refuse({"Parameter '" + std::string(kNames[i]) + "' must be a number."});
  }
  const auto zoom = number(request.query_value("zoom").value_or("18"));
  if (!zoom) return refuse({"Parameter 'zoom' must be a number."});
  const geo::LonLat p{*place[1], *place[0]};
  const auto lock = index.read_lock();
  auto hit = geo::is_on_earth(p)
                       ? gazetteer::reverse(index, p, divisions.lowest(p), static_cast<int>(std::clamp(*zoom, 0.0, 18.0)))
                       : std::nullopt;
  if (!hit) return Response::json(std::string(R"({"error":"Unable to geocode"})"));
  widen(*hit, index, divisions);
  return answer(index, std::span(&*hit, 1), options, false);
}

Response status(const Request& request) {
  if (request.query_value("format") != "json") return Response::text(std::string("OK"));
  Writer out;
  out.begin_object().member("status", 0).member("message", "OK").member("software_version", "0.1.0").end_object();
  return Response::json(out.take());
}

}  // namespace

void register_nominatim(Router& router, const gazetteer::GeocodeIndex& index,
                        const boundary::DivisionIndex& divisions) {
  for (const std::string ending : {"", ".php"}) {
    router.add("GET", "/search" + ending,
               [&index, &divisions](const Request& request, geo::Connection&) { return search(request, index, divisions); });
    router.add("GET", "/reverse" + ending, [&index, &divisions](const Request& request, geo::Connection&) {
      return reverse(request, index, divisions);
    });
    router.add("GET", "/status" + ending, [](const Request& request, geo::Connection&) { return status(request); });
  }
}

}  // namespace diming::api
