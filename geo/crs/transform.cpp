#include "geo/crs/transform.hpp"

#include <cmath>

#include "geo/crs/bd09.hpp"
#include "geo/crs/gcj02.hpp"
#include "geo/crs/grid.hpp"
#include "geo/crs/mercator.hpp"

namespace diming::geo {
namespace {

using Kind = Crs::Kind;

Error out_of_range(const char* hint) {
  return {"geometry.out_of_range", "geometry", std::string("坐标超出该坐标系的范围，请检查") + hint + "。"};
}

std::unique_ptr<Grid> grid_of(const Crs& crs) {
  if (crs.kind != Kind::cgcs2000_grid && crs.kind != Kind::wgs84_utm) return nullptr;
  return std::make_unique<Grid>(crs);
}

/// Applies `move(LonLat) -> optional<LonLat>` to all positions until one has no answer.
template <class Move>
bool move_all(Geometry& geometry, Move&& move) {
  bool good = true;
  for_each_position(geometry, [&](LonLat& p) {
    if (!good) return;
    const std::optional<LonLat> moved = move(p);
    if (moved) p = *moved;
    good = moved.has_value();
  });
  return good;
}

template <class Move>
bool move_one(LonLat& position, Move&& move) {
  const std::optional<LonLat> moved = move(position);
  if (moved) position = *moved;
  return moved.has_value();
}

constexpr const char* kCheckSource = "坐标系、分带和坐标轴的先后";
constexpr const char* kCheckTarget = "所选分带是否覆盖该位置";

}  // namespace

struct ToCgcs2000::State {
  Crs crs;
  std::unique_ptr<Grid> grid;

  std::optional<LonLat> operator()(LonLat p) const {
    if (grid) return grid->to_degrees(p);
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return std::nullopt;
    if (crs.kind == Kind::mercator) {
      p = from_mercator({p.lon, p.lat});
    } else if (!is_on_earth(p)) {
      return std::nullopt;
    } else if (crs.kind == Kind::gcj02) {
      p = from_gcj02({p.lon, p.lat});
    } else if (crs.kind == Kind::bd09) {
      p = lon_lat_of(Bd09Point{p.lon, p.lat});
    }
    return is_on_earth(p) ? std::optional(p) : std::nullopt;
  }
};

ToCgcs2000::ToCgcs2000(std::unique_ptr<State> state) : state_(std::move(state)) {}
ToCgcs2000::~ToCgcs2000() = default;
ToCgcs2000::ToCgcs2000(ToCgcs2000&&) noexcept = default;
ToCgcs2000& ToCgcs2000::operator=(ToCgcs2000&&) noexcept = default;

Result<ToCgcs2000> ToCgcs2000::make(const Crs& from) {
  return ToCgcs2000(std::make_unique<State>(State{from, grid_of(from)}));
}

Result<void> ToCgcs2000::apply(Geometry& geometry) {
  if (!move_all(geometry, *state_)) return out_of_range(kCheckSource);
  return {};
}

Result<void> ToCgcs2000::apply(LonLat& position) {
  if (!move_one(position, *state_)) return out_of_range(kCheckSource);
  return {};
}

struct FromCgcs2000::State {
  Crs crs;
  std::unique_ptr<Grid> grid;

  std::optional<LonLat> operator()(LonLat p) const {
    if (!is_on_earth(p)) return std::nullopt;
    if (grid) return grid->to_metres(p);
    switch (crs.kind) {
      case Kind::gcj02: {
        const Gcj02Point shifted = to_gcj02(p);
        return LonLat{shifted.lon, shifted.lat};
      }
      case Kind::bd09: {
        const Bd09Point shifted = to_bd09(p);
        return LonLat{shifted.lon, shifted.lat};
      }
      case Kind::mercator: {
        const MercatorPoint metres = to_mercator(p);
        return LonLat{metres.x, metres.y};
      }
      default:
        return p;
    }
  }
};

FromCgcs2000::FromCgcs2000(std::unique_ptr<State> state) : state_(std::move(state)) {}
FromCgcs2000::~FromCgcs2000() = default;
FromCgcs2000::FromCgcs2000(FromCgcs2000&&) noexcept = default;
FromCgcs2000& FromCgcs2000::operator=(FromCgcs2000&&) noexcept = default;

Result<FromCgcs2000> FromCgcs2000::make(const Crs& to) {
  return FromCgcs2000(std::make_unique<State>(State{to, grid_of(to)}));
}

Result<void> FromCgcs2000::apply(Geometry& geometry) {
  if (!move_all(geometry, *state_)) return out_of_range(kCheckTarget);
  return {};
}

Result<void> FromCgcs2000::apply(LonLat& position) {
  if (!move_one(position, *state_)) return out_of_range(kCheckTarget);
  return {};
}

}  // namespace diming::geo
