// boundary/division: commands that found divisions and hang them in the tree.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "boundary/division/division_tree.hpp"
#include "geo/base/lon_lat.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

struct NewDivision {
  int level{};       ///< 1 to 5
  std::string kind;  ///< vocab/division_kinds.csv; "" = guessed from the name
  std::string name;
  std::string romanized;  ///< "" if not known
  std::string system = "nbs";
  std::string code;                         ///< without padding, parse_division_code().digits
  std::optional<std::int64_t> parent_id;    ///< of the register
  std::optional<std::size_t> parent_index;  ///< of the same batch; at most one of the two
  geo::Date effective_from{};
  std::optional<geo::LonLat> seat;
};

/// A unit and the parent it belongs to from a day on.
struct NewParent {
  std::int64_t division_id{};
  std::int64_t parent_id{};
  geo::Date effective_from{};
};

/// Founds all or none; ids are consecutive in the batch's order, the answer is the first. One change "insert_run"
/// of kind "division" ("insert" with all fields for a batch of one).
/// Errors: division.code_exists (names the code and the unit that has it), division.parent_missing,
/// division.level_not_below (a child's level number is not greater than its parent's), division.cycle,
/// division.name_missing, division.level_unknown, division.code_malformed, division.kind_unknown; field "row 17.code".
geo::Result<std::int64_t> establish_divisions(geo::Transaction& transaction, std::span<const NewDivision> batch);
geo::Result<std::int64_t> establish_division(geo::Transaction& transaction, const NewDivision& division);

/// Gives units that have no parent on that day one; each is recorded as an "update" of its division.
/// Errors: division.parent_missing, division.level_not_below, division.cycle, division.parent_exists.
geo::Result<void> attach_divisions(geo::Transaction& transaction, std::span<const NewParent> links);

}  // namespace diming::boundary
