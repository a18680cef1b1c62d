#include "gazetteer/intake/sample_places.hpp"

#include <map>

namespace diming::gazetteer {
namespace {

using boundary::SampleRandom;

/// Names are unique in a county among each kind.
class PlaceMaker {
 public:
  PlaceMaker(const boundary::SampleAreas& areas, const std::vector<SampleGround>& grounds, const SampleWords& words,
             std::uint64_t seed)
      : areas_(areas), grounds_(grounds), words_(words), random_(boundary::sample_seed(seed, 2)) {
    for (std::uint32_t v = 0; v < grounds.size(); ++v) (grounds[v].dense ? town_ : country_).push_back(v);
    if (country_.empty()) country_ = town_;
    if (town_.empty()) town_ = country_;
  }

  void natural_village() {
    const auto v = any(country_);
    add(v, "natural_village", name(v, "hamlet", words_.list("hamlet_generic")), 2,
        geo::Point{grounds_[v].somewhere(random_)});
  }

  void natural_feature() {
    const auto v = any(country_);
    if (random_.chance(0.45)) {
      add(v, "natural", name(v, "hill", {"山", "山", "山", "岭"}), 2, geo::Point{grounds_[v].somewhere(random_, 0.7)});
    } else if (random_.chance(0.6)) {
      add(v, "natural", name(v, "water", {"溪", "溪", "河", "港"}), 3, stream(grounds_[v]));
    } else {
      add(v, "natural", name(v, "water", {"水库", "水库", "湖"}), 3, geo::Point{grounds_[v].somewhere(random_, 0.6)});
    }
  }

  void estate_or_building() {
    const auto v = any(town_);
    const bool building = random_.chance(0.2);
    add(v, "estate_building", name(v, "estate", words_.list(building ? "building_generic" : "estate_generic")),
        building ? 1 : 2, geo::Point{grounds_[v].somewhere(random_, 0.8)});
  }

  std::vector<SamplePlace> take() { return std::move(places_); }

 private:
  std::uint32_t any(const std::vector<std::uint32_t>& villages) {
    return villages[random_.below(static_cast<std::uint32_t>(villages.size()))];
  }

  SampleName name(std::uint32_t village, const std::string& pool, const std::vector<std::string>& generics) {
    const auto county = areas_.divisions[areas_.villages[village].division].code.substr(0, 6);
    return namers_.try_emplace(county + pool, words_, pool).first->second.next(random_, generics);
  }

  /// A winding line right across the circle.
  geo::LineString stream(const SampleGround& ground) {
    const double t = random_.between(-1, 1), radius = 0.9 * ground.radius_m / boundary::kMetresPerUnit;
    const boundary::PlanePoint along{(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)}, across{-along.y, along.x};
    geo::LineString line;
    constexpr int kSteps = 14;
    double drift = 0;
    for (int k = 0; k <= kSteps; ++k) {
      const double at = 2.0 * k / kSteps - 1;
      drift = 0.7 * drift + random_.between(-0.12, 0.12);
      line.points.push_back(to_degrees(ground.centre + along * (0.9 * at * radius) + across * (drift * radius)));
    }
    return line;
  }

  void add(std::uint32_t village, std::string_view cls, SampleName name, int importance, geo::Geometry geometry) {
    places_.push_back({village, cls, name.full(), std::move(name.specific), std::move(name.generic), importance,
                       std::move(geometry)});
  }

  const boundary::SampleAreas& areas_;
  const std::vector<SampleGround>& grounds_;
  const SampleWords& words_;
  SampleRandom random_;
  std::vector<std::uint32_t> town_, country_;
  std::map<std::string, SampleNamer> namers_;  // by county and pool
  std::vector<SamplePlace> places_;
};

}  // namespace

std::vector<SamplePlace> make_places(const boundary::SampleAreas& areas, const std::vector<SampleGround>& grounds,
                                     const SampleWords& words, const SampleContentOptions& options) {
  if (grounds.empty()) return {};
  PlaceMaker maker(areas, grounds, words, options.seed);
  for (std::uint32_t i = 0; i < options.natural_villages; ++i) maker.natural_village();
  for (std::uint32_t i = 0; i < options.natural_features; ++i) maker.natural_feature();
  for (std::uint32_t i = 0; i < options.estates_and_buildings; ++i) maker.estate_or_building();
  return maker.take();
}

}  // namespace diming::gazetteer
