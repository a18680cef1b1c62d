// gazetteer/intake: invented naming cases, one in every state.
#pragma once
#include <span>
#include <string>

#include "geo/base/lon_lat.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

inline constexpr std::size_t kSampleCases = 11;

/// Where a case is about.
struct CaseSite {
  std::int64_t division_id{};
  std::string division_name;
  geo::LonLat at;
};

/// Files a road name at each site and walks case i up to the i-th state: draft, submitted, accepted, correction,
/// reviewing, approved, report sent, returned, filed, announced, rejected. Answers how many.
geo::Result<std::int64_t> store_sample_cases(geo::Transaction& tx, std::span<const CaseSite> sites);

}  // namespace diming::gazetteer
