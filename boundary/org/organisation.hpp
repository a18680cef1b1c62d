// boundary/org: the five-level organisation that hangs on the tree of divisions.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/date.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

struct NewOrganisationUnit {
  std::int64_t division_id{};
  std::string kind;  ///< vocab/organisation_kinds.csv
  std::string name;
  std::string address;
  std::string phone;
  std::optional<std::int64_t> term_number;  ///< 届
  std::optional<geo::Date> elected_on;
  std::optional<geo::Date> term_ends_on;
  geo::Date effective_from{};
  std::optional<geo::LonLat> seat;
};
struct OrganisationUnit : NewOrganisationUnit {
  std::int64_t id{};
};

/// Founds all or none; ids are consecutive, the answer is the first. One change "insert_run" of kind
/// "organisation_unit" ("insert" for a batch of one).
/// Errors: organisation.name_missing, organisation.kind_unknown, organisation.term_reversed (the term ends before it
/// begins), division.not_found (no such unit on that day); field "row 3.kind".
geo::Result<std::int64_t> found_organisation_units(geo::Transaction& transaction,
                                                   std::span<const NewOrganisationUnit> batch);
geo::Result<std::int64_t> found_organisation_unit(geo::Transaction& transaction, const NewOrganisationUnit& unit);

/// Units of a division that hold on a day, by id.
std::vector<OrganisationUnit> organisation_units_of(geo::Connection& connection, std::int64_t division_id,
                                                    geo::Date on);

/// What the body of a division is called by rule: 西湖区 -> 西湖区人民政府, 北山街道 -> 北山街道办事处, 双溪村委会 ->
/// 双溪村村民委员会, 栖霞岭社区 -> 栖霞岭社区居民委员会.
struct OrganisationTitle {
  std::string_view kind;
  std::string name;
};
OrganisationTitle usual_organisation(int level, std::string_view division_name);

}  // namespace diming::boundary
