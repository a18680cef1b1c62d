// gazetteer/geocode: names, roads and doorplates in memory, kept up with the change log.
#pragma once
#include <cstdint>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "gazetteer/geocode/fold.hpp"
#include "geo/base/geometry.hpp"
#include "geo/shape/packed_rtree.hpp"
#include "geo/store/follower.hpp"

namespace diming::gazetteer {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// A division; `parent` is an index into the same vector or kNone.
struct DivisionEntry {
  std::int64_t id{};
  int level{};
  std::uint32_t parent = kNone;
  std::string kind;  ///< of data/vocab/division_kinds.csv
  std::string name;
  std::string code;
  geo::LonLat at;  ///< seat
};

/// A named place or facility. Roads carry their plates.
struct NameEntry {
  std::int64_t id{};
  std::string name;       ///< as the record spells it
  bool former = false;    ///< `name` is a former name or an alias; the standard one has an entry of its own
  std::string romanized;
  std::string kind;       ///< legal class, or "canteen", "care_institution"
  int importance{};
  std::uint32_t division = kNone;  ///< lowest unit
  std::int64_t doorplate_id{};     ///< facilities: where they are, or 0
  geo::LonLat at;
  geo::Bounds bounds;
  std::vector<std::vector<geo::LonLat>> lines;  ///< of roads
  bool gone = false;                            ///< replaced or retired since the rebuild
};

struct PlateEntry {
  std::int64_t id{};
  std::uint32_t road = kNone;  ///< index into names
  std::uint32_t division = kNone;
  std::int32_t number{};
  std::int32_t sub_number{};
  geo::LonLat at;
};

/// Read by many threads (hold `read_lock` while looking), written by its follower thread alone.
class GeocodeIndex : public geo::Follower {
 public:
  std::string name() const override { return "geocode"; }
  void rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) override;
  void follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) override;

  std::shared_lock<std::shared_mutex> read_lock() const { return std::shared_lock(mutex_); }

  const Folder& folder() const { return folder_; }
  const std::vector<DivisionEntry>& divisions() const { return divisions_; }
  const std::vector<NameEntry>& names() const { return names_; }
  const std::vector<PlateEntry>& plates() const { return plates_; }

  /// Divisions and names whose folded text is `text`; short division names (杭州 for 杭州市) count as well.
  std::span<const std::uint32_t> divisions_named(std::u32string_view text) const;
  std::span<const std::uint32_t> names_named(std::u32string_view text) const;
  /// Names that share the most character pairs with `text`, best first, with the share in (0, 1].
  std::vector<std::pair<std::uint32_t, double>> similar_names(std::u32string_view text, std::size_t limit) const;
  /// Plates of a road in order of number.
  std::span<const std::uint32_t> plates_of(std::uint32_t road) const;
  std::uint32_t division_index(std::int64_t id) const;
  std::uint32_t name_index(std::int64_t id) const;
  std::uint32_t plate_index(std::int64_t id) const;
  /// True if `inner` is `outer` or lies in it.
  bool lies_in(std::uint32_t inner, std::uint32_t outer) const;
  /// From the province down to `division`.
  std::vector<std::uint32_t> chain(std::uint32_t division) const;

  /// Nearest plate and nearest road to `p` within `radius_m`; kNone if there is none. Distances in metres.
  std::pair<std::uint32_t, double> nearest_plate(geo::LonLat p, double radius_m) const;
  std::pair<std::uint32_t, double> nearest_road(geo::LonLat p, double radius_m) const;

 private:
  using Postings = std::unordered_map<std::u32string, std::vector<std::uint32_t>>;
  void read_divisions(geo::Connection& db);
  void read_names(geo::Connection& db, std::int64_t first, std::int64_t last);
  void read_facilities(geo::Connection& db, std::int64_t first, std::int64_t last);
  void read_plates(geo::Connection& db, std::int64_t first, std::int64_t last);
  void add_name(NameEntry entry);
  void forget_name(std::int64_t id);
  void add_plate(PlateEntry entry);
  void forget_plates(std::int64_t first, std::int64_t last);
  void order_plates(std::uint32_t road);
  void build_trees();

  mutable std::shared_mutex mutex_;
  Folder folder_;
  std::vector<DivisionEntry> divisions_;
  std::vector<NameEntry> names_;
  std::vector<PlateEntry> plates_;
  std::unordered_map<std::int64_t, std::uint32_t> division_by_id_;
  std::unordered_multimap<std::int64_t, std::uint32_t> names_by_id_;
  Postings divisions_by_text_;
  Postings names_by_text_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> names_by_pair_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> plates_by_road_;
  geo::PackedRTree plate_tree_{std::span<const geo::Box>{}};
  geo::PackedRTree road_tree_{std::span<const geo::Box>{}};
  std::vector<std::uint32_t> road_of_box_;
  std::uint32_t plates_in_tree_ = 0;  // later plates and roads are few: they are looked at one by one
  std::uint32_t names_in_tree_ = 0;
};

}  // namespace diming::gazetteer
