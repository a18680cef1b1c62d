#include "gazetteer/name/register.hpp"

#include <unordered_set>

#include "gazetteer/name/romanize.hpp"
#include "gazetteer/name/split.hpp"
#include "gazetteer/name/vocab.hpp"
#include "geo/base/digest.hpp"
#include "geo/base/json.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kInsertPlace =
    "INSERT INTO place (id, class, gb_code, division_id, importance, source_crs, method, accuracy_m, effective_from,"
    " geometry) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr std::string_view kInsertName =
    "INSERT INTO place_name (id, place_id, text, specific, generic, romanized, sound, kind, naming_case_id,"
    " effective_from, published_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'standard', ?8, ?9, ?10)";
constexpr std::string_view kDivision = "SELECT 1 FROM division WHERE id = ?1";
constexpr std::string_view kPublish =
    "UPDATE place_name SET published_from = ?2 WHERE place_id = ?1 AND kind = 'standard' AND effective_to IS NULL"
    " AND published_from IS NULL";
constexpr std::string_view kGeometry = "SELECT geometry FROM place WHERE id = ?1";

/// A place as it goes into the tables.
struct Prepared {
  SplitName split;
  std::string romanized;
  std::string sound;
};

Prepared prepare(const NewPlace& place) {
  Prepared out;
  out.split =
      place.specific.empty() ? split_name(place.name, place.class_id) : SplitName{place.specific, place.generic};
  auto spelt = romanize(place.name, place.class_id, out.split);
  out.romanized = place.romanized.empty() ? std::move(spelt.toned) : place.romanized;
  out.sound = std::move(spelt.sound);
  return out;
}

/// Refuses what the tables must not hold. Remembers divisions that it has seen.
class Checker {
 public:
  explicit Checker(geo::Connection& db) : division_(db.prepare(kDivision)) {}

  geo::Result<void> check(const NewPlace& place) {
    if (place.name.empty()) return geo::Error{"name.missing", "name", "缺少地名，请填写标准名称。"};
    if (!find_class(place.class_id))
      return geo::Error{"name.class_unknown", "class", "没有“" + place.class_id + "”这一地名类别，请从类别表中选择。"};
    if (!seen_.contains(place.division_id)) {
      division_.bind_all(place.division_id);
      const bool known = division_.step();
      division_.reset();
      if (!known)
        return geo::Error{"name.division_unknown", "division_id",
                          "没有编号为 " + std::to_string(place.division_id) + " 的行政区划，请核对所属区划。"};
      seen_.insert(place.division_id);
    }
    return {};
  }

 private:
  geo::Statement division_;
  std::unordered_set<std::int64_t> seen_;
};

/// Inserts rows of one command; statements are prepared once.
class Inserter {
 public:
  explicit Inserter(geo::Connection& db) : place_(db.prepare(kInsertPlace)), name_(db.prepare(kInsertName)) {}

  void insert(std::int64_t place_id, std::int64_t name_id, const NewPlace& place, const Prepared& prepared) {
    const auto& place_class = *find_class(place.class_id);
    const std::string_view gb_code = place.gb_code.empty() ? place_class.gb_code : place.gb_code;
    place_.bind_all(place_id, place.class_id, gb_code, place.division_id,
                    place.importance.value_or(place_class.importance), place.source_crs, place.method, place.accuracy_m,
                    place.effective_from, place.geometry);
    place_.run();
    name_.bind_all(name_id, place_id, place.name, prepared.split.specific, prepared.split.generic, prepared.romanized,
                   prepared.sound, place.naming_case_id, place.effective_from, place.published_from);
    name_.run();
  }

 private:
  geo::Statement place_;
  geo::Statement name_;
};

}  // namespace

std::string place_json(const NewPlace& place, const std::string& romanized) {
  const auto* place_class = find_class(place.class_id);
  geo::json::Writer out;
  out.begin_object().member("class", place.class_id);
  out.member("gb_code", place.gb_code.empty() && place_class ? place_class->gb_code : place.gb_code);
  out.member("division_id", place.division_id);
  out.member("importance", place.importance.value_or(place_class ? place_class->importance : 0));
  out.member("name", place.name).member("romanized", romanized);
  out.member("effective_from", to_text(place.effective_from)).key("published_from");
  place.published_from ? out.text(to_text(*place.published_from)) : out.null();
  out.end_object();
  return out.take();
}

geo::Result<std::int64_t> name_place(geo::Transaction& tx, const NewPlace& place) {
  if (auto checked = Checker(tx.db()).check(place); !checked) return checked.error();
  const auto prepared = prepare(place);
  const std::int64_t id = tx.new_id();
  Inserter(tx.db()).insert(id, tx.new_id(), place, prepared);
  tx.record({.kind = "place",
             .object_id = id,
             .last_object_id = id,
             .action = "insert",
             .before = "",
             .after = place_json(place, prepared.romanized),
             .bounds = geo::bounds_of(place.geometry)});
  return id;
}

geo::Result<std::int64_t> register_places(geo::Transaction& tx, std::span<const NewPlace> places) {
  if (places.empty()) return std::int64_t{0};
  Checker checker(tx.db());
  for (std::size_t i = 0; i < places.size(); ++i)
    if (auto checked = checker.check(places[i]); !checked) {
      auto error = checked.error();
      error.message = "第 " + std::to_string(i + 1) + " 行：" + error.message;
      return error;
    }
  const auto count = static_cast<std::int64_t>(places.size());
  const std::int64_t first = tx.new_ids(count);
  std::int64_t name_id = tx.new_ids(count);
  Inserter inserter(tx.db());
  geo::Sm3 hash;
  geo::Bounds bounds;
  std::int64_t id = first;
  for (const auto& place : places) {
    const auto prepared = prepare(place);
    inserter.insert(id++, name_id++, place, prepared);
    hash.add(place_json(place, prepared.romanized));
    bounds.add(geo::bounds_of(place.geometry));
  }
  geo::json::Writer after;
  after.begin_object().member("count", count).member("sm3", geo::hex(hash.finish())).end_object();
  tx.record({"place", first, first + count - 1, "insert_run", "", after.take(), bounds});
  return first;
}

void publish_place(geo::Transaction& tx, std::int64_t place_id, geo::Date day) {
  tx.db().prepare(kPublish).bind_all(place_id, day).run();
  if (tx.db().changes() == 0) return;
  geo::Bounds bounds;
  {
    auto row = tx.db().prepare(kGeometry);
    row.bind_all(place_id);
    if (row.step()) bounds = geo::bounds_of(row.geometry(0));
  }
  geo::json::Writer after;
  after.begin_object().member("published_from", to_text(day)).end_object();
  tx.record({"place", place_id, place_id, "update", "{\"published_from\":null}", after.take(), bounds});
}

}  // namespace diming::gazetteer
