// gazetteer/name: places and their standard names enter the register.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "geo/base/date.hpp"
#include "geo/base/geometry.hpp"
#include "geo/store/transaction.hpp"

namespace diming::gazetteer {

/// A place with its standard name.
struct NewPlace {
  std::string class_id{};           ///< a row of place_classes
  std::string gb_code{};            ///< "": the class's own
  std::int64_t division_id{};       ///< lowest unit that holds it
  std::optional<int> importance{};  ///< 0 to 9; none: the class's own
  geo::Geometry geometry{};
  std::string source_crs = "cgcs2000";  ///< what it was given in
  std::string method{};                 ///< how it was found: "实测", "图解", ...
  std::optional<double> accuracy_m{};
  std::string name{};
  std::string specific{};  ///< with `generic`; both "": split_name
  std::string generic{};
  std::string romanized{};  ///< "": romanize
  std::optional<std::int64_t> naming_case_id{};
  geo::Date effective_from{};
  std::optional<geo::Date> published_from{};  ///< none: not yet for public doors
};

/// One place, its name and the log record (kind "place", action "insert", after = the row with its name). Answers the
/// place's id. Errors: name.missing, name.class_unknown, name.division_unknown (field as in NewPlace).
geo::Result<std::int64_t> name_place(geo::Transaction& tx, const NewPlace& place);

/// The same for a whole list with one record (action "insert_run", after = {count, sm3}). Ids follow the list's order
/// without gap; answers the first, 0 for an empty list. The first refusal leaves no row; its message names the row.
geo::Result<std::int64_t> register_places(geo::Transaction& tx, std::span<const NewPlace> places);

/// What the log keeps of a place: {class, gb_code, division_id, importance, name, romanized, effective_from,
/// published_from}.
std::string place_json(const NewPlace& place, const std::string& romanized);

/// First day on which public doors show the name; none: not yet. Records an update of the place.
void publish_place(geo::Transaction& tx, std::int64_t place_id, geo::Date day);

}  // namespace diming::gazetteer
