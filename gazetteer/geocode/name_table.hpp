// gazetteer/geocode: names by text, by likeness, by id; roads by place.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "gazetteer/geocode/entries.hpp"
#include "gazetteer/geocode/plane.hpp"
#include "geo/shape/packed_rtree.hpp"

namespace diming::gazetteer {

/// Lets a hash table of texts be asked with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::u32string_view text) const { return std::hash<std::u32string_view>{}(text); }
};

/// Indexes of entries under a folded text.
class Postings {
 public:
  void add(std::u32string_view text, std::uint32_t entry);
  void remove(std::u32string_view text, std::uint32_t entry);
  std::span<const std::uint32_t> find(std::u32string_view text) const;

 private:
  std::unordered_map<std::u32string, std::vector<std::uint32_t>, TextHash, std::equal_to<>> entries_;
};

/// A name that looks like the one asked for.
struct SimilarName {
  std::uint32_t index{};
  double share{};  ///< of the character pairs of both, in (0, 1] (Dice)
};

/// A value; const is safe.
class NameTable {
 public:
  /// In: the entry and its folded name. A standard name keeps its index when it comes again, so that the plates of a
  /// road stay with it. Answers the index.
  std::uint32_t add(NameEntry entry, std::u32string folded);
  /// All names of the object.
  void forget(std::int64_t id);
  /// Once after many were added: looks for roads become quick.
  void build_roads();
  bool roads_worn() const;

  const std::vector<NameEntry>& entries() const { return names_; }
  std::span<const std::uint32_t> named(std::u32string_view folded) const { return by_text_.find(folded); }
  /// Names that share the most character pairs with `folded`, best first; none below `least`, in (0, 1].
  std::vector<SimilarName> similar(std::u32string_view folded, double least, std::size_t limit) const;
  /// The standard name of an object, else another one, else kNone.
  std::uint32_t index_of(std::int64_t id) const;
  /// Nearest road that `accept` takes, within `radius_m`.
  Nearest nearest_road(geo::LonLat p, double radius_m, const std::function<bool(std::uint32_t)>& accept) const;

 private:
  std::uint32_t place_for(const NameEntry& entry);

  std::vector<NameEntry> names_;
  std::vector<std::u32string> folded_;
  std::vector<std::uint16_t> pair_counts_;  // of folded_
  std::unordered_multimap<std::int64_t, std::uint32_t> by_id_;
  Postings by_text_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_pair_;
  geo::PackedRTree road_tree_;
  std::vector<std::uint32_t> road_of_box_;
  std::vector<std::uint32_t> late_roads_;  // added or moved since; few
};

}  // namespace diming::gazetteer
