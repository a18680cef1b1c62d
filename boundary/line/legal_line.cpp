#include "boundary/line/legal_line.hpp"

#include <set>
#include <vector>

#include "boundary/division/run_record.hpp"
#include "geo/base/fault.hpp"
#include "geo/base/json.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kLines =
    "SELECT id, level, kind, first_division_id, second_division_id, name FROM boundary_line"
    " WHERE effective_from <= ?1 AND (effective_to IS NULL OR effective_to > ?1)";
constexpr std::string_view kInsertLine =
    "INSERT INTO boundary_line (id, level, kind, name, first_division_id, second_division_id, status, effective_from)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'unpublished', ?7)";
constexpr std::string_view kEndLine = "UPDATE boundary_line SET effective_to = ?2 WHERE id = ?1";
constexpr std::string_view kEdges =
    "SELECT e.id, l.division_id, r.division_id, e.beyond, e.line_id FROM edge e"
    " LEFT JOIN face_division l ON l.face_id = e.left_face_id"
    "  AND l.effective_from <= ?1 AND (l.effective_to IS NULL OR l.effective_to > ?1)"
    " LEFT JOIN face_division r ON r.face_id = e.right_face_id"
    "  AND r.effective_from <= ?1 AND (r.effective_to IS NULL OR r.effective_to > ?1)"
    " WHERE e.effective_from <= ?1 AND (e.effective_to IS NULL OR e.effective_to > ?1) ORDER BY e.id";
constexpr std::string_view kSetLine = "UPDATE edge SET line_id = ?2 WHERE id = ?1";
constexpr std::string_view kGeometry = "SELECT geometry FROM edge WHERE id = ?1";

constexpr std::size_t kHanBytes = 3;

std::string line_json(const LineKey& key, std::string_view name) {
  geo::json::Writer out;
  out.begin_object().member("level", key.level).member("name", name).member("first_division_id", key.first_id);
  out.member("second_division_id", key.second_id).member("beyond", to_text(key.beyond)).end_object();
  return out.take();
}

}  // namespace

std::string_view to_text(Beyond beyond) {
  if (beyond == Beyond::nothing) return "";
  return beyond == Beyond::coast ? "coast" : "outside";
}

Beyond parse_beyond(std::string_view text) {
  if (text == "coast") return Beyond::coast;
  return text == "outside" ? Beyond::outside : Beyond::nothing;
}

LinePlan::LinePlan(geo::Transaction& transaction, const DivisionTree& tree, geo::Date on)
    : transaction_(transaction), tree_(tree), on_(on) {
  read_existing();
}

void LinePlan::read_existing() {
  auto row = transaction_.db().prepare(kLines);
  row.bind_all(on_);
  while (row.step()) {
    const int level = static_cast<int>(row.integer(1));
    existing_.emplace(LineKey{level, row.integer(3), row.optional_integer(4).value_or(0), parse_beyond(row.text(2))},
                      row.integer(0));
    names_.emplace(std::pair(level, std::string(row.text(5))), row.integer(0));
  }
}

bool LinePlan::comes_first(std::int64_t a, std::int64_t b) const {
  const auto code = [&](std::int64_t id) -> std::string_view {
    const Division* division = tree_.find(id);
    return division && !division->codes.empty() ? std::string_view(division->codes.back().code) : std::string_view();
  };
  const auto left = code(a), right = code(b);
  return left != right ? left < right : a < b;
}

LineKey LinePlan::key(std::int64_t left_division, std::int64_t right_division, Beyond beyond) const {
  const DivisionChain left = tree_.chain(left_division, on_), right = tree_.chain(right_division, on_);
  const auto between = [&](int level, std::int64_t a, std::int64_t b) {
    return comes_first(a, b) ? LineKey{level, a, b, Beyond::nothing} : LineKey{level, b, a, Beyond::nothing};
  };
  if (left_division == right_division) return {};
  if (left_division == 0 || right_division == 0) {
    const DivisionChain& inside = left_division ? left : right;
    for (int level = 1; level <= kLevels; ++level)
      if (const auto id = inside[static_cast<std::size_t>(level - 1)]) return {level, id, 0, beyond};
    return {};
  }
  for (int level = 1; level <= kLevels; ++level) {
    const auto a = left[static_cast<std::size_t>(level - 1)], b = right[static_cast<std::size_t>(level - 1)];
    if (a && b && a != b) return between(level, a, b);
  }
  // the two are known at different levels only (a county beside a township without its county)
  const int level = std::max(tree_.find(left_division)->level, tree_.find(right_division)->level);
  return between(level, left_division, right_division);
}

std::string LinePlan::short_name(std::int64_t id) const {
  const Division* division = tree_.find(id);
  return division ? kinds_.short_name(division->level, division->name_on(on_)) : std::string();
}

std::string LinePlan::long_form(const LineKey& key) const {
  if (key.beyond == Beyond::nothing) return short_name(key.first_id) + short_name(key.second_id) + "线";
  const Division* division = tree_.find(key.first_id);
  return std::string(division->name_on(on_)) + (key.beyond == Beyond::coast ? "海岸线" : "外界");
}

std::string LinePlan::short_form(const LineKey& key) const {
  const std::string first = short_name(key.first_id).substr(0, kHanBytes);
  const std::string second = short_name(key.second_id).substr(0, kHanBytes);
  if (key.beyond != Beyond::nothing || first == second) return long_form(key);
  return first + second + "线";
}

std::int64_t LinePlan::establish() {
  std::vector<LineKey> fresh;
  for (auto& [key, id] : wanted_) {
    const auto found = existing_.find(key);
    if (found != existing_.end())
      id = found->second;
    else if (key.level > 0)
      fresh.push_back(key);
  }
  for (const auto& key : fresh) names_.emplace(std::pair(key.level, short_form(key)), 0);
  const std::int64_t first_id = fresh.empty() ? 0 : transaction_.new_ids(static_cast<std::int64_t>(fresh.size()));
  auto insert = transaction_.db().prepare(kInsertLine);
  RunRecord run("boundary_line");
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const LineKey& key = fresh[i];
    const std::int64_t id = first_id + static_cast<std::int64_t>(i);
    const std::string brief = short_form(key);
    const std::string name = names_.count({key.level, brief}) == 1 ? brief : long_form(key);
    const auto kind = key.beyond == Beyond::nothing ? std::string_view("between") : to_text(key.beyond);
    const auto second = key.second_id ? std::optional(key.second_id) : std::nullopt;
    insert.bind_all(id, key.level, kind, name, key.first_id, second, on_).run();
    run.add(line_json(key, name));
    existing_[key] = wanted_[key] = id;
  }
  run.record(transaction_, first_id);
  return static_cast<std::int64_t>(fresh.size());
}

std::int64_t LinePlan::id(const LineKey& key) const {
  const auto found = wanted_.find(key);
  return found == wanted_.end() ? 0 : found->second;
}

void LinePlan::retire_unwanted() {
  auto end = transaction_.db().prepare(kEndLine);
  for (const auto& [key, id] : existing_) {
    if (wanted_.contains(key)) continue;
    end.bind_all(id, on_).run();
    transaction_.record({"boundary_line",
                         id,
                         id,
                         "retire",
                         line_json(key, ""),
                         R"({"effective_to":")" + geo::to_text(on_) + R"("})",
                         {}});
  }
}

namespace {

struct ChangedEdge {
  std::int64_t edge_id;
  LineKey key;
};

/// Neighbouring ids are recorded together.
void record_edges(geo::Transaction& transaction, const std::vector<ChangedEdge>& changed) {
  auto read = transaction.db().prepare(kGeometry);
  for (std::size_t i = 0; i < changed.size();) {
    geo::Bounds bounds;
    std::size_t end = i;
    const auto follows = [&] {
      return changed[end].edge_id == changed[i].edge_id + static_cast<std::int64_t>(end - i);
    };
    for (; end < changed.size() && follows(); ++end) {
      read.bind_all(changed[end].edge_id);
      if (!read.step()) throw geo::Fault("boundary.redraw_lines", "an edge is gone");
      bounds.add(geo::bounds_of(read.geometry(0)));
      read.reset();
    }
    geo::json::Writer after;
    after.begin_object().member("lines_redrawn", static_cast<std::int64_t>(end - i)).end_object();
    transaction.record({"edge", changed[i].edge_id, changed[end - 1].edge_id, "update", "", after.take(), bounds});
    i = end;
  }
}

}  // namespace

std::int64_t redraw_lines(geo::Transaction& transaction, geo::Date on) {
  const DivisionTree tree = DivisionTree::load(transaction.db());
  LinePlan plan(transaction, tree, on);
  std::vector<std::pair<ChangedEdge, std::int64_t>> edges;
  {
    auto row = transaction.db().prepare(kEdges);
    row.bind_all(on);
    while (row.step()) {
      const LineKey key = plan.key(row.integer(1), row.integer(2), parse_beyond(row.text(3)));
      plan.want(key);
      edges.push_back({{row.integer(0), key}, row.optional_integer(4).value_or(0)});
    }
  }
  plan.establish();
  std::vector<ChangedEdge> changed;
  auto set = transaction.db().prepare(kSetLine);
  for (const auto& [edge, before] : edges) {
    const std::int64_t id = plan.id(edge.key);
    if (id == before) continue;
    set.bind_all(edge.edge_id, id ? std::optional(id) : std::nullopt).run();
    changed.push_back(edge);
  }
  record_edges(transaction, changed);
  plan.retire_unwanted();
  return static_cast<std::int64_t>(changed.size());
}

}  // namespace diming::boundary
