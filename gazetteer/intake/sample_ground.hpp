// gazetteer/intake: where in a village there is room to build.
#pragma once
#include <vector>

#include "boundary/intake/sample_areas.hpp"
#include "boundary/intake/sample_plane.hpp"
#include "boundary/intake/sample_random.hpp"

namespace diming::gazetteer {

/// A circle inside the village, about the largest there is.
struct SampleGround {
  boundary::PlanePoint centre;
  double radius_m{};
  double area_m2{};                       ///< of the whole village
  const geo::Polygon* outline = nullptr;  ///< the part that the circle lies in; borrowed from the areas
  std::uint32_t township{};               ///< index in SampleAreas::divisions
  bool dense = false;                     ///< one of the tenth with the smallest areas that has room for a street

  /// Metres from a place inside the outline to the outline.
  double clearance_m(boundary::PlanePoint p) const;
  /// Anywhere within `share` of the radius around the centre.
  geo::LonLat somewhere(boundary::SampleRandom& random, double share = 0.9) const;
};

/// The areas must outlive the grounds.
std::vector<SampleGround> grounds_of(const boundary::SampleAreas& areas);

/// Circles smaller than this hold no street, in metres.
inline constexpr double kSmallestGround_m = 40;

}  // namespace diming::gazetteer
