#include "gazetteer/intake/sample_roads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "gazetteer/intake/sample_streets.hpp"

namespace diming::gazetteer {
namespace {

constexpr double kDenseShare = 0.61;        // of the doorplates: six tenths after rounding, too
constexpr double kPlatesOfRoad = 12;        // doorplates that call for one more road
constexpr double kRoadWithoutPlates = 0.5;  // of the villages that get no doorplate
constexpr std::uint32_t kMostRoads = 24;
constexpr std::array<double, 4> kLongEnough_m = {120, 250, 400, 650};  // for importance 2, 3, 4, 5

/// Villages closest together draw most: the weight is 1 over the distance between neighbours.
double weight_of(const SampleGround& ground, bool of_capital) {
  return (ground.dense && of_capital ? 4.0 : 1.0) / std::sqrt(std::max(ground.area_m2, 1e4));
}

/// The county-level units that a prefecture's own seat lies in are its districts; the first rows of each prefecture.
bool is_capital(const std::string& county_code) {
  return county_code[4] == '0';
}

const std::vector<std::string>& generics_for(int importance) {
  static const std::array<std::vector<std::string>, 5> kGenerics = {
      {{"弄", "巷", "弄"}, {"路", "街", "巷", "直街"}, {"路", "路", "街"}, {"路", "路", "路", "街"}, {"大道", "路"}}};
  return kGenerics[static_cast<std::size_t>(importance - 1)];
}

int importance_of(const SampleStreet& street, bool dense, boundary::SampleRandom& random) {
  int importance = 1;
  for (const double enough : kLongEnough_m) importance += street.length_m > enough ? 1 : 0;
  return dense ? importance : std::min(importance, random.chance(0.25) ? 3 : 2);
}

}  // namespace

std::vector<std::uint32_t> share_plates(const boundary::SampleAreas& areas, const std::vector<SampleGround>& grounds,
                                        std::uint32_t total) {
  std::vector<double> weight(grounds.size());
  std::array<double, 2> sum{};
  for (std::size_t v = 0; v < grounds.size(); ++v) {
    if (grounds[v].radius_m < kSmallestGround_m) continue;
    weight[v] = weight_of(grounds[v], is_capital(areas.divisions[areas.villages[v].division].code));
    sum[grounds[v].dense] += weight[v];
  }
  const double dense_share = sum[1] == 0 ? 0 : sum[0] == 0 ? 1 : kDenseShare;
  std::vector<std::uint32_t> plates(grounds.size());
  double due = 0;
  std::uint32_t given = 0;
  std::size_t last = 0;
  for (std::size_t v = 0; v < grounds.size(); ++v) {
    if (weight[v] == 0) continue;
    due += total * (grounds[v].dense ? dense_share : 1 - dense_share) * weight[v] / sum[grounds[v].dense];
    plates[v] = static_cast<std::uint32_t>(due) - given;
    given += plates[v];
    last = v;
  }
  if (given < total && !plates.empty()) plates[last] += total - given;
  return plates;
}

std::vector<SampleRoad> name_roads(std::uint32_t village, const SampleGround& ground, std::uint32_t plates,
                                   boundary::SampleRandom& random, SampleNamer& namer) {
  if (ground.radius_m < kSmallestGround_m) return {};
  if (plates == 0 && !random.chance(kRoadWithoutPlates)) return {};
  const auto wanted = std::clamp(static_cast<std::uint32_t>(plates / kPlatesOfRoad + 0.5), 1u, kMostRoads);
  const auto streets = lay_streets(ground, wanted, random);
  double length = 0, passed = 0;
  for (const auto& street : streets) length += street.length_m;
  std::vector<SampleRoad> roads;
  std::uint32_t given = 0;
  for (const auto& street : streets) {
    passed += street.length_m;
    const auto due = &street == &streets.back() ? plates : static_cast<std::uint32_t>(plates * (passed / length));
    SampleRoad road;
    road.village = village;
    road.importance = importance_of(street, ground.dense, random);
    const auto name = namer.next(random, generics_for(road.importance));
    road.name = name.full(), road.specific = name.specific, road.generic = name.generic;
    road.line = street.line, road.origin = street.origin, road.crossings_m = street.crossings_m;
    road.plates = due - given;
    road.seed = random.next();
    given = due;
    roads.push_back(std::move(road));
  }
  return roads;
}

}  // namespace diming::gazetteer
