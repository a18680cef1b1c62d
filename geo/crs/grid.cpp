#include "geo/crs/grid.hpp"

#include <cmath>

#include "geo/base/fault.hpp"

namespace diming::geo {
namespace {

constexpr double kFarthest = 9;  // degrees from the meridian; a 6-degree zone with its overlap reaches 4

void keep_complaint(void* complaint, int, const char* message) {
  *static_cast<std::string*>(complaint) = message;
}

/// Zones stand in rows in the EPSG dataset: 6 degrees with and without prefix, then 3 degrees likewise; UTM.
double central_meridian(int code) {
  if (code <= 4501) return 75 + 6 * (code - 4491);
  if (code <= 4512) return 75 + 6 * (code - 4502);
  if (code <= 4533) return 75 + 3 * (code - 4513);
  if (code <= 4554) return 75 + 3 * (code - 4534);
  return 6 * (code - 32600) - 183;
}

}  // namespace

Grid::Grid(const Crs& crs)
    : complaint_(std::make_unique<std::string>()),
      context_(proj_context_create()),
      meridian_(central_meridian(crs.epsg)) {
  if (!context_) throw Fault("proj.context", "no context");
  proj_log_func(context_.get(), complaint_.get(), keep_complaint);
  proj_context_set_enable_network(context_.get(), 0);
  const std::string base = crs.kind == Crs::Kind::wgs84_utm ? "EPSG:4326" : "EPSG:4490";
  const Handle<PJ, proj_destroy> from(proj_create(context_.get(), base.c_str()));
  const Handle<PJ, proj_destroy> to(proj_create(context_.get(), to_text(crs).c_str()));
  if (!from || !to) throw Fault("proj.create", *complaint_);
  const char* const options[] = {"ALLOW_BALLPARK=NO", nullptr};
  const Handle<PJ, proj_destroy> raw(
      proj_create_crs_to_crs_from_pj(context_.get(), from.get(), to.get(), nullptr, options));
  if (!raw) throw Fault("proj.transformation", *complaint_);
  way_.reset(proj_normalize_for_visualization(context_.get(), raw.get()));
  if (!way_) throw Fault("proj.axis_order", *complaint_);
}

bool Grid::is_near(LonLat degrees) const {
  return is_on_earth(degrees) && std::abs(degrees.lat) < 89 && std::abs(degrees.lon - meridian_) <= kFarthest;
}

std::optional<LonLat> Grid::run(PJ_DIRECTION direction, LonLat in) const {
  proj_errno_reset(way_.get());
  const PJ_COORD out = proj_trans(way_.get(), direction, proj_coord(in.lon, in.lat, 0, 0));
  if (proj_errno(way_.get()) != 0 || !std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) return std::nullopt;
  return LonLat{out.xy.x, out.xy.y};
}

std::optional<LonLat> Grid::to_degrees(LonLat metres) const {
  if (!std::isfinite(metres.lon) || !std::isfinite(metres.lat)) return std::nullopt;
  const auto degrees = run(PJ_INV, metres);
  return degrees && is_near(*degrees) ? degrees : std::nullopt;
}

std::optional<LonLat> Grid::to_metres(LonLat degrees) const {
  return is_near(degrees) ? run(PJ_FWD, degrees) : std::nullopt;
}

}  // namespace diming::geo
