// boundary/line: legal lines 行政区域界线 and which edges they consist of.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "boundary/division/division_kind.hpp"
#include "boundary/division/division_tree.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

/// What lies on the side of an edge where there is no face.
enum class Beyond { nothing, coast, outside };  ///< nothing: there is a face on either side
std::string_view to_text(Beyond beyond);        ///< "", "coast", "outside"
Beyond parse_beyond(std::string_view text);

/// What makes two edges parts of one line.
struct LineKey {
  int level{};
  std::int64_t first_id{};
  std::int64_t second_id{};  ///< 0 unless `beyond` is nothing
  Beyond beyond{};
  friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

/// Assigns edges to lines: between two units at the highest level at which the edge separates them (an edge between
/// counties of two cities belongs to the cities' line); towards coast and outside to the line of the highest unit.
/// The first unit is the one with the smaller code.
///
/// Names: the first characters of both short names and 线 (定海, 普陀: 定普线); where these are equal or another line
/// of the level would get the same name, both whole short names (海宁海盐线). Otherwise <unit>海岸线 and <unit>外界. On
/// the writer's thread only, for one command.
class LinePlan {
 public:
  LinePlan(geo::Transaction& transaction, const DivisionTree& tree, geo::Date on);

  /// Line that separates the two units; `right` is 0 where there is no face. No line (level 0) inside one unit.
  LineKey key(std::int64_t left_division, std::int64_t right_division, Beyond beyond) const;
  /// Makes the line known; its id is there after `establish`.
  void want(const LineKey& key) { wanted_.emplace(key, 0); }
  /// Writes wanted lines that the register does not have yet, "unpublished", as one run. Answer: how many.
  std::int64_t establish();
  std::int64_t id(const LineKey& key) const;
  /// Ends lines that hold and were not wanted.
  void retire_unwanted();

 private:
  void read_existing();
  std::string short_form(const LineKey& key) const;
  std::string long_form(const LineKey& key) const;
  std::string short_name(std::int64_t division) const;
  bool comes_first(std::int64_t a, std::int64_t b) const;

  geo::Transaction& transaction_;
  const DivisionTree& tree_;
  geo::Date on_;
  DivisionKinds kinds_;
  std::map<LineKey, std::int64_t> existing_;
  std::multimap<std::pair<int, std::string>, std::int64_t> names_;
  std::map<LineKey, std::int64_t> wanted_;
};

/// Brings the lines of all edges in step with the tree, after units got parents. Answer: how many edges changed.
std::int64_t redraw_lines(geo::Transaction& transaction, geo::Date on);

}  // namespace diming::boundary
