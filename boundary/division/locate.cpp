#include "boundary/division/locate.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "boundary/division/assemble_area.hpp"
#include "boundary/division/face_grid.hpp"
#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kMembers =
    "SELECT face_id, division_id FROM face_division"
    " WHERE effective_from <= ?1 AND (effective_to IS NULL OR effective_to > ?1) ORDER BY face_id";
constexpr std::string_view kEdgeCount = "SELECT count(*) FROM edge";
constexpr std::string_view kEdges =
    "SELECT left_face_id, right_face_id, geometry FROM edge"
    " WHERE effective_from <= ?1 AND (effective_to IS NULL OR effective_to > ?1) ORDER BY id";

constexpr std::int64_t kProgressEvery = 1'000;
constexpr std::size_t kMostKeptAreas = 4'096;

}  // namespace

/// What changes only with edges and memberships.
struct DivisionIndex::Faces {
  std::vector<std::int64_t> ids;        ///< sorted; their places number the faces
  std::vector<std::int64_t> divisions;  ///< of each face
  FaceGrid grid;
  std::vector<std::uint32_t> edge_start;  ///< per face, into edges
  std::vector<std::uint32_t> edges;       ///< that the face lies at

  static std::unique_ptr<Faces> read(geo::Connection& db, geo::Date on, const std::function<void(double)>& progress);
  std::int32_t index_of(const std::optional<std::int64_t>& face_id) const;
  void list_edges();
};

struct DivisionIndex::State {
  geo::Date on;
  DivisionTree tree;
  std::unique_ptr<Faces> faces;
  std::vector<DivisionChain> chains;                                           ///< of each face
  std::unordered_map<std::int64_t, std::vector<std::int32_t>> division_faces;  ///< with those of units below
  std::mutex areas_mutex;
  std::unordered_map<std::int64_t, geo::MultiPolygon> areas;

  void hang_faces();
  geo::MultiPolygon assemble(const std::vector<std::int32_t>& wanted) const;
};

std::int32_t DivisionIndex::Faces::index_of(const std::optional<std::int64_t>& face_id) const {
  if (!face_id) return FaceGrid::kNoFace;
  const auto it = std::lower_bound(ids.begin(), ids.end(), *face_id);
  return it != ids.end() && *it == *face_id ? static_cast<std::int32_t>(it - ids.begin()) : FaceGrid::kNoFace;
}

std::unique_ptr<DivisionIndex::Faces> DivisionIndex::Faces::read(geo::Connection& db, geo::Date on,
                                                                 const std::function<void(double)>& progress) {
  auto faces = std::make_unique<Faces>();
  auto member = db.prepare(kMembers);
  member.bind_all(on);
  while (member.step()) {
    faces->ids.push_back(member.integer(0));
    faces->divisions.push_back(member.integer(1));
  }
  auto count = db.prepare(kEdgeCount);
  const double total = count.step() ? std::max<double>(static_cast<double>(count.integer(0)), 1) : 1;
  auto edge = db.prepare(kEdges);
  edge.bind_all(on);
  for (std::int64_t done = 0; edge.step(); ++done) {
    const geo::Geometry shape = edge.geometry(2);
    const auto* line = std::get_if<geo::LineString>(&shape);
    if (!line) throw geo::Fault("boundary.division_index", "an edge is no line");
    faces->grid.add_edge(line->points, faces->index_of(edge.optional_integer(0)),
                         faces->index_of(edge.optional_integer(1)));
    if (progress && done % kProgressEvery == 0) progress(static_cast<double>(done) / total);
  }
  faces->grid.finish();
  faces->list_edges();
  return faces;
}

void DivisionIndex::Faces::list_edges() {
  edge_start.assign(ids.size() + 1, 0);
  const auto each = [&](auto&& visit) {
    for (std::uint32_t e = 0; e < grid.edges(); ++e)
      for (const std::int32_t face : {grid.left(e), grid.right(e)})
        if (face != FaceGrid::kNoFace) visit(static_cast<std::size_t>(face), e);
  };
  each([&](std::size_t face, std::uint32_t) { ++edge_start[face + 1]; });
  for (std::size_t i = 1; i < edge_start.size(); ++i) edge_start[i] += edge_start[i - 1];
  edges.resize(edge_start.back());
  auto fill = edge_start;
  each([&](std::size_t face, std::uint32_t e) { edges[fill[face]++] = e; });
}

void DivisionIndex::State::hang_faces() {
  for (std::size_t i = 0; i < faces->ids.size(); ++i) {
    chains.push_back(tree.chain(faces->divisions[i], on));
    for (const std::int64_t id : chains.back())
      if (id) division_faces[id].push_back(static_cast<std::int32_t>(i));
  }
}

geo::MultiPolygon DivisionIndex::State::assemble(const std::vector<std::int32_t>& wanted) const {
  const auto in = [&](std::int32_t face) { return std::binary_search(wanted.begin(), wanted.end(), face); };
  std::vector<AreaEdge> around;
  for (const std::int32_t face : wanted) {
    const auto f = static_cast<std::size_t>(face);
    for (std::uint32_t i = faces->edge_start[f]; i < faces->edge_start[f + 1]; ++i) {
      const std::uint32_t edge = faces->edges[i];
      if (in(faces->grid.left(edge)) != in(faces->grid.right(edge)))
        around.push_back({faces->grid.edge_points(edge), in(faces->grid.left(edge))});
    }
  }
  return assemble_area(around);
}

DivisionIndex::DivisionIndex(Today today) : today_(std::move(today)) {}
DivisionIndex::~DivisionIndex() = default;

void DivisionIndex::publish(std::unique_ptr<Faces> faces, DivisionTree tree, geo::Date on) {
  auto next = std::make_unique<State>();
  next->on = on;
  next->tree = std::move(tree);
  std::unique_ptr<State> before;  // freed after the lock
  if (faces) {
    next->faces = std::move(faces);
    next->hang_faces();
    const std::unique_lock lock(mutex_);
    before = std::exchange(state_, std::move(next));
    return;
  }
  const std::unique_lock lock(mutex_);
  next->faces = std::move(state_->faces);
  next->hang_faces();
  before = std::exchange(state_, std::move(next));
}

void DivisionIndex::rebuild(geo::Connection& snapshot, const std::function<void(double)>& progress) {
  const geo::Date on = today_();
  publish(Faces::read(snapshot, on, progress), DivisionTree::load(snapshot), on);
}

void DivisionIndex::follow(std::span<const geo::LoggedChange> changes, geo::Connection& snapshot) {
  bool shapes = !state_ || state_->on != today_(), units = false;
  for (const auto& logged : changes) {
    const std::string& kind = logged.change.kind;
    shapes = shapes || kind == "edge" || kind == "face";
    units = units || kind == "division";
  }
  if (shapes)
    rebuild(snapshot, nullptr);
  else if (units)
    publish(nullptr, DivisionTree::load(snapshot), state_->on);
}

std::optional<DivisionChain> DivisionIndex::locate(geo::LonLat p) const {
  const std::shared_lock lock(mutex_);
  if (!state_) return std::nullopt;
  const std::int32_t face = state_->faces->grid.face_at(p);
  if (face == FaceGrid::kNoFace) return std::nullopt;
  return state_->chains[static_cast<std::size_t>(face)];
}

std::optional<std::int64_t> DivisionIndex::lowest(geo::LonLat p) const {
  const auto chain = locate(p);
  if (!chain) return std::nullopt;
  const auto known = std::find_if(chain->rbegin(), chain->rend(), [](std::int64_t id) { return id != 0; });
  return known == chain->rend() ? std::nullopt : std::optional(*known);
}

void DivisionIndex::locate(std::span<const geo::LonLat> points, std::span<DivisionChain> chains) const {
  const std::shared_lock lock(mutex_);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::int32_t face = state_ ? state_->faces->grid.face_at(points[i]) : FaceGrid::kNoFace;
    chains[i] = face == FaceGrid::kNoFace ? DivisionChain{} : state_->chains[static_cast<std::size_t>(face)];
  }
}

std::optional<DivisionIndex::Near> DivisionIndex::locate_near(geo::LonLat p, double within_m) const {
  const std::shared_lock lock(mutex_);
  if (!state_) return std::nullopt;
  const auto near = state_->faces->grid.nearest(p, within_m);
  if (!near) return std::nullopt;
  return Near{state_->chains[static_cast<std::size_t>(near->face)], near->distance_m};
}

std::vector<ChainUnit> DivisionIndex::describe(const DivisionChain& chain) const {
  const std::shared_lock lock(mutex_);
  std::vector<ChainUnit> units;
  for (auto id = chain.rbegin(); id != chain.rend(); ++id) {
    const Division* division = state_ && *id ? state_->tree.find(*id) : nullptr;
    if (!division) continue;
    ChainUnit unit{division->id, division->level, division->kind, std::string(division->name_on(state_->on)),
                   {},           division->names};
    for (const auto& code : division->codes)
      if (code.period.holds(state_->on)) unit.codes.push_back(code);
    units.push_back(std::move(unit));
  }
  return units;
}

std::optional<DivisionChain> DivisionIndex::chain_of(std::int64_t division_id) const {
  const std::shared_lock lock(mutex_);
  const Division* division = state_ ? state_->tree.find(division_id) : nullptr;
  if (!division || !division->period.holds(state_->on)) return std::nullopt;
  return state_->tree.chain(division_id, state_->on);
}

std::optional<geo::MultiPolygon> DivisionIndex::area(std::int64_t division_id) const {
  const std::shared_lock lock(mutex_);
  if (!state_) return std::nullopt;
  const auto found = state_->division_faces.find(division_id);
  if (found == state_->division_faces.end()) return std::nullopt;
  {
    const std::lock_guard kept(state_->areas_mutex);
    if (const auto area = state_->areas.find(division_id); area != state_->areas.end()) return area->second;
  }
  geo::MultiPolygon area = state_->assemble(found->second);
  const std::lock_guard kept(state_->areas_mutex);
  if (state_->areas.size() >= kMostKeptAreas) state_->areas.clear();
  state_->areas.emplace(division_id, area);
  return area;
}

}  // namespace diming::boundary
