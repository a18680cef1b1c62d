#include "tiles/build/rim_pairs.hpp"

#include <algorithm>
#include <deque>

namespace diming::tiles {
namespace {

constexpr double kTogether = 1e-5;  // units, as in CoverageLevel::area_at

class Pairer {
 public:
  explicit Pairer(bool holds_start) : depth_(holds_start ? 1 : 0) {}

  /// Events of one place.
  void meet(std::deque<std::size_t> leaving, std::deque<std::size_t> entering) {
    while (!leaving.empty() || !entering.empty()) {
      const bool enter = !entering.empty() && (depth_ > 0 || leaving.empty());
      auto& queue = enter ? entering : leaving;
      const std::size_t arc = queue.front();
      queue.pop_front();
      if (enter)
        close(arc);
      else
        open(arc);
    }
  }

  std::vector<RimPair> finish() {
    for (std::size_t i = 0; i < std::min(open_.size(), first_.size()); ++i)
      pairs_.push_back({open_[i], first_[i], true});
    return std::move(pairs_);
  }

 private:
  void open(std::size_t arc) {
    open_.push_back(arc);
    ++depth_;
  }
  void close(std::size_t arc) {
    --depth_;
    if (open_.empty()) {
      first_.push_back(arc);
      return;
    }
    pairs_.push_back({open_.front(), arc, false});
    open_.pop_front();
  }

  int depth_;
  std::deque<std::size_t> open_;
  std::deque<std::size_t> first_;  // entered before anything left: partners come at the end of the round
  std::vector<RimPair> pairs_;
};

}  // namespace

std::vector<RimPair> pair_along_rim(std::vector<RimEvent> events, bool holds_start) {
  std::sort(events.begin(), events.end(), [](const RimEvent& a, const RimEvent& b) {
    return a.place != b.place ? a.place < b.place : a.arc < b.arc;
  });
  Pairer pairer(holds_start);
  for (std::size_t i = 0; i < events.size();) {
    const double place = events[i].place;
    std::deque<std::size_t> leaving, entering;
    for (; i < events.size() && events[i].place < place + kTogether; ++i)
      (events[i].leaves ? leaving : entering).push_back(events[i].arc);
    pairer.meet(std::move(leaving), std::move(entering));
  }
  return pairer.finish();
}

}  // namespace diming::tiles
