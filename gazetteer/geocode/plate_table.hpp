// gazetteer/geocode: doorplates by road, by id and by place.
#pragma once
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "gazetteer/geocode/entries.hpp"
#include "gazetteer/geocode/plane.hpp"
#include "geo/shape/packed_rtree.hpp"

namespace diming::gazetteer {

/// A settled part that is built once (about 65 bytes a plate, no allocation of its own for any) and the few that came
/// later. A value; const is safe.
class PlateTable {
 public:
  PlateTable() = default;
  /// In: plates in order of id, each id once.
  explicit PlateTable(std::vector<PlateEntry> plates);

  const std::vector<PlateEntry>& entries() const { return plates_; }
  /// Indexes of a road's plates in order of number and sub-number.
  std::span<const std::uint32_t> of_road(std::uint32_t road) const;
  /// kNone if there is no such plate any more.
  std::uint32_t index_of(std::int64_t id) const;

  /// A plate that came later; it takes the place of an earlier one with the same id.
  void add(const PlateEntry& plate);
  /// Ids from `first` to `last`.
  void forget(std::int64_t first, std::int64_t last);
  /// True if so many came later that a table made of `remaining` is worth its while.
  bool worn() const;
  /// What is still in the register, in order of id.
  std::vector<PlateEntry> remaining() const;

  /// Nearest plate that `accept` takes, within `radius_m`.
  Nearest nearest(geo::LonLat p, double radius_m, const std::function<bool(std::uint32_t)>& accept) const;

 private:
  std::span<const std::uint32_t> settled_of_road(std::uint32_t road) const;
  std::vector<std::uint32_t>& touched(std::uint32_t road);
  void drop(std::uint32_t index);

  std::vector<PlateEntry> plates_;
  std::uint32_t settled_ = 0;               // so many of plates_, in order of id
  std::vector<std::uint32_t> by_road_;      // settled plates in order of road, number, sub-number
  std::vector<std::uint32_t> road_begin_;   // per road, into by_road_; one more than roads
  geo::PackedRTree tree_;                   // of the settled plates
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> touched_;  // all plates of roads that changed since
  std::unordered_map<std::int64_t, std::uint32_t> late_by_id_;
};

}  // namespace diming::gazetteer
