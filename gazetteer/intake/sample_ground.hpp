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
  double area_m2{};    ///< of the whole village
  bool dense = false;  ///< one of the tenth with the smallest areas that has room for a street

  /// Anywhere within `share` of the radius around the centre.
  geo::LonLat somewhere(boundary::SampleRandom& random, double share = 0.9) const;
};

std::vector<SampleGround> grounds_of(const boundary::SampleAreas& areas);

/// Circles smaller than this hold no street, in metres.
inline constexpr double kSmallestGround_m = 36;

}  // namespace diming::gazetteer
