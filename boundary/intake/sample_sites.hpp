// boundary/intake: one point for each village, and points outside that bound the diagram.
#pragma once
#include <cstdint>
#include <vector>

#include "boundary/intake/sample_land.hpp"
#include "boundary/intake/sample_plane.hpp"
#include "boundary/intake/sample_sources.hpp"

namespace diming::boundary {

inline constexpr int kOutside = -1;

struct SampleSite {
  PlanePoint at;
  int county = kOutside;  ///< index in SiteRequest::seats, or kOutside
  double spacing{};       ///< how far apart villages lie here, relative: small in towns
};

struct SiteRequest {
  const SampleLand& land;
  const std::vector<SampleSeat>& seats;
  const std::vector<SampleSeat>& neighbours;  ///< seats outside of the province
  std::vector<std::uint32_t> villages;        ///< how many sites each of `seats` gets, at least 1
  std::vector<std::uint32_t> townships;       ///< how many townships each of `seats` has
  std::uint64_t seed{};
};

/// Points on land in the region nearest to their seat (after a bend of the plane, so that regions are no straight-edged
/// polygons), evenly strewn, denser near the seat and near some towns; exactly as many as asked for. Every island of
/// some size gets one. Then points beyond the province and at sea, all kOutside.
std::vector<SampleSite> strew_sites(const SiteRequest& request);

}  // namespace diming::boundary
