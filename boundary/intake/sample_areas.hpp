// boundary/intake: an invented province: every village of the real list with an invented area.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "boundary/intake/sample_cells.hpp"
#include "boundary/intake/sample_sources.hpp"
#include "geo/base/geometry.hpp"

namespace diming::boundary {

/// CSV texts, formats in sample_sources.hpp.
struct SampleSources {
  std::string_view divisions;
  std::string_view land;
  std::string_view county_seats;
  std::string_view neighbour_seats;
};

struct SampleAreaOptions {
  std::string only_county;  ///< six digits: that county with what is above and below it; empty: all
  std::uint64_t seed = 330000;
};

struct SampleVillage {
  std::uint32_t division{};  ///< index in SampleAreas::divisions
  geo::LonLat site;          ///< inside the area
  geo::MultiPolygon area;    ///< valid, not empty; several parts where islands belong to it
};

struct SampleAreas {
  std::vector<SampleDivision> divisions;
  std::vector<SampleSeat> seats;        ///< of the counties, near their true places
  std::vector<SampleVillage> villages;  ///< one for each division of level 5, in their order
  /// Every line once, owners as indices in `villages`; the areas are made of exactly these positions.
  std::vector<SampleEdge> edges;
};

/// Progress from 0 to 1.
using SampleProgress = std::function<void(double)>;

/// Names, codes, seats and the coast are real, every line between two villages is invented. Neighbours share their
/// vertices bit for bit (positions are rounded to 1e-8 degree), with no gap and no overlap. The same input gives the
/// same shapes; a county alone has the shape that it has in the whole province. An unknown county is a `Fault`, as is a
/// broken text: both were built in. Thread: any; a pure function.
SampleAreas make_sample_areas(const SampleSources& sources, const SampleAreaOptions& options = {},
                              const SampleProgress& progress = {});

}  // namespace diming::boundary
