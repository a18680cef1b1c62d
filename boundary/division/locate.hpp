// boundary/division: a position -> the units that hold it, and the area of a unit.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "boundary/division/division_tree.hpp"
#include "geo/base/geometry.hpp"
#include "geo/store/follower.hpp"

namespace diming::boundary {

/// What an answer says of one unit of a chain.
struct ChainUnit {
  std::int64_t id{};
  int level{};
  std::string kind;
  std::string name;
  std::vector<DatedCode> codes;  ///< that hold
  std::vector<DatedName> names;  ///< of all times
};

/// Faces, edges and the tree of one day in memory, kept up by the change log.
/// Thread: any number may ask while `rebuild` or `follow` runs; they are answered from the state before until the new
/// one is complete. Before the first `rebuild` every answer is "nowhere".
class DivisionIndex : public geo::Follower {
 public:
  using Today = std::function<geo::Date()>;
  /// `today` tells which day's units and borders to take; it is asked at each rebuild and follow.
  explicit DivisionIndex(Today today = geo::today_in_china);
  ~DivisionIndex() override;

  std::string name() const override { return "divisions"; }
  void rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) override;
  /// Changes of divisions cost a new reading of the tree, of edges and faces one of all.
  void follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) override;

  /// Ids of the units that hold `p`, by level; nothing outside all faces.
  std::optional<DivisionChain> locate(geo::LonLat p) const;
  /// The lowest of them.
  std::optional<std::int64_t> lowest(geo::LonLat p) const;
  /// The same for many, under one lock: all 0 where there is none. `chains` is as long as `points`.
  void locate(std::span<const geo::LonLat> points, std::span<DivisionChain> chains) const;
  struct Near {
    DivisionChain chain{};
    double distance_m{};  ///< 0 if inside
  };
  /// For a position just off the coast: the nearest units at most `within_m` (up to 50,000) away.
  std::optional<Near> locate_near(geo::LonLat p, double within_m) const;

  /// The units of a chain, from the village up, those that are known.
  std::vector<ChainUnit> describe(const DivisionChain& chain) const;
  /// The unit and all above it; nothing for an id that does not hold.
  std::optional<DivisionChain> chain_of(std::int64_t division_id) const;
  /// Area from the faces of the unit and of those below it; nothing if there are none. Kept for the next call.
  std::optional<geo::MultiPolygon> area(std::int64_t division_id) const;

 private:
  struct Faces;
  struct State;
  /// Takes over the tree; `faces` null keeps those that are there.
  void publish(std::unique_ptr<Faces> faces, DivisionTree tree, geo::Date on);
  Today today_;
  mutable std::shared_mutex mutex_;
  std::unique_ptr<State> state_;
};

}  // namespace diming::boundary
