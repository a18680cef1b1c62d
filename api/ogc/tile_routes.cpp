#include "api/ogc/tile_routes.hpp"

#include <charconv>

#include "api/http/problem.hpp"
#include "tiles/cache/gzip.hpp"

namespace diming::api {
namespace {

using tiles::TileAnswer;

constexpr std::string_view kTileType = "application/vnd.mapbox-vector-tile";
// Always asked for again: the ETag answers for freshness, and a commit shows at once.
constexpr std::string_view kCaching = "public, no-cache";

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

struct TileAddress {
  std::string_view tileset;
  std::int64_t z{}, x{}, y{};
};

std::optional<TileAddress> address(const Request& request) {
  const auto z = whole(request.param("z")), x = whole(request.param("x")), y = whole(request.param("y"));
  if (!z || !x || !y) return std::nullopt;
  return TileAddress{request.param("tileset"), *z, *x, *y};
}

bool accepts_gzip(const Request& request) {
  const auto accepted = request.header("accept-encoding");
  return accepted && accepted->find("gzip") != std::string_view::npos && accepted->find("gzip;q=0") == std::string_view::npos;
}

Response respond(const Request& request, TileAnswer answer) {
  if (answer.status == TileAnswer::Status::unknown)
    return problem({"tile.unknown_tileset", "tileset", "没有这个瓦片集；可用的图层见 /tiles/map。"}, request);
  if (answer.status == TileAnswer::Status::out_of_range)
    return problem({"tile.out_of_range", "z", "瓦片号超出范围：0 ≤ x, y < 2^z，且 z 须在瓦片集的级别之内。"}, request);
  if (answer.status == TileAnswer::Status::empty) return Response::no_content().set("Cache-Control", kCaching);
  Response response;
  if (accepts_gzip(request)) {
    response = Response::of(kTileType, std::move(answer.gzip));
    response.set("Content-Encoding", "gzip").set("ETag", answer.etag);
  } else {
    // other bytes, other tag
    response = Response::of(kTileType, tiles::gunzip(answer.gzip));
    response.set("ETag", answer.etag.substr(0, answer.etag.size() - 1) + "-plain\"");
  }
  response.set("Cache-Control", kCaching).set("Vary", "Accept-Encoding");
  if (answer.thinned) response.set("X-Diming-Thinned", "1");
  return response;
}

Response malformed(const Request& request) {
  return problem({"tile.malformed", "z", "瓦片地址须为 /tiles/图层/z/x/y，z、x、y 为整数。"}, request);
}

}  // namespace

std::string base_url(const Request& request, const std::string& fixed) {
  if (!fixed.empty()) return fixed;
  return "http://" + (request.host.empty() ? std::string("localhost") : request.host);
}

void register_tiles(Router& router, tiles::TileService& service, TileDoor door) {
  router.add("GET", "/tiles/{tileset}", [&service, door](const Request& request, geo::Connection&) {
    const std::string base = base_url(request, door.base_url);
    auto text = service.tilejson(request.param("tileset"), {base, door.attribution});
    return text ? Response::json(std::move(*text)) : problem(text.error(), request);
  });
  RouteOptions options;
  options.light = [&service](const Request& request) -> std::optional<Response> {
    const auto a = address(request);
    if (!a) return malformed(request);
    auto answer = service.cached_tile(a->tileset, a->z, a->x, a->y);
    if (!answer) return std::nullopt;
    return respond(request, std::move(*answer));
  };
  for (const auto* ending : {"{y}", "{y}.mvt", "{y}.pbf"})
    router.add(
        "GET", std::string("/tiles/{tileset}/{z}/{x}/") + ending,
        [&service](const Request& request, geo::Connection&) {
          const auto a = address(request);
          return a ? respond(request, service.tile(a->tileset, a->z, a->x, a->y)) : malformed(request);
        },
        options);
}

}  // namespace diming::api
