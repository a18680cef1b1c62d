// api/ogc: vector tiles and their TileJSON.
#pragma once
#include <string>

#include "api/http/router.hpp"
#include "tiles/cache/tile_service.hpp"

namespace diming::api {

/// Scheme and authority under which the client reached the server, for links in answers: `fixed` if it is set.
std::string base_url(const Request& request, const std::string& fixed);

struct TileDoor {
  std::string base_url;     ///< "" takes each request's Host
  std::string attribution;  ///< 审图号 and sources
};

/// GET /tiles/{tileset} (TileJSON 3.0.0) and /tiles/{tileset}/{z}/{x}/{y} with nothing, ".mvt" or ".pbf" behind it:
/// 200 with ETag, 204 for an empty tile, 404 tile.unknown_tileset and tile.out_of_range, 400 tile.malformed.
/// X-Diming-Thinned: 1 says that a layer kept only part of its features. The service must outlive the server.
void register_tiles(Router& router, tiles::TileService& service, TileDoor door);

}  // namespace diming::api
