// boundary/intake: the texts a sample is made from.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/lon_lat.hpp"

namespace diming::boundary {

inline constexpr std::uint32_t kNoParent = UINT32_MAX;

/// One row of the five levels. Levels: 1 province, 2 prefecture, 3 county, 4 township, 5 village or community.
struct SampleDivision {
  std::string code;  ///< statistics-bureau code with the digits of its level: 2 4 6 9 12
  std::string name;
  int level{};
  std::uint32_t parent = kNoParent;  ///< index in the same vector
};

struct SampleSeat {
  std::string code;  ///< six digits
  std::string name;
  geo::LonLat at;
};

/// All readers skip lines that begin with #.
/// In: CSV with a header line `code,name,parent_code,level`; longer codes are cut to the digits of their level.
/// Parents come before their children. A broken text is a `Fault`: it was built in.
std::vector<SampleDivision> read_sample_divisions(std::string_view csv);
/// In: CSV with a header line `code6,name,lon,lat`.
std::vector<SampleSeat> read_sample_seats(std::string_view csv);
/// In: CSV with a header line `ring_id,lon,lat`, rings as consecutive rows, closed or not. Out: closed rings.
std::vector<std::vector<geo::LonLat>> read_sample_rings(std::string_view csv);

}  // namespace diming::boundary
