#include "gazetteer/intake/sample_facilities.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "geo/base/fault.hpp"

namespace diming::gazetteer {
namespace {

using boundary::SampleRandom;

struct Share {
  std::string_view subkind;
  std::string_view ending;
  double up_to;  ///< cumulative probability
};

constexpr std::array<Share, 4> kCanteens = {{{"canteen", "老年食堂", 0.70},
                                             {"meal_point", "助餐点", 0.85},
                                             {"home_delivery", "送餐点", 0.95},
                                             {"central_kitchen", "助餐配送中心", 1}}};
constexpr std::array<Share, 6> kInstitutions = {{{"nursing_home", "养老院", 0.30},
                                                 {"nursing_home", "老年公寓", 0.42},
                                                 {"respect_home", "敬老院", 0.57},
                                                 {"welfare_home", "福利院", 0.62},
                                                 {"rehabilitation", "护理院", 0.70},
                                                 {"day_care", "居家养老服务照料中心", 1}}};
constexpr std::array<std::array<std::string_view, 2>, 4> kMeals = {{{"中晚", "10:30-12:30,16:30-18:00"},
                                                                    {"中晚", "10:50-12:30,16:40-18:10"},
                                                                    {"早中晚", "06:30-08:30,10:30-12:30,16:30-18:00"},
                                                                    {"中", "10:30-12:30"}}};
/// Area codes of the eleven prefectures, by the last two digits of their code.
constexpr std::array<std::string_view, 12> kAreaCodes = {"",     "0571", "0574", "0577", "0573", "0572",
                                                         "0575", "0579", "0570", "0580", "0576", "0578"};

template <std::size_t N>
const Share& draw(const std::array<Share, N>& shares, SampleRandom& random) {
  const double at = random.unit();
  return *std::find_if(shares.begin(), shares.end() - 1, [&](const Share& s) { return at < s.up_to; });
}

class FacilityMaker {
 public:
  FacilityMaker(const boundary::SampleAreas& areas, const std::vector<SampleRoad>& roads, const SampleWords& words,
                std::uint64_t seed)
      : areas_(areas), roads_(roads), words_(words), random_(boundary::sample_seed(seed, 3)) {
    for (std::uint32_t r = 0; r < roads.size(); ++r)
      if (roads[r].plates > 0 && (villages_.empty() || roads[villages_.back()].village != roads[r].village))
        villages_.push_back(r);
  }

  void run(std::uint32_t canteens, std::uint32_t institutions) {
    for (const auto first_road : shuffled_villages())
      if (facilities_.size() < canteens) add_canteen(first_road);
    const auto all = facilities_.size() + institutions;
    for (const auto first_road : shuffled_villages())
      if (facilities_.size() < all) add_institution(first_road);
  }

  std::vector<SampleFacility> take() { return std::move(facilities_); }

 private:
  /// The first road with doorplates of each village.
  std::vector<std::uint32_t> shuffled_villages() {
    auto drawn = villages_;
    const auto size = static_cast<std::uint32_t>(drawn.size());
    for (std::uint32_t i = 0; i + 1 < size; ++i) std::swap(drawn[i], drawn[i + random_.below(size - i)]);
    return drawn;
  }

  /// At any doorplate of the village that has no facility yet.
  SampleFacility at_a_doorplate(std::uint32_t first_road) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> free;
    for (auto r = first_road; r < roads_.size() && roads_[r].village == roads_[first_road].village; ++r)
      for (std::uint32_t p = 0; p < roads_[r].plates; ++p)
        if (!taken_.contains({r, p})) free.emplace_back(r, p);
    if (free.empty()) return {};
    const auto place = free[random_.below(static_cast<std::uint32_t>(free.size()))];
    taken_.insert(place);
    SampleFacility facility;
    facility.village = roads_[place.first].village;
    facility.road = place.first, facility.plate = place.second;
    facility.at = plates_of(roads_[place.first])[place.second].at;
    facility.phone = phone(code_of(facility.village));
    facility.state = random_.chance(0.94) ? "open" : random_.chance(0.7) ? "suspended" : "closed";
    return facility;
  }

  void add_canteen(std::uint32_t first_road) {
    auto facility = at_a_doorplate(first_road);
    const auto& share = draw(kCanteens, random_);
    facility.kind = "canteen", facility.subkind = share.subkind;
    facility.name = village_name(facility.village) + std::string(share.ending);
    const auto& meals = kMeals[random_.below(kMeals.size())];
    facility.meals = meals[0], facility.hours = meals[1];
    facility.price_yuan = 8 + static_cast<int>(random_.below(9));
    if (share.subkind == "canteen") facility.seats = 5 * (4 + static_cast<int>(random_.below(20)));
    if (share.subkind == "meal_point") facility.seats = 8 + 2 * static_cast<int>(random_.below(10));
    keep(std::move(facility));
  }

  void add_institution(std::uint32_t first_road) {
    auto facility = at_a_doorplate(first_road);
    if (facility.phone.empty()) return;  // the only doorplate of the village is a canteen
    const auto& share = draw(kInstitutions, random_);
    facility.kind = "care_institution", facility.subkind = share.subkind;
    facility.name = institution_name(facility.village, share);
    facility.nature = share.subkind == "respect_home" || share.subkind == "welfare_home" ? "公办"
                      : random_.chance(0.55)                                             ? "民办"
                      : random_.chance(0.6)                                              ? "公建民营"
                                                                                         : "公办";
    const bool day_care = share.subkind == "day_care";
    facility.grade = day_care ? 0 : static_cast<int>(std::min(random_.below(6), random_.below(6) + 1));
    facility.beds = day_care ? 5 + static_cast<int>(random_.below(26)) : 10 * (4 + static_cast<int>(random_.below(37)));
    facility.beds_in_use = static_cast<int>(facility.beds * random_.between(0.35, 1));
    facility.price_yuan = day_care ? 0 : 100 * (15 + static_cast<int>(random_.below(46)));
    keep(std::move(facility));
  }

  std::string institution_name(std::uint32_t village, const Share& share) {
    const auto& township = areas_.divisions[areas_.divisions[areas_.villages[village].division].parent];
    const auto stem = stem_of_division(township.name);
    const std::string ending(share.ending);
    if (share.subkind == "day_care") return village_name(village) + ending;
    if (share.subkind == "respect_home" && !names_.contains(stem + ending)) return stem + ending;
    if (share.subkind == "welfare_home") {
      const auto county = stem_of_division(areas_.divisions[township.parent].name) + "社会" + ending;
      if (!names_.contains(county)) return county;
    }
    const auto &first = words_.list("care_first"), &second = words_.list("care_second");
    for (int i = 0; i < 1000; ++i) {
      const auto &a = first[random_.below(static_cast<std::uint32_t>(first.size()))],
                 &b = second[random_.below(static_cast<std::uint32_t>(second.size()))];
      if (a != b && !names_.contains(stem + a + b + ending)) return stem + a + b + ending;
    }
    throw geo::Fault("sample.names", "the words of care are used up");
  }

  std::string phone(const std::string& code) {
    const int prefecture = std::stoi(code.substr(2, 2));
    const bool known = prefecture > 0 && prefecture < static_cast<int>(kAreaCodes.size());
    auto digits = std::to_string(10'000 + random_.below(10'000));
    return std::string(kAreaCodes[known ? static_cast<std::size_t>(prefecture) : 1]) + "-0000" + digits.substr(1);
  }

  const std::string& code_of(std::uint32_t village) const {
    return areas_.divisions[areas_.villages[village].division].code;
  }
  std::string village_name(std::uint32_t village) const {
    return short_village_name(areas_.divisions[areas_.villages[village].division].name);
  }
  void keep(SampleFacility facility) {
    names_.insert(facility.name);
    facilities_.push_back(std::move(facility));
  }

  const boundary::SampleAreas& areas_;
  const std::vector<SampleRoad>& roads_;
  const SampleWords& words_;
  SampleRandom random_;
  std::vector<std::uint32_t> villages_;  // the first road with doorplates of each village that has any
  std::set<std::pair<std::uint32_t, std::uint32_t>> taken_;
  std::set<std::string> names_;
  std::vector<SampleFacility> facilities_;
};

}  // namespace

std::vector<SampleFacility> make_facilities(const boundary::SampleAreas& areas, const std::vector<SampleRoad>& roads,
                                            const SampleWords& words, const SampleContentOptions& options) {
  FacilityMaker maker(areas, roads, words, options.seed);
  maker.run(options.canteens, options.care_institutions);
  return maker.take();
}

}  // namespace diming::gazetteer
