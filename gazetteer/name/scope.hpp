// gazetteer/name: within which area a name may stand only once, and who bears it there.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gazetteer/name/vocab.hpp"
#include "geo/base/date.hpp"
#include "geo/store/connection.hpp"

namespace diming::gazetteer {

/// A division on the way up from a place.
struct DivisionLink {
  std::int64_t id{};
  int level{};         ///< 1 province to 5 village
  std::string name{};  ///< as on the day asked for
};

/// The division and all that hold it on `day`, lowest first; empty if it does not hold on that day.
std::vector<DivisionLink> division_chain(geo::Connection& db, std::int64_t division_id, geo::Date day);

/// Where a name of a class must be alone (domain of the duplicate and homophone check).
struct UniqueArea {
  bool bounded{};              ///< false: no area is laid down for this class, nothing is checked
  std::int64_t division_id{};  ///< 0: the whole register
  std::string title{};         ///< "西湖区"
  bool stands_in{};  ///< the law means the built-up area (建成区); none is loaded, the county stands in for it
};
/// `chain` as division_chain gives it.
UniqueArea unique_area(const PlaceClass& place_class, const std::vector<DivisionLink>& chain);

/// A standard name that holds on the day asked for or from a later one.
struct NameMatch {
  std::int64_t place_id{};  ///< or the division's, for the class "division"
  std::string text{};
  std::string romanized{};
  std::string division_name{};
  bool same_tone = true;  ///< false: sounds alike without tones only
};

struct NameQuery {
  std::string text{};
  std::string sound{};  ///< RomanizedName::sound
  std::string toned_sound{};
  std::string class_id{};
  std::int64_t area_id{};  ///< UniqueArea::division_id
  geo::Date day{};
};
/// Places of the class inside the area whose standard name is `text`. At most 20.
std::vector<NameMatch> equal_names(geo::Connection& db, const NameQuery& query);
/// Places of the class inside the area with another standard name that sounds alike; same tones first. At most 20.
std::vector<NameMatch> homophones(geo::Connection& db, const NameQuery& query);
/// Prefectures and counties outside `chain` whose specific part (at least two characters) stands in `text`.
std::vector<std::string> foreign_divisions(geo::Connection& db, std::string_view text,
                                           const std::vector<DivisionLink>& chain, geo::Date day);
/// A division that holds on `day`, bears this character, and whose specific part stands in `text`; "" if none.
std::string division_with_character(geo::Connection& db, std::string_view character, std::string_view text,
                                    geo::Date day);

}  // namespace diming::gazetteer
