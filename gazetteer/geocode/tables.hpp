// gazetteer/geocode: all that search and reverse look at.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "gazetteer/geocode/fold.hpp"
#include "gazetteer/geocode/name_table.hpp"
#include "gazetteer/geocode/plate_table.hpp"

namespace diming::gazetteer {

/// Divisions, names and plates that point to each other by index. A value; const is safe.
class GeocodeTables {
 public:
  const Folder& folder() const { return folder_; }
  const std::vector<DivisionEntry>& divisions() const { return divisions_; }
  const std::vector<NameEntry>& names() const { return names_.entries(); }
  const std::vector<PlateEntry>& plates() const { return plates_.entries(); }

  /// Divisions whose folded text is `text`; what people leave out or add counts as well (杭州, 金兰村委会).
  std::span<const std::uint32_t> divisions_named(std::u32string_view text) const { return divisions_by_text_.find(text); }
  std::span<const std::uint32_t> names_named(std::u32string_view text) const { return names_.named(text); }
  std::vector<SimilarName> similar_names(std::u32string_view text, double least, std::size_t limit) const {
    return names_.similar(text, least, limit);
  }
  /// Plates of a road with this number and sub-number (0: those without one).
  std::span<const std::uint32_t> plates_numbered(std::uint32_t road, std::int32_t number, std::int32_t sub_number) const;
  std::uint32_t division_index(std::int64_t id) const;
  std::uint32_t name_index(std::int64_t id) const { return names_.index_of(id); }
  /// kNone also for a plate whose road is gone.
  std::uint32_t plate_index(std::int64_t id) const;
  /// True if `inner` is `outer` or lies in it; kNone lies in nothing and holds nothing.
  bool lies_in(std::uint32_t inner, std::uint32_t outer) const;
  /// From the province down to `division`.
  std::vector<std::uint32_t> chain(std::uint32_t division) const;

  /// Nearest plate or road within `radius_m` whose division `accept` takes; index kNone if there is none.
  using AcceptDivision = std::function<bool(std::uint32_t)>;
  Nearest nearest_plate(geo::LonLat p, double radius_m, const AcceptDivision& accept) const;
  Nearest nearest_road(geo::LonLat p, double radius_m, const AcceptDivision& accept) const;

  /// Parents first.
  void add_division(DivisionEntry entry);
  std::uint32_t add_name(NameEntry entry);
  void forget_name(std::int64_t id) { names_.forget(id); }
  /// Once all names are there. In: plates in order of id.
  void settle(std::vector<PlateEntry> plates);
  /// The same with a table that was built elsewhere.
  void settle(PlateTable plates) { plates_ = std::move(plates); }
  void add_plate(const PlateEntry& plate) { plates_.add(plate); }
  void forget_plates(std::int64_t first, std::int64_t last) { plates_.forget(first, last); }
  void tidy_roads();

 protected:
  const PlateTable& plate_table() const { return plates_; }

 private:
  bool stands(const PlateEntry& plate) const { return plate.road != kNone && !names()[plate.road].gone; }

  Folder folder_;
  std::vector<DivisionEntry> divisions_;
  std::unordered_map<std::int64_t, std::uint32_t> division_by_id_;
  Postings divisions_by_text_;
  NameTable names_;
  PlateTable plates_;
};

}  // namespace diming::gazetteer
