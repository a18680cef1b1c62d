#include "boundary/line/store_coverage.hpp"

#include <unordered_set>

#include "boundary/division/run_record.hpp"
#include "geo/base/json.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kInsertFace = "INSERT INTO face (id, effective_from) VALUES (?1, ?2)";
constexpr std::string_view kInsertMember =
    "INSERT INTO face_division (face_id, division_id, effective_from) VALUES (?1, ?2, ?3)";
constexpr std::string_view kInsertEdge =
    "INSERT INTO edge (id, left_face_id, right_face_id, beyond, line_id, source_crs, method, accuracy_m,"
    " effective_from, geometry) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kMembers =
    "SELECT DISTINCT division_id FROM face_division WHERE effective_to IS NULL OR effective_to > ?1";

/// The unit of `chain` at its own level is left out: only what is above it.
template <class Visit>
void for_each_above(const DivisionTree& tree, std::int64_t id, geo::Date on, Visit&& visit) {
  for (const auto above : tree.chain(id, on))
    if (above != 0 && above != id) visit(above);
}

geo::Error area_exists(const DivisionTree& tree, std::int64_t unit, std::int64_t other, geo::Date on) {
  const auto name = [&](std::int64_t id) {
    const Division* division = tree.find(id);
    return division ? std::string(division->name_on(on)) : std::to_string(id);
  };
  const std::string whose = unit == other ? "" : ", 来自“" + name(other) + "”";
  return {"division.area_exists", "geometry",
          "“" + name(unit) + "”的范围已有界线" + whose + ", 不能重复导入, 变更界线请用界线变更办理"};
}

/// No unit, nor one above or below it, may have faces already.
geo::Result<void> check_free(geo::Connection& db, const DivisionTree& tree, std::span<const std::int64_t> divisions,
                             geo::Date on) {
  std::unordered_map<std::int64_t, std::int64_t> covered;  // unit -> the one of it or below it that has faces
  std::unordered_set<std::int64_t> holders;
  auto row = db.prepare(kMembers);
  row.bind_all(on);
  while (row.step()) {
    const std::int64_t id = row.integer(0);
    holders.insert(id);
    covered.emplace(id, id);
    for_each_above(tree, id, on, [&](std::int64_t above) { covered.emplace(above, id); });
  }
  for (const std::int64_t id : divisions) {
    if (const auto found = covered.find(id); found != covered.end()) return area_exists(tree, id, found->second, on);
    std::optional<std::int64_t> holder;
    for_each_above(tree, id, on, [&](std::int64_t above) {
      if (holders.contains(above)) holder = above;
    });
    if (holder) return area_exists(tree, id, *holder, on);
  }
  return {};
}

geo::Result<void> check_known(const DivisionTree& tree, std::span<const std::int64_t> divisions, geo::Date on) {
  for (const std::int64_t id : divisions) {
    const Division* division = tree.find(id);
    if (!division || !division->period.holds(on))
      return geo::Error{"division.not_found", "division",
                        "区划 " + std::to_string(id) + " 在该日期不在库中, 请先建立区划"};
  }
  return {};
}

class Storing {
 public:
  Storing(geo::Transaction& transaction, const Coverage& coverage, const CoverageSource& source)
      : transaction_(transaction), coverage_(coverage), source_(source) {
    stored_.faces = static_cast<std::int64_t>(coverage.faces.size());
    stored_.edges = static_cast<std::int64_t>(coverage.edges.size());
    stored_.first_face_id = transaction.new_ids(stored_.faces);
    stored_.first_edge_id = transaction.new_ids(stored_.edges);
  }

  StoredCoverage run(const DivisionTree& tree, std::span<const std::int64_t> divisions) {
    write_faces(divisions);
    LinePlan plan(transaction_, tree, source_.effective_from);
    std::vector<LineKey> keys;
    for (const auto& edge : coverage_.edges) {
      keys.push_back(plan.key(division_of(edge.left, divisions), division_of(edge.right, divisions), beyond(edge)));
      plan.want(keys.back());
    }
    stored_.lines = plan.establish();
    write_edges(plan, keys);
    return stored_;
  }

 private:
  std::int64_t division_of(std::int32_t face, std::span<const std::int64_t> divisions) const {
    if (face == kNoFace) return 0;
    return divisions[static_cast<std::size_t>(coverage_.faces[static_cast<std::size_t>(face)].owner)];
  }
  std::optional<std::int64_t> face_id(std::int32_t face) const {
    return face == kNoFace ? std::nullopt : std::optional(stored_.first_face_id + face);
  }
  Beyond beyond(const CoverageEdge& edge) const {
    if (edge.right != kNoFace) return Beyond::nothing;
    const bool coast = source_.is_coast ? source_.is_coast(edge) : edge.points.front() == edge.points.back();
    return coast ? Beyond::coast : Beyond::outside;
  }

  void write_faces(std::span<const std::int64_t> divisions) {
    auto face = transaction_.db().prepare(kInsertFace);
    auto member = transaction_.db().prepare(kInsertMember);
    RunRecord run("face");
    for (std::int32_t f = 0; f < stored_.faces; ++f) {
      const std::int64_t id = *face_id(f), division = division_of(f, divisions);
      face.bind_all(id, source_.effective_from).run();
      member.bind_all(id, division, source_.effective_from).run();
      geo::json::Writer row;
      row.begin_object().member("id", id).member("division_id", division);
      row.member("effective_from", geo::to_text(source_.effective_from)).end_object();
      run.add(row.view());
      run.cover(coverage_.faces[static_cast<std::size_t>(f)].bounds);
    }
    run.record(transaction_, stored_.first_face_id);
  }

  void write_edges(const LinePlan& plan, const std::vector<LineKey>& keys) {
    auto insert = transaction_.db().prepare(kInsertEdge);
    RunRecord run("edge");
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const CoverageEdge& edge = coverage_.edges[i];
      const std::int64_t id = stored_.first_edge_id + static_cast<std::int64_t>(i), line = plan.id(keys[i]);
      insert.bind_all(id, face_id(edge.left), face_id(edge.right), to_text(beyond(edge)),
                      line ? std::optional(line) : std::nullopt, source_.source_crs, source_.method, source_.accuracy_m,
                      source_.effective_from, geo::Geometry(geo::LineString{edge.points}));
      insert.run();
      run.add(edge_json(id, edge, line), edge.points);
    }
    run.record(transaction_, stored_.first_edge_id);
  }

  std::string edge_json(std::int64_t id, const CoverageEdge& edge, std::int64_t line) const {
    geo::json::Writer row;
    row.begin_object().member("id", id).member("left_face_id", face_id(edge.left).value_or(0));
    row.member("right_face_id", face_id(edge.right).value_or(0)).member("beyond", to_text(beyond(edge)));
    row.member("line_id", line).member("source_crs", source_.source_crs).member("method", source_.method);
    row.member("effective_from", geo::to_text(source_.effective_from)).end_object();
    return row.take();
  }

  geo::Transaction& transaction_;
  const Coverage& coverage_;
  const CoverageSource& source_;
  StoredCoverage stored_;
};

}  // namespace

geo::Result<StoredCoverage> store_coverage(geo::Transaction& transaction, const Coverage& coverage,
                                           std::span<const std::int64_t> divisions, const CoverageSource& source) {
  const DivisionTree tree = DivisionTree::load(transaction.db());
  const geo::Date on = source.effective_from;
  if (auto known = check_known(tree, divisions, on); !known) return known.error();
  if (auto unused = check_free(transaction.db(), tree, divisions, on); !unused) return unused.error();
  return Storing(transaction, coverage, source).run(tree, divisions);
}

}  // namespace diming::boundary
