// geo/crs: a map grid through PROJ; for the .cpp files of this room only.
#pragma once
#include <proj.h>

#include <memory>
#include <optional>
#include <string>

#include "geo/base/handle.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/crs/crs.hpp"

namespace diming::geo {

/// A transverse Mercator grid of CGCS2000 or UTM. Used by one thread at a time.
class Grid {
 public:
  /// Fault: PROJ has no database or does not know the code.
  explicit Grid(const Crs& crs);

  /// Degrees of metres (easting in `lon`), or none if they mean nothing on this grid.
  std::optional<LonLat> to_degrees(LonLat metres) const;
  std::optional<LonLat> to_metres(LonLat degrees) const;

 private:
  bool is_near(LonLat degrees) const;
  std::optional<LonLat> run(PJ_DIRECTION direction, LonLat in) const;

  std::unique_ptr<std::string> complaint_;
  Handle<PJ_CONTEXT, proj_context_destroy> context_;
  Handle<PJ, proj_destroy> way_;  // degrees -> metres
  double meridian_ = 0;
};

}  // namespace diming::geo
