#include "boundary/intake/sample_townships.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace diming::boundary {
namespace {

struct Township {
  std::vector<std::uint32_t> villages;
  bool urban = false;
};

std::size_t villages_in(std::span<const Township> townships) {
  return std::accumulate(townships.begin(), townships.end(), std::size_t{0},
                         [](std::size_t sum, const Township& t) { return sum + t.villages.size(); });
}

class Dealer {
 public:
  Dealer(const std::vector<SampleDivision>& divisions, const std::vector<SampleSite>& all,
         std::vector<std::uint32_t>& village_of)
      : divisions_(divisions), all_(all), village_of_(village_of) {}

  /// Positions into the caller's list of sites, and the site each stands for.
  struct Slot {
    std::uint32_t position;
    std::uint32_t site;
  };

  void deal(std::span<Slot> slots, std::span<Township> townships) {
    if (townships.empty()) return;
    if (townships.size() == 1) return settle(slots, townships[0]);
    const std::size_t half = slots.size() / 2;
    std::size_t cut = 0, count = 0;
    while (cut + 1 < townships.size() && (cut == 0 || count + townships[cut].villages.size() / 2 <= half))
      count += townships[cut++].villages.size();
    const auto axis = long_axis(slots);
    const auto along = [&](const Slot& s) { return dot(all_[s.site].at, axis); };
    std::sort(slots.begin(), slots.end(), [&](const Slot& a, const Slot& b) { return along(a) < along(b); });
    deal(slots.first(count), townships.first(cut));
    deal(slots.subspan(count), townships.subspan(cut));
  }

 private:
  /// Direction in which the points spread most: the eigenvector of their covariance.
  PlanePoint long_axis(std::span<const Slot> slots) const {
    PlanePoint mean{};
    for (const auto& s : slots) mean = mean + all_[s.site].at;
    mean = mean * (1.0 / static_cast<double>(slots.size()));
    double xx = 0, xy = 0, yy = 0;
    for (const auto& s : slots) {
      const auto d = all_[s.site].at - mean;
      xx += d.x * d.x, xy += d.x * d.y, yy += d.y * d.y;
    }
    const double larger = (xx + yy) / 2 + std::sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    if (std::abs(xy) < 1e-12) return xx >= yy ? PlanePoint{1, 0} : PlanePoint{0, 1};
    return {xy, larger - xx};
  }

  void settle(std::span<Slot> slots, Township& township) {
    std::stable_sort(slots.begin(), slots.end(),
                     [&](const Slot& a, const Slot& b) { return all_[a.site].spacing < all_[b.site].spacing; });
    std::stable_partition(township.villages.begin(), township.villages.end(), [&](std::uint32_t village) {
      return divisions_[village].name.find("社区") != std::string::npos ||
             divisions_[village].name.find("居") != std::string::npos;
    });
    for (std::size_t i = 0; i < slots.size(); ++i) village_of_[slots[i].position] = township.villages[i];
  }

  const std::vector<SampleDivision>& divisions_;
  const std::vector<SampleSite>& all_;
  std::vector<std::uint32_t>& village_of_;
};

}  // namespace

std::vector<std::uint32_t> deal_villages(const std::vector<SampleDivision>& divisions,
                                         std::span<const std::uint32_t> villages, const std::vector<SampleSite>& all,
                                         std::span<const std::uint32_t> sites, PlanePoint seat) {
  assert(villages.size() == sites.size());
  std::vector<Township> townships;
  std::uint32_t last = kNoParent;
  for (const auto village : villages) {
    const auto parent = divisions[village].parent;
    if (std::exchange(last, parent) != parent) townships.push_back({{}, divisions[parent].name.ends_with("街道")});
    townships.back().villages.push_back(village);
  }
  const auto rural =
      std::stable_partition(townships.begin(), townships.end(), [](const Township& t) { return t.urban; });
  const auto urban_townships = static_cast<std::size_t>(rural - townships.begin());

  std::vector<Dealer::Slot> slots(sites.size());
  for (std::uint32_t i = 0; i < slots.size(); ++i) slots[i] = {i, sites[i]};
  std::sort(slots.begin(), slots.end(), [&](const auto& a, const auto& b) {
    return distance_squared(all[a.site].at, seat) < distance_squared(all[b.site].at, seat);
  });
  std::vector<std::uint32_t> village_of(sites.size());
  Dealer dealer(divisions, all, village_of);
  const std::span<Township> all_townships(townships);
  const auto town = all_townships.first(urban_townships), country = all_townships.subspan(urban_townships);
  const auto urban_sites = villages_in(town);
  dealer.deal(std::span(slots).first(urban_sites), town);
  dealer.deal(std::span(slots).subspan(urban_sites), country);
  return village_of;
}

}  // namespace diming::boundary
