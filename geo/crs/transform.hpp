// geo/crs: from and to CGCS2000; the cage of PROJ.
#pragma once
#include <memory>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"
#include "geo/crs/crs.hpp"

namespace diming::geo {

/// Brings coordinates of one system into CGCS2000 degrees. `make` costs up to 0.2 s for a grid (PROJ reads its
/// database), so keep the object; a position then costs about 0.2 us. Used by one thread at a time (own PROJ context).
/// WGS 84 counts as CGCS2000: the two differ by centimetres, less than the sources do, and no public transformation
/// knows better. So do web mercator and UTM, which are laid upon it. Nothing is ever fetched from the network, and PROJ
/// may not guess ("ballpark").
class ToCgcs2000 {
 public:
  /// Fault: PROJ's database is missing or does not know a code that `parse_crs` takes.
  static Result<ToCgcs2000> make(const Crs& from);
  ~ToCgcs2000();
  ToCgcs2000(ToCgcs2000&&) noexcept;
  ToCgcs2000& operator=(ToCgcs2000&&) noexcept;

  /// In: `lon` holds longitude or easting in metres, `lat` latitude or northing. After an error the geometry is
  /// half-done and must be thrown away.
  /// Errors: geometry.out_of_range (not finite, off the earth, or too far from the grid's meridian for it to mean
  /// anything: often the axes are swapped, the zone is wrong, or degrees were given as metres).
  Result<void> apply(Geometry& geometry);
  Result<void> apply(LonLat& position);

 private:
  struct State;
  explicit ToCgcs2000(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The reverse, with the same rules. Grids take positions up to 9 degrees from their meridian.
class FromCgcs2000 {
 public:
  static Result<FromCgcs2000> make(const Crs& to);
  ~FromCgcs2000();
  FromCgcs2000(FromCgcs2000&&) noexcept;
  FromCgcs2000& operator=(FromCgcs2000&&) noexcept;

  Result<void> apply(Geometry& geometry);
  Result<void> apply(LonLat& position);

 private:
  struct State;
  explicit FromCgcs2000(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diming::geo
