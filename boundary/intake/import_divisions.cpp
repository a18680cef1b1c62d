#include "boundary/intake/import_divisions.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "boundary/division/establish.hpp"
#include "boundary/line/store_coverage.hpp"
#include "geo/crs/crs.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kOwners =
    "SELECT DISTINCT division_id FROM face_division"
    " WHERE effective_to IS NULL OR effective_to > ?1";

class Storing {
 public:
  Storing(geo::Transaction& transaction, const DivisionImport& import, const std::vector<DivisionRow>& rows)
      : transaction_(transaction), import_(import), rows_(rows), tree_(DivisionTree::load(transaction.db())) {}

  geo::Result<ImportReport> run() {
    if (auto matched = match(); !matched) return matched.error();
    if (auto founded = found(); !founded) return founded.error();
    if (auto attached = attach(); !attached) return attached.error();
    if (auto covered = cover(); !covered) return covered.error();
    if (report_.attached > 0) redraw_lines(transaction_, import_.effective_from);
    return report_;
  }

 private:
  geo::Result<void> match() {
    auto owner = transaction_.db().prepare(kOwners);
    owner.bind_all(import_.effective_from);
    std::unordered_set<std::int64_t> owners;
    while (owner.step()) owners.insert(owner.integer(0));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const DivisionRow& row = rows_[i];
      row_of_.emplace(row.code.digits, i);
      const Division* known = tree_.find_by_code(import_.system, row.code.digits, import_.effective_from);
      known_.push_back(known);
      if (!known) continue;
      const std::string name(known->name_on(import_.effective_from));
      if (name != row.name)
        return exists(i, "代码 " + row.code.digits + " 已由“" + name + "”使用, 与文件中的“" + row.name + "”不同名");
      if (row.area && owners.contains(known->id))
        return exists(i, "代码 " + row.code.digits + " 的“" + name + "”已有界线, 变更界线请用界线变更办理");
    }
    return {};
  }

  static geo::Error exists(std::size_t i, std::string message) {
    return {"division.code_exists", "record " + std::to_string(i + 1) + ".code", std::move(message)};
  }

  /// The code of the row's parent: what the row says, else the longest prefix that is a unit; "" for none.
  std::string parent_code(const DivisionRow& row) const {
    if (!row.parent.empty()) return row.parent;
    for (auto prefix = prefix_above(row.code.digits); !prefix.empty(); prefix = prefix_above(prefix))
      if (row_of_.contains(std::string(prefix)) || find(prefix)) return std::string(prefix);
    return {};
  }
  const Division* find(std::string_view code) const {
    return tree_.find_by_code(import_.system, code, import_.effective_from);
  }

  /// A unit stands below its parent, and at least where its code's length says.
  int level_of(std::size_t i, int depth = 0) const {
    if (known_[i]) return known_[i]->level;
    const DivisionRow& row = rows_[i];
    const std::string parent = parent_code(row);
    if (parent.empty() || depth > kLevels) return row.code.level_hint;
    int above = 0;
    if (const auto other = row_of_.find(parent); other != row_of_.end())
      above = level_of(other->second, depth + 1);
    else if (const Division* division = find(parent))
      above = division->level;
    return std::min(std::max(row.code.level_hint, above + 1), kLevels);
  }

  geo::Result<void> found() {
    std::unordered_map<std::size_t, std::size_t> index;  // row -> place in the batch
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!known_[i]) index.emplace(i, index.size());
    std::vector<NewDivision> batch(index.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (known_[i]) continue;
      NewDivision& unit = batch[index.at(i)];
      unit.level = level_of(i);
      unit.name = rows_[i].name;
      if (import_.romanize) unit.romanized = import_.romanize(unit.name);
      unit.system = import_.system;
      unit.code = rows_[i].code.digits;
      unit.effective_from = import_.effective_from;
      if (auto linked = link(i, index, unit); !linked) return linked;
    }
    auto first = establish_divisions(transaction_, batch);
    if (!first) return first.error();
    for (std::size_t i = 0; i < rows_.size(); ++i)
      ids_.push_back(known_[i] ? known_[i]->id : *first + static_cast<std::int64_t>(index.at(i)));
    report_.created = static_cast<std::int64_t>(batch.size());
    return {};
  }

  geo::Result<void> link(std::size_t i, const std::unordered_map<std::size_t, std::size_t>& index, NewDivision& unit) {
    const std::string parent = parent_code(rows_[i]);
    if (parent.empty()) return {};
    if (const auto other = row_of_.find(parent); other != row_of_.end()) {
      if (known_[other->second])
        unit.parent_id = known_[other->second]->id;
      else
        unit.parent_index = index.at(other->second);
    } else if (const Division* division = find(parent)) {
      unit.parent_id = division->id;
    } else {
      return geo::Error{"division.parent_missing", "record " + std::to_string(i + 1) + ".parent",
                        "“" + unit.name + "”的上级 " + parent + " 不在库中, 请先导入上级"};
    }
    return {};
  }

  geo::Result<void> attach() {
    std::vector<NewParent> links;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!known_[i]) continue;
      const std::string parent = parent_code(rows_[i]);
      std::int64_t parent_id = 0;
      if (const auto other = row_of_.find(parent); other != row_of_.end())
        parent_id = ids_[other->second];
      else if (const Division* division = find(parent))
        parent_id = division->id;
      const bool orphan = parent_id != 0 && !known_[i]->parent_on(import_.effective_from);
      if (orphan) links.push_back({known_[i]->id, parent_id, import_.effective_from});
      ++(orphan || rows_[i].area ? report_.matched : report_.skipped);
    }
    report_.attached = static_cast<std::int64_t>(links.size());
    return attach_divisions(transaction_, links);
  }

  geo::Result<void> cover() {
    std::vector<OwnedArea> areas;
    std::vector<std::int64_t> divisions;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].area) continue;
      areas.push_back({static_cast<std::int32_t>(divisions.size()), *rows_[i].area});
      divisions.push_back(ids_[i]);
    }
    if (areas.empty()) return {};
    auto coverage = build_coverage(areas);
    if (!coverage) return coverage.error();
    CoverageSource source;
    if (const auto crs = geo::parse_crs(import_.crs)) source.source_crs = geo::to_text(*crs);
    source.accuracy_m = import_.accuracy_m;
    source.effective_from = import_.effective_from;
    const auto stored = store_coverage(transaction_, *coverage, divisions, source);
    if (!stored) return stored.error();
    report_.faces = stored->faces;
    report_.edges = stored->edges;
    report_.lines = stored->lines;
    for (const auto& edge : coverage->edges) report_.vertices += static_cast<std::int64_t>(edge.points.size());
    return {};
  }

  geo::Transaction& transaction_;
  const DivisionImport& import_;
  const std::vector<DivisionRow>& rows_;
  DivisionTree tree_;
  std::unordered_map<std::string, std::size_t> row_of_;
  std::vector<const Division*> known_;
  std::vector<std::int64_t> ids_;
  ImportReport report_;
};

}  // namespace

geo::Result<ImportReport> store_division_rows(geo::Transaction& transaction, const DivisionImport& import,
                                              const std::vector<DivisionRow>& rows) {
  return Storing(transaction, import, rows).run();
}

geo::Result<ImportReport> import_divisions(geo::Transaction& transaction, const DivisionImport& import) {
  const auto rows = read_division_file(import);
  if (!rows) return rows.error();
  auto report = store_division_rows(transaction, import, *rows);
  if (report && import.progress) import.progress(1);
  return report;
}

}  // namespace diming::boundary
