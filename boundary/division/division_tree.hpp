// boundary/division: the tree of divisions in time, as read from the file.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "boundary/division/division_code.hpp"
#include "geo/base/date.hpp"
#include "geo/store/connection.hpp"

namespace diming::boundary {

/// From the first day on which something holds to the first on which it no longer does.
struct Period {
  geo::Date from{};
  std::optional<geo::Date> to;
  bool holds(geo::Date on) const { return from <= on && (!to || on < *to); }
};
struct DatedName {
  std::string name;
  std::string romanized;
  Period period;
};
struct DatedCode {
  std::string system;  ///< 'nbs' 统计用区划代码, 'mca' 民政部代码
  std::string code;
  Period period;
};
struct DatedParent {
  std::int64_t parent_id{};
  Period period;
};
/// One unit with all its names, codes and parents of all times.
struct Division {
  std::int64_t id{};
  int level{};
  std::string kind;  ///< vocab/division_kinds.csv
  Period period;
  std::vector<DatedName> names;  ///< oldest first, as are the next two
  std::vector<DatedCode> codes;
  std::vector<DatedParent> parents;

  /// The name that holds then; the newest one if none does.
  std::string_view name_on(geo::Date on) const;
  /// Null if the unit has no code of that system then.
  const DatedCode* code_on(std::string_view system, geo::Date on) const;
  std::optional<std::int64_t> parent_on(geo::Date on) const;
};

/// Ids by level: chain[0] is the province, chain[4] the village; 0 where no unit is known.
using DivisionChain = std::array<std::int64_t, kLevels>;

/// A value, read once; const is safe.
class DivisionTree {
 public:
  DivisionTree() = default;
  static DivisionTree load(geo::Connection& connection);

  std::span<const Division> all() const { return divisions_; }  ///< by id
  const Division* find(std::int64_t id) const;
  const Division* find_by_code(std::string_view system, std::string_view code, geo::Date on) const;
  /// Units whose parent is `id` then, by id. `id` 0 asks for those without a parent.
  std::vector<const Division*> children(std::int64_t id, geo::Date on) const;
  /// The unit and all above it; empty (all 0) for an unknown id.
  DivisionChain chain(std::int64_t id, geo::Date on) const;

 private:
  void read_divisions(geo::Connection& connection);
  void read_names(geo::Connection& connection);
  void read_codes(geo::Connection& connection);
  void read_parents(geo::Connection& connection);
  Division* find_mutable(std::int64_t id);

  std::vector<Division> divisions_;
  std::multimap<std::string, std::size_t, std::less<>> by_code_;
  std::unordered_multimap<std::int64_t, std::size_t> children_;  ///< of all times
};

}  // namespace diming::boundary
