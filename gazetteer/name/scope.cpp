#include "gazetteer/name/scope.hpp"

#include <algorithm>

#include "gazetteer/name/characters.hpp"
#include "gazetteer/name/romanize.hpp"
#include "gazetteer/name/split.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::string_view kChain =
    "WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT p.parent_id FROM division_parent p JOIN up ON p.division_id ="
    " up.id WHERE p.effective_from <= ?2 AND (p.effective_to IS NULL OR p.effective_to > ?2))"
    " SELECT d.id, d.level, n.name FROM up JOIN division d ON d.id = up.id"
    " JOIN division_name n ON n.division_id = d.id AND n.effective_from <= ?2"
    " AND (n.effective_to IS NULL OR n.effective_to > ?2)"
    " WHERE d.effective_from <= ?2 AND (d.effective_to IS NULL OR d.effective_to > ?2) ORDER BY d.level DESC";
constexpr std::string_view kPlacesOfText =
    "SELECT p.id, n.text, n.romanized, p.division_id FROM place_name n JOIN place p ON p.id = n.place_id"
    " WHERE n.text = ?1 AND n.kind = 'standard' AND p.class = ?2 AND (n.effective_to IS NULL OR n.effective_to > ?3)"
    " AND (p.effective_to IS NULL OR p.effective_to > ?3) ORDER BY p.id";
constexpr std::string_view kPlacesOfSound =
    "SELECT p.id, n.text, n.romanized, p.division_id FROM place_name n JOIN place p ON p.id = n.place_id"
    " WHERE n.sound = ?1 AND n.text <> ?4 AND n.kind = 'standard' AND p.class = ?2"
    " AND (n.effective_to IS NULL OR n.effective_to > ?3) AND (p.effective_to IS NULL OR p.effective_to > ?3)"
    " ORDER BY p.id";
constexpr std::string_view kDivisionsOfName =
    "SELECT d.id, n.name, n.romanized, d.id FROM division_name n JOIN division d ON d.id = n.division_id"
    " WHERE n.name = ?1 AND (n.effective_to IS NULL OR n.effective_to > ?2)"
    " AND (d.effective_to IS NULL OR d.effective_to > ?2) ORDER BY d.id";
constexpr std::string_view kCountiesAndPrefectures =
    "SELECT d.id, n.name FROM division d JOIN division_name n ON n.division_id = d.id WHERE d.level IN (2, 3)"
    " AND d.effective_from <= ?1 AND (d.effective_to IS NULL OR d.effective_to > ?1)"
    " AND n.effective_from <= ?1 AND (n.effective_to IS NULL OR n.effective_to > ?1) ORDER BY d.id";
constexpr std::string_view kDivisionsWithText =
    "SELECT n.name FROM division_name n WHERE n.name LIKE ?1 AND n.effective_from <= ?2"
    " AND (n.effective_to IS NULL OR n.effective_to > ?2)";

constexpr std::size_t kMostMatches = 20;

int level_of(NameScope scope) {
  switch (scope) {
    case NameScope::township:
      return 4;
    case NameScope::county:
    case NameScope::built_up:
      return 3;
    case NameScope::province:
      return 1;
    case NameScope::country:
    case NameScope::none:
      return 0;
  }
  return 0;
}

bool holds(const std::vector<DivisionLink>& chain, std::int64_t division_id) {
  return std::ranges::any_of(chain, [&](const DivisionLink& link) { return link.id == division_id; });
}

/// Keeps the rows (place, name, romanized, division) that lie inside the query's area.
std::vector<NameMatch> inside(geo::Connection& db, geo::Statement& rows, const NameQuery& query) {
  std::vector<NameMatch> matches;
  while (matches.size() < kMostMatches && rows.step()) {
    const auto chain = division_chain(db, rows.integer(3), query.day);
    if (query.area_id != 0 && !holds(chain, query.area_id)) continue;
    matches.push_back({.place_id = rows.integer(0),
                       .text = std::string(rows.text(1)),
                       .romanized = std::string(rows.text(2)),
                       .division_name = chain.empty() ? "" : chain.front().name});
  }
  return matches;
}

}  // namespace

std::vector<DivisionLink> division_chain(geo::Connection& db, std::int64_t division_id, geo::Date day) {
  std::vector<DivisionLink> chain;
  auto row = db.prepare(kChain);
  row.bind_all(division_id, day);
  while (row.step()) chain.push_back({row.integer(0), static_cast<int>(row.integer(1)), std::string(row.text(2))});
  if (chain.empty() || chain.front().id != division_id) return {};
  return chain;
}

UniqueArea unique_area(const PlaceClass& place_class, const std::vector<DivisionLink>& chain) {
  if (place_class.scope == NameScope::none) return {};
  const int level = level_of(place_class.scope);
  UniqueArea area{
      .bounded = true, .division_id = 0, .title = "全库", .stands_in = place_class.scope == NameScope::built_up};
  // Where the unit of that level is not known, the next higher one holds it too.
  for (const auto& link : chain)
    if (level > 0 && link.level <= level) {
      area.division_id = link.id;
      area.title = link.name;
      break;
    }
  return area;
}

std::vector<NameMatch> equal_names(geo::Connection& db, const NameQuery& query) {
  if (query.class_id == "division") {
    auto rows = db.prepare(kDivisionsOfName);
    rows.bind_all(query.text, query.day);
    return inside(db, rows, query);
  }
  auto rows = db.prepare(kPlacesOfText);
  rows.bind_all(query.text, query.class_id, query.day);
  return inside(db, rows, query);
}

std::vector<NameMatch> homophones(geo::Connection& db, const NameQuery& query) {
  auto rows = db.prepare(kPlacesOfSound);
  rows.bind_all(query.sound, query.class_id, query.day, query.text);
  auto matches = inside(db, rows, query);
  for (auto& match : matches) {
    const auto other = romanize(match.text, query.class_id, split_name(match.text, query.class_id));
    match.same_tone = other.toned_sound == query.toned_sound;
  }
  std::stable_partition(matches.begin(), matches.end(), [](const NameMatch& match) { return match.same_tone; });
  return matches;
}

std::vector<std::string> foreign_divisions(geo::Connection& db, std::string_view text,
                                           const std::vector<DivisionLink>& chain, geo::Date day) {
  std::vector<std::string> found;
  auto row = db.prepare(kCountiesAndPrefectures);
  row.bind_all(day);
  while (row.step()) {
    const std::string name(row.text(1));
    const auto specific = split_name(name, "division").specific;
    if (characters(specific).size() < 2 || text.find(specific) == std::string_view::npos) continue;
    if (!holds(chain, row.integer(0))) found.push_back(name);
  }
  return found;
}

std::string division_with_character(geo::Connection& db, std::string_view character, std::string_view text,
                                    geo::Date day) {
  auto row = db.prepare(kDivisionsWithText);
  row.bind_all("%" + std::string(character) + "%", day);
  while (row.step()) {
    const std::string name(row.text(0));
    const auto specific = split_name(name, "division").specific;
    if (specific.find(character) != std::string::npos && text.find(specific) != std::string_view::npos) return name;
  }
  return "";
}

}  // namespace diming::gazetteer
