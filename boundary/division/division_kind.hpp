// boundary/division: kinds of divisions (data/vocab/division_kinds.csv) and what a name tells of its kind.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace diming::boundary {

/// One row of a table of kinds; a kind may have several suffixes.
struct KindRow {
  std::string_view kind;  ///< as stored, "county_city"
  std::string_view name;  ///< as shown, "县级市"
  int level{};
  std::string_view suffix;  ///< "" for what no other row of the level fits
};

/// Rows of data/vocab/`file`, in its order; the text is part of the program.
std::vector<KindRow> load_kinds(std::string_view file);

/// Kinds of divisions. A value; const is safe.
class DivisionKinds {
 public:
  DivisionKinds() : rows_(load_kinds("division_kinds.csv")) {}
  /// Kind of a unit of `level` by the longest suffix that its name ends with; 1 <= level <= 5.
  std::string_view guess(int level, std::string_view name) const { return match(level, name).kind; }
  /// The name without its suffix, "定海区" -> "定海"; one that would keep less than two characters stays whole. The
  /// people in the name of an autonomous county stay out: "景宁畲族自治县" -> "景宁".
  std::string short_name(int level, std::string_view name) const;
  /// The name without its suffix, whatever is left: "王村村委会" -> "王".
  std::string_view stem(int level, std::string_view name) const {
    return name.substr(0, name.size() - match(level, name).suffix.size());
  }
  /// "县级市" for "county_city"; the kind itself if it is unknown.
  std::string_view title(std::string_view kind) const;
  std::span<const KindRow> rows() const { return rows_; }

 private:
  const KindRow& match(int level, std::string_view name) const;
  std::vector<KindRow> rows_;
};

}  // namespace diming::boundary
