// boundary/intake: which site is which village.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "boundary/intake/sample_sites.hpp"
#include "boundary/intake/sample_sources.hpp"

namespace diming::boundary {

/// Deals the sites of one county out to its townships, as connected as halving allows and with exact numbers: 街道
/// around the seat, the others about them; in a township the communities take the places where sites lie dense.
/// In: `villages` (indices in `divisions`, township after township), as many as `sites` (indices in `all`).
/// Out: for each of `sites` its village. Order of `sites` does not matter.
std::vector<std::uint32_t> deal_villages(const std::vector<SampleDivision>& divisions,
                                         std::span<const std::uint32_t> villages, const std::vector<SampleSite>& all,
                                         std::span<const std::uint32_t> sites, PlanePoint seat);

}  // namespace diming::boundary
