#include "gazetteer/intake/store_sample.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "boundary/division/establish.hpp"
#include "boundary/intake/sample_areas.hpp"
#include "boundary/line/store_coverage.hpp"
#include "boundary/org/organisation.hpp"
#include "embedded/diming_data.hpp"
#include "embedded/diming_sources.hpp"
#include "gazetteer/doorplate/register.hpp"
#include "gazetteer/facility/register.hpp"
#include "gazetteer/intake/sample_cases.hpp"
#include "gazetteer/intake/sample_contents.hpp"
#include "gazetteer/name/register.hpp"
#include "gazetteer/name/romanize.hpp"
#include "gazetteer/name/split.hpp"
#include "geo/base/fault.hpp"
#include "geo/shape/ring.hpp"

namespace diming::gazetteer {
namespace {

using geo::Result;
using geo::Transaction;

constexpr std::string_view kNotice =
    "示例数据：区划名称与代码为真实资料，海岸轮廓取自 Natural Earth；界线、海岸细节、道路、门牌、机构与案件均为虚构。";
constexpr std::string_view kSetting = "INSERT INTO setting (key, value) VALUES ('sample_notice', ?1)";
constexpr std::string_view kAny = "SELECT count(*) FROM division";
constexpr std::string_view kSmallCounty = "330106";
constexpr std::uint32_t kSmallDoorplates = 5'000;
constexpr std::size_t kRoadsPerCommand = 500;
constexpr geo::Date kListDay{19'538};   // 2023-06-30, the day of the list of divisions
constexpr geo::Date kContentDay{19'723};  // 2024-01-01, from which on the invented contents hold
const geo::Actor kActor{"示例生成", "cli"};

boundary::SampleSources sources() {
  return {diming_sources::find("divisions_zj.csv"), diming_sources::find("land_zj.csv"),
          diming_data::find("samples/county_seats.csv"), diming_data::find("samples/neighbour_seats.csv")};
}

/// True where water lies on the right of an outer edge, near its middle. Several steps are tried: between the coast's
/// own points some detail is invented, and beyond a narrow inlet there is land again.
bool faces_water(const boundary::CoverageEdge& edge, const std::vector<std::vector<geo::LonLat>>& land) {
  constexpr double kStepsOut[] = {0.001, 0.002, 0.004, 0.008};  // degrees, 100 to 800 m
  const std::size_t middle = (edge.points.size() - 1) / 2;
  const geo::LonLat a = edge.points[middle], b = edge.points[middle + 1];
  const double length = std::hypot(b.lon - a.lon, b.lat - a.lat);
  return std::any_of(std::begin(kStepsOut), std::end(kStepsOut), [&](double step) {
    const geo::LonLat p{a.lon + step * (b.lat - a.lat) / length, a.lat - step * (b.lon - a.lon) / length};
    return std::none_of(land.begin(), land.end(), [&](const auto& ring) { return geo::ring_contains(ring, p); });
  });
}

class SampleStore {
 public:
  SampleStore(geo::Writer& writer, const SampleRequest& request) : writer_(writer), request_(request) {}

  Result<SampleReport> run() {
    for (auto step : {&SampleStore::draw, &SampleStore::store_divisions, &SampleStore::store_areas,
                      &SampleStore::store_units, &SampleStore::store_places, &SampleStore::store_plates,
                      &SampleStore::store_facilities, &SampleStore::store_cases}) {
      const auto done = (this->*step)();
      if (!done) return done.error();
    }
    tell("完成", 1);
    return report_;
  }

 private:
  void tell(std::string_view step, double done) const {
    if (request_.progress) request_.progress(step, done);
  }

  /// One command; its answer is not needed.
  Result<void> write(std::string_view reason, const std::function<Result<void>(Transaction&)>& command) {
    const auto receipt = writer_.execute(kActor, std::string(reason), [&](Transaction& tx) -> Result<std::string> {
      const auto done = command(tx);
      if (!done) return done.error();
      return std::string();
    });
    if (!receipt) return receipt.error();
    return {};
  }

  Result<void> draw() {
    const auto checked = write("写入示例声明", [](Transaction& tx) -> Result<void> {
      auto row = tx.db().prepare(kAny);
      row.step();
      if (row.integer(0) != 0)
        return geo::Error{"sample.not_empty", "db", "示例数据只能写入空的数据库，该文件已有区划，未作改动。"};
      tx.db().prepare(kSetting).bind_all(kNotice).run();
      geo::Change change;
      change.kind = "setting";
      change.object_id = tx.new_id();
      change.action = "insert";
      change.after = R"({"key":"sample_notice"})";
      tx.record(change);
      return {};
    });
    if (!checked) return checked;
    boundary::SampleAreaOptions options;
    if (request_.small) options.only_county = kSmallCounty;
    areas_ = boundary::make_sample_areas(sources(), options, [&](double done) { tell("绘制村界", 0.3 * done); });
    report_.villages = static_cast<std::int64_t>(areas_.villages.size());
    for (const auto& village : areas_.villages)
      for (const auto& part : village.area.polygons)
        for (const auto& ring : part.rings) report_.ring_vertices += static_cast<std::int64_t>(ring.size()) - 1;
    return {};
  }

  /// Where a unit's name is written: the county's true seat, the village's own site, else that of the first village.
  std::vector<std::optional<geo::LonLat>> seats() const {
    std::vector<std::optional<geo::LonLat>> seats(areas_.divisions.size());
    std::unordered_map<std::string_view, geo::LonLat> of_county;
    for (const auto& seat : areas_.seats) of_county[seat.code] = seat.at;
    for (std::size_t i = 0; i < areas_.divisions.size(); ++i)
      if (const auto it = of_county.find(areas_.divisions[i].code); it != of_county.end()) seats[i] = it->second;
    for (const auto& village : areas_.villages) seats[village.division] = village.site;
    // a unit takes the seat of its first child: of a prefecture that is the district of its government
    for (std::size_t i = areas_.divisions.size(); i-- > 0;) {
      const std::uint32_t parent = areas_.divisions[i].parent;
      const bool county = parent != boundary::kNoParent && areas_.divisions[parent].level == 3;
      if (parent != boundary::kNoParent && seats[i] && !(county && seats[parent])) seats[parent] = seats[i];
    }
    return seats;
  }

  Result<void> store_divisions() {
    tell("写入区划", 0.32);
    seats_ = seats();
    std::vector<boundary::NewDivision> batch;
    batch.reserve(areas_.divisions.size());
    for (std::size_t i = 0; i < areas_.divisions.size(); ++i) {
      const auto& row = areas_.divisions[i];
      boundary::NewDivision unit;
      unit.level = row.level;
      unit.name = row.name;
      unit.romanized = romanize(row.name, "division", split_name(row.name, "division")).toned;
      unit.code = row.code;
      if (row.parent != boundary::kNoParent) unit.parent_index = row.parent;
      unit.effective_from = kListDay;
      unit.seat = seats_[i];
      batch.push_back(std::move(unit));
    }
    report_.divisions = static_cast<std::int64_t>(batch.size());
    return write("示例：五级区划", [&](Transaction& tx) -> Result<void> {
      const auto first = boundary::establish_divisions(tx, batch);
      if (!first) return first.error();
      first_division_ = *first;
      return {};
    });
  }

  std::int64_t division_id(std::uint32_t index) const { return first_division_ + index; }
  std::int64_t village_id(std::uint32_t village) const { return division_id(areas_.villages[village].division); }

  Result<void> store_areas() {
    tell("写入界线", 0.36);
    std::vector<boundary::OwnedArea> owned;
    std::vector<std::int64_t> divisions;
    for (std::uint32_t v = 0; v < areas_.villages.size(); ++v) {
      owned.push_back({static_cast<std::int32_t>(v), areas_.villages[v].area});
      divisions.push_back(village_id(v));
    }
    const auto coverage = boundary::build_coverage(owned);
    if (!coverage) return coverage.error();
    boundary::CoverageSource source;
    source.method = "虚构";
    source.effective_from = kListDay;
    source.is_coast = [rings = boundary::read_sample_rings(sources().land)](const boundary::CoverageEdge& edge) {
      return faces_water(edge, rings);
    };
    report_.faces = static_cast<std::int64_t>(coverage->faces.size());
    report_.edges = static_cast<std::int64_t>(coverage->edges.size());
    for (const auto& edge : coverage->edges) report_.edge_vertices += static_cast<std::int64_t>(edge.points.size());
    return write("示例：界线", [&](Transaction& tx) -> Result<void> {
      const auto stored = boundary::store_coverage(tx, *coverage, divisions, source);
      if (!stored) return stored.error();
      return {};
    });
  }

  Result<void> store_units() {
    tell("写入五级组织", 0.5);
    std::vector<boundary::NewOrganisationUnit> units;
    for (std::uint32_t i = 0; i < areas_.divisions.size(); ++i) {
      const auto& row = areas_.divisions[i];
      const auto title = boundary::usual_organisation(row.level, row.name);
      boundary::NewOrganisationUnit unit;
      unit.division_id = division_id(i);
      unit.kind = title.kind;
      unit.name = title.name;
      unit.effective_from = kListDay;
      unit.seat = seats_[i];
      units.push_back(std::move(unit));
    }
    report_.organisation_units = static_cast<std::int64_t>(units.size());
    return write("示例：五级组织", [&](Transaction& tx) -> Result<void> {
      const auto first = boundary::found_organisation_units(tx, units);
      if (!first) return first.error();
      return {};
    });
  }

  NewPlace new_place(std::string_view class_id, std::uint32_t village) const {
    NewPlace place;
    place.class_id = class_id;
    place.division_id = village_id(village);
    place.method = "虚构";
    place.effective_from = kContentDay;
    place.published_from = kContentDay;
    return place;
  }

  Result<void> store_places() {
    SampleContentOptions options = request_.small ? kSmallSample : SampleContentOptions{};
    options.doorplates = request_.small ? kSmallDoorplates : request_.doorplates;
    contents_ = make_sample_contents(areas_, options, [&](double done) { tell("编造道路与地名", 0.52 + 0.1 * done); });
    std::vector<NewPlace> places;
    for (const auto& road : contents_.roads) {
      NewPlace place = new_place("street", road.village);
      place.importance = road.importance;
      place.geometry = road.line;
      place.name = road.name, place.specific = road.specific, place.generic = road.generic;
      places.push_back(std::move(place));
    }
    for (const auto& made : contents_.places) {
      NewPlace place = new_place(made.cls, made.village);
      place.importance = made.importance;
      place.geometry = made.geometry;
      place.name = made.name, place.specific = made.specific, place.generic = made.generic;
      places.push_back(std::move(place));
    }
    report_.roads = static_cast<std::int64_t>(contents_.roads.size());
    report_.places = static_cast<std::int64_t>(contents_.places.size());
    return write("示例：地名", [&](Transaction& tx) -> Result<void> {
      const auto first = register_places(tx, places);
      if (!first) return first.error();
      first_road_ = *first;
      return {};
    });
  }

  Result<void> store_plates() {
    const std::size_t roads = contents_.roads.size();
    first_plate_.resize(roads);
    for (std::size_t begin = 0; begin < roads; begin += kRoadsPerCommand) {
      tell("写入门牌", 0.65 + 0.3 * static_cast<double>(begin) / static_cast<double>(roads));
      const auto done = write("示例：门牌", [&](Transaction& tx) -> Result<void> {
        for (std::size_t r = begin; r < std::min(roads, begin + kRoadsPerCommand); ++r) {
          const auto stored = store_road_plates(tx, r);
          if (!stored) return stored;
        }
        return {};
      });
      if (!done) return done;
    }
    return {};
  }

  Result<void> store_road_plates(Transaction& tx, std::size_t road) {
    std::vector<NewDoorplate> plates;
    for (const auto& plate : plates_of(contents_.roads[road]))
      plates.push_back({village_id(contents_.roads[road].village), plate.number, plate.sub_number, plate.at, kContentDay});
    if (plates.empty()) return {};
    const auto first = register_doorplates(tx, first_road_ + static_cast<std::int64_t>(road), plates);
    if (!first) return first.error();
    first_plate_[road] = *first;
    report_.doorplates += static_cast<std::int64_t>(plates.size());
    return {};
  }

  static NewFacility facility(const SampleFacility& made) {
    const auto unless_zero = [](int value) { return value == 0 ? std::nullopt : std::optional(value); };
    NewFacility row;
    row.kind = made.kind, row.subkind = made.subkind, row.name = made.name;
    row.at = made.at;
    row.phone = made.phone, row.state = made.state, row.meals = made.meals, row.hours = made.hours;
    row.nature = made.nature;
    row.seats = unless_zero(made.seats);
    row.price_yuan = unless_zero(made.price_yuan);
    if (made.kind == "care_institution") row.grade = made.grade, row.beds = made.beds, row.beds_in_use = made.beds_in_use;
    row.last_confirmed = kContentDay;
    row.effective_from = kContentDay;
    return row;
  }

  Result<void> store_facilities() {
    tell("写入养老服务", 0.96);
    std::vector<NewFacility> rows;
    for (const auto& made : contents_.facilities) {
      rows.push_back(facility(made));
      rows.back().division_id = village_id(made.village);
      rows.back().doorplate_id = first_plate_[made.road] + made.plate;
    }
    report_.facilities = static_cast<std::int64_t>(rows.size());
    return write("示例：养老服务", [&](Transaction& tx) -> Result<void> {
      const auto first = register_facilities(tx, rows);
      if (!first) return first.error();
      return {};
    });
  }

  Result<void> store_cases() {
    tell("写入示例案件", 0.98);
    std::vector<CaseSite> sites;
    for (std::size_t i = 0; i < kSampleCases; ++i) {
      const std::size_t road = i * contents_.roads.size() / kSampleCases;
      const std::uint32_t village = contents_.roads[road].village;
      sites.push_back({village_id(village), areas_.divisions[areas_.villages[village].division].name,
                       areas_.villages[village].site});
    }
    return write("示例：命名案件", [&](Transaction& tx) -> Result<void> {
      const auto count = store_sample_cases(tx, sites);
      if (!count) return count.error();
      report_.cases = *count;
      return {};
    });
  }

  geo::Writer& writer_;
  const SampleRequest& request_;
  SampleReport report_;
  boundary::SampleAreas areas_;
  SampleContents contents_;
  std::vector<std::optional<geo::LonLat>> seats_;
  std::int64_t first_division_ = 0;
  std::int64_t first_road_ = 0;
  std::vector<std::int64_t> first_plate_;
};

}  // namespace

Result<SampleReport> store_sample(geo::Writer& writer, const SampleRequest& request) {
  return SampleStore(writer, request).run();
}

}  // namespace diming::gazetteer
