#include "boundary/intake/sample_areas.hpp"

#include <algorithm>

#include "boundary/intake/sample_coast.hpp"
#include "boundary/intake/sample_land.hpp"
#include "boundary/intake/sample_shore.hpp"
#include "boundary/intake/sample_sites.hpp"
#include "boundary/intake/sample_townships.hpp"
#include "geo/base/fault.hpp"
#include "geo/shape/ring.hpp"

namespace diming::boundary {
namespace {

// Plane units, about 50 m: more than two million vertices in the province, a thousand around the smallest county.
constexpr double kStep = 0.00045;

/// An edge as one owner walks it, the owner on the left.
struct Walk {
  const SampleEdge* edge;
  bool backwards;
  geo::LonLat start() const { return backwards ? edge->points.back() : edge->points.front(); }
  geo::LonLat end() const { return backwards ? edge->points.front() : edge->points.back(); }
  void append_to(geo::Ring& ring) const {
    if (backwards)
      ring.insert(ring.end(), edge->points.rbegin() + 1, edge->points.rend());
    else
      ring.insert(ring.end(), edge->points.begin() + 1, edge->points.end());
  }
};

/// Walks end where the next begins; each place begins one walk only.
std::vector<geo::Ring> join(std::vector<Walk> walks) {
  std::vector<geo::Ring> rings;
  while (!walks.empty()) {
    auto walk = walks.back();
    walks.pop_back();
    geo::Ring ring{walk.start()};
    walk.append_to(ring);
    while (ring.back() != ring.front()) {
      const auto next =
          std::find_if(walks.begin(), walks.end(), [&](const Walk& w) { return w.start() == ring.back(); });
      if (next == walks.end()) throw geo::Fault("sample.areas", "the lines around a village do not close");
      next->append_to(ring);
      *next = walks.back();
      walks.pop_back();
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

geo::MultiPolygon area_of(std::vector<geo::Ring> rings) {
  std::sort(rings.begin(), rings.end(),
            [](const auto& a, const auto& b) { return geo::signed_area(a) > geo::signed_area(b); });
  geo::MultiPolygon area;
  for (auto& ring : rings) {
    if (geo::signed_area(ring) > 0) {
      area.polygons.push_back({{std::move(ring)}});
      continue;
    }
    // shells come in falling size: the last that holds the hole is the nearest around it
    const auto shell = std::find_if(area.polygons.rbegin(), area.polygons.rend(),
                                    [&](const geo::Polygon& p) { return geo::ring_contains(p.rings[0], ring[0]); });
    if (shell == area.polygons.rend()) throw geo::Fault("sample.areas", "a hole without a shell");
    shell->rings.push_back(std::move(ring));
  }
  return area;
}

/// Divisions as counties see them.
struct Order {
  std::vector<std::uint32_t> county_of;              // index in seats, by division of level 3 and below
  std::vector<std::vector<std::uint32_t>> villages;  // by seat
  std::vector<std::uint32_t> townships;              // by seat
};

Order order_of(const std::vector<SampleDivision>& divisions, const std::vector<SampleSeat>& seats) {
  Order order{std::vector<std::uint32_t>(divisions.size(), kNoParent), {}, {}};
  order.villages.resize(seats.size()), order.townships.resize(seats.size());
  for (std::uint32_t i = 0; i < divisions.size(); ++i) {
    const auto& division = divisions[i];
    if (division.level < 3) continue;
    if (division.level > 3) {
      order.county_of[i] = order.county_of[division.parent];
    } else {
      const auto seat =
          std::find_if(seats.begin(), seats.end(), [&](const auto& s) { return s.code == division.code; });
      if (seat == seats.end()) throw geo::Fault("sample.areas", "no seat of " + division.name);
      order.county_of[i] = static_cast<std::uint32_t>(seat - seats.begin());
    }
    if (division.level == 4) ++order.townships[order.county_of[i]];
    if (division.level == 5) order.villages[order.county_of[i]].push_back(i);
  }
  return order;
}

/// Drops what is neither `county` nor above nor below it. Returns the old index of each row kept.
std::vector<std::uint32_t> keep_county(std::vector<SampleDivision>& divisions, const std::string& county) {
  std::vector<std::uint32_t> kept, renumbered(divisions.size(), kNoParent);
  std::vector<SampleDivision> out;
  for (std::uint32_t i = 0; i < divisions.size(); ++i) {
    const auto digits = std::min(divisions[i].code.size(), county.size());
    if (divisions[i].code.compare(0, digits, county, 0, digits) != 0) continue;
    renumbered[i] = static_cast<std::uint32_t>(out.size());
    kept.push_back(i);
    out.push_back(std::move(divisions[i]));
    if (out.back().parent != kNoParent) out.back().parent = renumbered[out.back().parent];
  }
  divisions = std::move(out);
  return kept;
}

/// The division of each site (kNobody outside).
std::vector<std::uint32_t> deal_all(const SampleAreas& made, const Order& order, const std::vector<SampleSite>& sites) {
  std::vector<std::uint32_t> division_of(sites.size(), kNobody);
  std::vector<std::vector<std::uint32_t>> by_county(made.seats.size());
  for (std::uint32_t i = 0; i < sites.size(); ++i)
    if (sites[i].county != kOutside) by_county[static_cast<std::size_t>(sites[i].county)].push_back(i);
  for (std::size_t c = 0; c < by_county.size(); ++c) {
    const auto dealt =
        deal_villages(made.divisions, order.villages[c], sites, by_county[c], to_plane(made.seats[c].at));
    for (std::size_t i = 0; i < dealt.size(); ++i) division_of[by_county[c][i]] = dealt[i];
  }
  return division_of;
}

/// Fills `made.villages` (areas still empty) and returns the village of each site.
std::vector<std::uint32_t> number_villages(SampleAreas& made, const std::vector<SampleSite>& sites,
                                           const std::vector<std::uint32_t>& division_of, const std::string& county) {
  std::vector<std::uint32_t> new_index(made.divisions.size(), kNobody);
  if (county.empty()) {
    for (std::uint32_t i = 0; i < new_index.size(); ++i) new_index[i] = i;
  } else {
    const auto kept = keep_county(made.divisions, county);
    for (std::uint32_t i = 0; i < kept.size(); ++i) new_index[kept[i]] = i;
    std::erase_if(made.seats, [&](const SampleSeat& s) { return s.code != county; });
    if (made.seats.empty()) throw geo::Fault("sample.areas", "no such county: " + county);
  }
  std::vector<std::uint32_t> village_of_division(made.divisions.size(), kNobody);
  for (std::uint32_t i = 0; i < made.divisions.size(); ++i)
    if (made.divisions[i].level == 5) {
      village_of_division[i] = static_cast<std::uint32_t>(made.villages.size());
      made.villages.push_back({i, {}, {}});
    }
  std::vector<std::uint32_t> owner(sites.size(), kNobody);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    if (division_of[i] == kNobody || new_index[division_of[i]] == kNobody) continue;
    owner[i] = village_of_division[new_index[division_of[i]]];
    made.villages[owner[i]].site = to_degrees(sites[i].at);
  }
  return owner;
}

void build_areas(SampleAreas& made) {
  std::vector<std::vector<Walk>> walks(made.villages.size());
  for (const auto& edge : made.edges) {
    if (edge.left != kNobody) walks[edge.left].push_back({&edge, false});
    if (edge.right != kNobody) walks[edge.right].push_back({&edge, true});
  }
  for (std::size_t v = 0; v < walks.size(); ++v) made.villages[v].area = area_of(join(std::move(walks[v])));
}

}  // namespace

SampleAreas make_sample_areas(const SampleSources& sources, const SampleAreaOptions& options,
                              const SampleProgress& progress) {
  const auto report = [&](double done) {
    if (progress) progress(done);
  };
  report(0);
  SampleAreas made;
  made.divisions = read_sample_divisions(sources.divisions);
  made.seats = read_sample_seats(sources.county_seats);
  const auto neighbours = read_sample_seats(sources.neighbour_seats);
  const SampleLand land(roughen_shore(read_sample_rings(sources.land), kStep, options.seed));
  const auto order = order_of(made.divisions, made.seats);
  SiteRequest request{land, made.seats, neighbours, {}, order.townships, options.seed};
  for (const auto& villages : order.villages) request.villages.push_back(static_cast<std::uint32_t>(villages.size()));
  const auto sites = strew_sites(request);
  report(0.4);
  const auto division_of = deal_all(made, order, sites);
  const auto owner = number_villages(made, sites, division_of, options.only_county);
  std::vector<PlanePoint> points;
  points.reserve(sites.size());
  for (const auto& site : sites) points.push_back(site.at);
  auto edges = draw_cells({points, owner, kStep, options.seed});
  report(0.7);
  made.edges = cut_at_coast(std::move(edges), land);
  report(0.8);
  build_areas(made);
  report(1);
  return made;
}

}  // namespace diming::boundary
