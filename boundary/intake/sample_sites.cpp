#include "boundary/intake/sample_sites.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "boundary/intake/sample_random.hpp"
#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

// The window that holds the province and what borders on it, in cells of 0.01 degree.
constexpr double kWest = 117.6, kSouth = 26.6, kCell = 0.01;
constexpr int kColumns = 640, kRows = 520;
constexpr int kCandidates = 10;         // darts thrown for each site; the best one stays
constexpr double kFarAway = 0.1;        // plane units; a site farther away than this does not matter
constexpr int kRim = 8;                 // cells beyond the province that get sites
constexpr double kRimCellsPerSite = 4;  // about 4 km2, as in the province
constexpr int kSeaDistance = 16;        // cells between land and the points at sea

/// Smooth noise in [-1, 1] from values on a unit lattice.
double noise(PlanePoint p, std::uint64_t seed) {
  const double fx = std::floor(p.x), fy = std::floor(p.y);
  const auto value = [&](double i, double j) {
    const auto key =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(fx + i) * 100003 + static_cast<std::int64_t>(fy + j));
    return SampleRandom(sample_seed(seed, key)).between(-1, 1);
  };
  const double u = p.x - fx, v = p.y - fy, su = u * u * (3 - 2 * u), sv = v * v * (3 - 2 * v);
  const double low = value(0, 0) + (value(1, 0) - value(0, 0)) * su;
  const double high = value(0, 1) + (value(1, 1) - value(0, 1)) * su;
  return low + (high - low) * sv;
}

/// Moves a point by up to 5 km. Neighbouring points move alike, so a seat stays in its own region.
PlanePoint bend(PlanePoint p, std::uint64_t seed) {
  const PlanePoint wide = p * 5, fine = p * 14;
  return {p.x + 0.035 * noise(wide, seed + 1) + 0.010 * noise(fine, seed + 2),
          p.y + 0.035 * noise(wide, seed + 3) + 0.010 * noise(fine, seed + 4)};
}

PlanePoint cell_centre(int column, int row) {
  return to_plane({kWest + (column + 0.5) * kCell, kSouth + (row + 0.5) * kCell});
}

/// Sites by squares of the plane, for "how far is the nearest".
class NearestSite {
 public:
  NearestSite() : buckets_(static_cast<std::size_t>(kWide) * kHigh) {}
  void add(PlanePoint p) { buckets_[index(column(p.x), row(p.y))].push_back(p); }
  double distance(PlanePoint p) const {
    double best = kFarAway * kFarAway;
    const int c = column(p.x), r = row(p.y);
    for (int reach = 0; reach <= kReach; ++reach) {
      const double nearest_possible = (reach - 1) * kSide;
      if (reach > 1 && nearest_possible * nearest_possible > best) break;
      for (int y = std::max(0, r - reach); y <= std::min(kHigh - 1, r + reach); ++y)
        for (int x = std::max(0, c - reach); x <= std::min(kWide - 1, c + reach); ++x) {
          if (std::abs(x - c) != reach && std::abs(y - r) != reach) continue;
          for (const auto& q : buckets_[index(x, y)]) best = std::min(best, distance_squared(p, q));
        }
    }
    return std::sqrt(best);
  }

 private:
  static constexpr double kSide = 0.02;
  static constexpr int kWide = 300, kHigh = 290, kReach = 5;
  static int column(double x) { return std::clamp(static_cast<int>((x - 102.5) / kSide), 0, kWide - 1); }
  static int row(double y) { return std::clamp(static_cast<int>((y - 26.5) / kSide), 0, kHigh - 1); }
  static std::size_t index(int x, int y) { return static_cast<std::size_t>(y) * kWide + static_cast<std::size_t>(x); }
  std::vector<std::vector<PlanePoint>> buckets_;
};

class Strewer {
 public:
  explicit Strewer(const SiteRequest& request)
      : request_(request), random_(request.seed), cells_(request.seats.size()), settled_(request.land.rings().size()) {
    for (const auto* seats : {&request.seats, &request.neighbours})
      for (const auto& seat : *seats) bent_seats_.push_back(bend(to_plane(seat.at), request.seed));
    label_cells();
  }

  std::vector<SampleSite> run() {
    for (std::size_t county = 0; county < cells_.size(); ++county) strew_county(county);
    strew_rim();
    strew_sea();
    add_frame();
    return std::move(sites_);
  }

 private:
  struct Cell {
    int column, row;
    int ring;
    double spacing = 1;
  };
  static std::size_t at(int column, int row) {
    return static_cast<std::size_t>(row) * kColumns + static_cast<std::size_t>(column);
  }

  /// Index of the seat whose region holds `p`; neighbours count on behind the seats.
  std::size_t owner_of(PlanePoint p) const {
    const auto bent = bend(p, request_.seed);
    std::size_t best = 0;
    for (std::size_t i = 1; i < bent_seats_.size(); ++i)
      if (distance_squared(bent, bent_seats_[i]) < distance_squared(bent, bent_seats_[best])) best = i;
    return best;
  }

  void label_cells() {
    land_.assign(static_cast<std::size_t>(kColumns) * kRows, 0);
    inside_ = land_;
    for (int row = 0; row < kRows; ++row)
      for (int column = 0; column < kColumns; ++column) {
        const auto centre = cell_centre(column, row);
        const int ring = request_.land.ring_around(to_degrees(centre));
        if (ring < 0) continue;
        land_[at(column, row)] = 1;
        const auto owner = owner_of(centre);
        if (owner >= cells_.size()) continue;
        inside_[at(column, row)] = 1;
        cells_[owner].push_back({column, row, ring});
      }
  }

  void set_spacing(std::size_t county) {
    auto& cells = cells_[county];
    const auto seat = to_plane(request_.seats[county].at);
    const double radius = std::sqrt(static_cast<double>(cells.size()) / 3.14159) * kCell;
    std::vector<PlanePoint> towns;
    for (std::uint32_t i = 0; i < request_.townships[county] / 2; ++i) {
      const auto& cell = cells[random_.below(static_cast<std::uint32_t>(cells.size()))];
      towns.push_back(cell_centre(cell.column, cell.row));
    }
    const double town_radius = 0.7 * radius / std::sqrt(static_cast<double>(towns.size()) + 1);
    for (auto& cell : cells) {
      const auto p = cell_centre(cell.column, cell.row);
      cell.spacing = 0.2 + std::min(1.2, length(p - seat) / radius);
      double nearest = 1;
      for (const auto& town : towns) nearest = std::min(nearest, length(p - town) / town_radius);
      cell.spacing *= 0.45 + 0.55 * nearest;
    }
  }

  PlanePoint dart(const Cell& cell) {
    return to_plane({kWest + (cell.column + random_.unit()) * kCell, kSouth + (cell.row + random_.unit()) * kCell});
  }

  void place(PlanePoint p, int county, double spacing) {
    sites_.push_back({p, county, spacing});
    nearest_.add(p);
  }

  void strew_county(std::size_t county) {
    auto& cells = cells_[county];
    if (cells.empty()) throw geo::Fault("sample.sites", "no land for " + request_.seats[county].name);
    set_spacing(county);
    std::vector<double> weight;
    double sum = 0;
    for (const auto& cell : cells) weight.push_back(sum += 1 / (cell.spacing * cell.spacing));
    const auto any_cell = [&]() -> const Cell& {
      const auto it = std::upper_bound(weight.begin(), weight.end(), random_.unit() * sum);
      return cells[std::min(static_cast<std::size_t>(it - weight.begin()), cells.size() - 1)];
    };
    std::uint32_t left = request_.villages[county] - settle_islands(county);
    for (; left > 0; --left) place_best(county, any_cell);
  }

  /// A first site on every island that the county has not reached yet. Returns their number.
  std::uint32_t settle_islands(std::size_t county) {
    std::map<int, std::vector<Cell>> by_ring;
    for (const auto& cell : cells_[county]) by_ring[cell.ring].push_back(cell);
    std::uint32_t placed = 0;
    for (const auto& of_ring : by_ring) {
      const int ring = of_ring.first;
      const std::vector<Cell>& cells = of_ring.second;
      const auto index = static_cast<std::size_t>(ring);
      if (settled_[index] || placed + 1 >= request_.villages[county]) continue;
      settled_[index] = true;
      place_best(county,
                 [&]() -> const Cell& { return cells[random_.below(static_cast<std::uint32_t>(cells.size()))]; });
      ++placed;
    }
    return placed;
  }

  template <class AnyCell>
  void place_best(std::size_t county, AnyCell&& any_cell) {
    PlanePoint best{};
    double best_score = -1, best_spacing = 1;
    for (int found = 0, thrown = 0; found < kCandidates && thrown < 50 * kCandidates; ++thrown) {
      const auto& cell = any_cell();
      const auto p = dart(cell);
      if (!request_.land.contains(to_degrees(p)) || owner_of(p) != county) continue;
      ++found;
      const double score = nearest_.distance(p) / cell.spacing;
      if (score > best_score) best = p, best_score = score, best_spacing = cell.spacing;
    }
    if (best_score < 0) throw geo::Fault("sample.sites", "no place left in " + request_.seats[county].name);
    place(best, static_cast<int>(county), best_spacing);
  }

  /// How many cells away the nearest marked cell is, by chessboard steps, 255 at most.
  static std::vector<std::uint8_t> steps_from(const std::vector<std::uint8_t>& marked) {
    std::vector<std::uint8_t> steps(marked.size(), 255);
    const auto relax = [&](int c, int r, int dc, int dr) {
      if (c + dc < 0 || c + dc >= kColumns || r + dr < 0 || r + dr >= kRows) return;
      const auto through = steps[at(c + dc, r + dr)];
      if (through < 254)
        steps[at(c, r)] = std::min<std::uint8_t>(steps[at(c, r)], static_cast<std::uint8_t>(through + 1));
    };
    for (std::size_t i = 0; i < marked.size(); ++i)
      if (marked[i]) steps[i] = 0;
    for (int r = 0; r < kRows; ++r)
      for (int c = 0; c < kColumns; ++c)
        relax(c, r, -1, 0), relax(c, r, 0, -1), relax(c, r, -1, -1), relax(c, r, 1, -1);
    for (int r = kRows - 1; r >= 0; --r)
      for (int c = kColumns - 1; c >= 0; --c)
        relax(c, r, 1, 0), relax(c, r, 0, 1), relax(c, r, 1, 1), relax(c, r, -1, 1);
    return steps;
  }

  void strew_rim() {
    const auto steps = steps_from(inside_);
    std::vector<Cell> rim;
    for (int row = 0; row < kRows; ++row)
      for (int column = 0; column < kColumns; ++column) {
        const auto i = at(column, row);
        if (land_[i] && !inside_[i] && steps[i] <= kRim) rim.push_back({column, row, 0});
      }
    const auto wanted = static_cast<std::uint32_t>(static_cast<double>(rim.size()) / kRimCellsPerSite);
    for (std::uint32_t n = 0; n < wanted; ++n) {
      PlanePoint best{};
      double best_distance = 0;
      for (int i = 0; i < kCandidates; ++i) {
        const auto p = dart(rim[random_.below(static_cast<std::uint32_t>(rim.size()))]);
        if (owner_of(p) < cells_.size()) continue;
        if (const double d = nearest_.distance(p); d > best_distance) best = p, best_distance = d;
      }
      if (best_distance > 0) place(best, kOutside, 1);
    }
  }

  void strew_sea() {
    const auto steps = steps_from(land_);
    for (int row = 0; row < kRows; row += kSeaDistance)
      for (int column = 0; column < kColumns; column += kSeaDistance)
        if (steps[at(column, row)] >= kSeaDistance) place(dart({column, row, 0}), kOutside, 1);
  }

  /// Far points all around: no cell of the province is unbounded.
  void add_frame() {
    for (int i = 0; i < 40; ++i) {
      const double t = i / 40.0;
      for (const auto p : {PlanePoint{100 + 11 * t, 24.1 + 0.01 * t}, PlanePoint{111 - 0.01 * t, 24 + 11 * t},
                           PlanePoint{111 - 11 * t, 34.9 - 0.01 * t}, PlanePoint{100 + 0.01 * t, 35 - 11 * t}})
        sites_.push_back({p, kOutside, 1});
    }
  }

  const SiteRequest& request_;
  SampleRandom random_;
  std::vector<PlanePoint> bent_seats_;
  std::vector<std::vector<Cell>> cells_;  // by county, on land
  std::vector<bool> settled_;             // by ring of the land
  std::vector<std::uint8_t> land_, inside_;
  NearestSite nearest_;
  std::vector<SampleSite> sites_;
};

}  // namespace

std::vector<SampleSite> strew_sites(const SiteRequest& request) {
  return Strewer(request).run();
}

}  // namespace diming::boundary
