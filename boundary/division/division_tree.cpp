#include "boundary/division/division_tree.hpp"

#include <algorithm>

#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kDivisions =
    "SELECT id, level, kind, effective_from, effective_to FROM division ORDER BY id";
constexpr std::string_view kNames =
    "SELECT division_id, name, romanized, effective_from, effective_to FROM division_name"
    " ORDER BY division_id, effective_from, id";
constexpr std::string_view kCodes =
    "SELECT division_id, system, code, effective_from, effective_to FROM division_code"
    " ORDER BY division_id, effective_from, system";
constexpr std::string_view kParents =
    "SELECT division_id, parent_id, effective_from, effective_to FROM division_parent"
    " ORDER BY division_id, effective_from";

Period period_at(const geo::Statement& row, int column) {
  const auto day = [&](int c) {
    const auto date = geo::parse_date(row.text(c), "effective");
    if (!date) throw geo::Fault("boundary.division_tree", "stored date '" + std::string(row.text(c)) + "'");
    return *date;
  };
  Period period{day(column), std::nullopt};
  if (!row.is_null(column + 1)) period.to = day(column + 1);
  return period;
}

}  // namespace

std::string_view Division::name_on(geo::Date on) const {
  std::string_view newest;
  for (const auto& dated : names) {
    if (dated.period.holds(on)) return dated.name;
    newest = dated.name;
  }
  return newest;
}

const DatedCode* Division::code_on(std::string_view system, geo::Date on) const {
  for (const auto& dated : codes)
    if (dated.system == system && dated.period.holds(on)) return &dated;
  return nullptr;
}

std::optional<std::int64_t> Division::parent_on(geo::Date on) const {
  for (const auto& dated : parents)
    if (dated.period.holds(on)) return dated.parent_id;
  return std::nullopt;
}

DivisionTree DivisionTree::load(geo::Connection& connection) {
  DivisionTree tree;
  tree.read_divisions(connection);
  tree.read_names(connection);
  tree.read_codes(connection);
  tree.read_parents(connection);
  return tree;
}

void DivisionTree::read_divisions(geo::Connection& connection) {
  auto row = connection.prepare(kDivisions);
  while (row.step()) {
    Division& division = divisions_.emplace_back();
    division.id = row.integer(0);
    division.level = static_cast<int>(row.integer(1));
    division.kind = row.text(2);
    division.period = period_at(row, 3);
  }
}

void DivisionTree::read_names(geo::Connection& connection) {
  auto row = connection.prepare(kNames);
  while (row.step())
    if (Division* division = find_mutable(row.integer(0)))
      division->names.push_back({std::string(row.text(1)), std::string(row.text(2)), period_at(row, 3)});
}

void DivisionTree::read_codes(geo::Connection& connection) {
  auto row = connection.prepare(kCodes);
  while (row.step())
    if (Division* division = find_mutable(row.integer(0))) {
      division->codes.push_back({std::string(row.text(1)), std::string(row.text(2)), period_at(row, 3)});
      by_code_.emplace(row.text(2), static_cast<std::size_t>(division - divisions_.data()));
    }
}

void DivisionTree::read_parents(geo::Connection& connection) {
  auto row = connection.prepare(kParents);
  while (row.step())
    if (Division* division = find_mutable(row.integer(0))) {
      division->parents.push_back({row.integer(1), period_at(row, 2)});
      children_.emplace(row.integer(1), static_cast<std::size_t>(division - divisions_.data()));
    }
}

const Division* DivisionTree::find(std::int64_t id) const {
  const auto it = std::lower_bound(divisions_.begin(), divisions_.end(), id,
                                   [](const Division& d, std::int64_t wanted) { return d.id < wanted; });
  return it != divisions_.end() && it->id == id ? &*it : nullptr;
}

Division* DivisionTree::find_mutable(std::int64_t id) {
  return const_cast<Division*>(find(id));
}

const Division* DivisionTree::find_by_code(std::string_view system, std::string_view code, geo::Date on) const {
  const auto [first, last] = by_code_.equal_range(code);
  for (auto it = first; it != last; ++it) {
    const Division& division = divisions_[it->second];
    for (const auto& dated : division.codes)
      if (dated.system == system && dated.code == code && dated.period.holds(on)) return &division;
  }
  return nullptr;
}

std::vector<const Division*> DivisionTree::children(std::int64_t id, geo::Date on) const {
  std::vector<const Division*> found;
  if (id == 0) {
    for (const auto& division : divisions_)
      if (division.period.holds(on) && !division.parent_on(on)) found.push_back(&division);
    return found;
  }
  const auto [first, last] = children_.equal_range(id);
  for (auto it = first; it != last; ++it) {
    const Division& child = divisions_[it->second];
    if (child.period.holds(on) && child.parent_on(on) == id) found.push_back(&child);
  }
  std::sort(found.begin(), found.end(), [](const Division* a, const Division* b) { return a->id < b->id; });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

DivisionChain DivisionTree::chain(std::int64_t id, geo::Date on) const {
  DivisionChain chain{};
  // levels fall on the way up (establish_divisions sees to it), so at most five steps
  for (int step = 0; step < kLevels; ++step) {
    const Division* division = find(id);
    if (!division) break;
    chain[static_cast<std::size_t>(division->level - 1)] = division->id;
    const auto parent = division->parent_on(on);
    if (!parent) break;
    id = *parent;
  }
  return chain;
}

}  // namespace diming::boundary
