#include "gazetteer/geocode/search.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "gazetteer/doorplate/address.hpp"
#include "gazetteer/geocode/house_number.hpp"

namespace diming::gazetteer {
namespace {

constexpr std::size_t kLongestDivisionName = 16;  // characters; the longest in the province has 15
constexpr std::size_t kLongestName = 40;          // characters of a road's or a place's name
constexpr std::size_t kMaxReadings = 64;
constexpr std::size_t kMaxText = 200;             // characters of a query that are looked at
constexpr std::size_t kMaxBytes = 4 * kMaxText;   // of it in UTF-8
constexpr std::size_t kMaxGuesses = 4;            // readings whose rest is compared with all names
constexpr double kLeastSimilarity = 0.33;  // one wrong character of three

/// One way to read the front of the text as divisions.
struct Reading {
  std::size_t used{};              // characters
  std::uint32_t division = kNone;  // lowest unit read
  int units{};                     // how many were read
};

/// All ways to read divisions off the front, each unit inside the lowest before it or around it.
std::vector<Reading> readings(const GeocodeTables& tables, std::u32string_view text) {
  std::vector<Reading> all{{}};
  all.reserve(kMaxReadings);
  const auto add = [&](Reading reading) {
    const auto same = std::ranges::find_if(
        all, [&](const Reading& r) { return r.used == reading.used && r.division == reading.division; });
    if (same != all.end()) return void(same->units = std::max(same->units, reading.units));
    if (all.size() < kMaxReadings) all.push_back(reading);
  };
  for (std::size_t i = 0; i < all.size() && all.size() < kMaxReadings; ++i) {
    const Reading base = all[i];
    const std::size_t longest = std::min(kLongestDivisionName, text.size() - base.used);
    for (std::size_t n = longest; n >= 2; --n) {
      for (const std::uint32_t unit : tables.divisions_named(text.substr(base.used, n))) {
        if (tables.lies_in(base.division, unit))  // written twice, or the larger after the smaller
          add({base.used + n, base.division, base.units});
        else if (base.division == kNone || tables.lies_in(unit, base.division))
          add({base.used + n, unit, base.units + 1});
      }
    }
  }
  return all;
}

class Search {
 public:
  Search(const GeocodeTables& tables, const SearchRequest& request) : tables_(tables), request_(request) {}

  std::vector<Hit> run() {
    if (const auto p = parse_position(request_.text))
      return {Hit{HitKind::position, MatchLevel::position, kNone, 1, *p, bounds_at(*p)}};
    std::u32string folded = tables_.folder().fold(std::string_view(request_.text).substr(0, kMaxBytes));
    folded.resize(std::min(folded.size(), kMaxText));
    const std::u32string_view text = folded;
    if (text.empty()) return {};
    const auto all = readings(tables_, text);
    for (const Reading& reading : all) read_rest(reading, text.substr(reading.used));
    if (hits_.empty()) guess(all, text);
    return finish();
  }

 private:
  void read_rest(const Reading& reading, std::u32string_view rest) {
    if (rest.empty()) {
      if (reading.division != kNone) add_division(reading);
      return;
    }
    for (const std::uint32_t name : tables_.names_named(rest))
      if (fits(name, reading)) add_name(name, MatchLevel::name, 0.95);
    for (std::size_t i = 2; i < std::min(rest.size(), kLongestName); ++i) {
      if (!starts_number(rest, i)) continue;
      const auto roads = tables_.names_named(rest.substr(0, i));
      if (roads.empty()) continue;
      if (const auto number = read_house_number(rest.substr(i)))
        read_plate(reading, roads, *number, i + number->length < rest.size());
    }
  }

  static bool starts_number(std::u32string_view text, std::size_t i) {
    return is_ascii_digit(text[i]) && !is_ascii_digit(text[i - 1]);
  }

  void read_plate(const Reading& reading, std::span<const std::uint32_t> roads, const HouseNumber& number, bool more) {
    for (const std::uint32_t road : roads) {
      const bool found = add_plates(road, reading, number, more ? 0.98 : 1);
      if (!found && fits(road, reading)) add_name(road, MatchLevel::road, 0.6);
    }
  }

  bool add_plates(std::uint32_t road, const Reading& reading, const HouseNumber& number, double score) {
    bool found = false;
    const std::uint32_t standard = tables_.name_index(tables_.names()[road].id);
    for (const std::uint32_t plate : tables_.plates_numbered(standard, number.number, number.sub_number)) {
      const PlateEntry& entry = tables_.plates()[plate];
      const bool inside = reading.division == kNone || tables_.lies_in(entry.division, reading.division);
      // A plate may be recorded for the township while people add the village.
      if (!inside && !tables_.lies_in(reading.division, entry.division)) continue;
      found = true;
      add({HitKind::plate, MatchLevel::gate, plate, inside ? score : score - 0.01, entry.at,
           bounds_at(entry.at)});
    }
    return found;
  }

  /// Nothing matched to the letter: names that look alike, told as such by their level.
  void guess(std::span<const Reading> all, std::u32string_view text) {
    std::size_t looked = 0;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {  // most read first
      const Reading& reading = *it;
      std::u32string_view rest = text.substr(reading.used);
      std::size_t end = 2;
      while (end < rest.size() && !starts_number(rest, end)) ++end;
      rest = rest.substr(0, end);
      if (rest.size() < 2 || rest.size() > kLongestName || ++looked > kMaxGuesses) continue;
      for (const auto& [name, share] : tables_.similar_names(rest, kLeastSimilarity, request_.limit * 4))
        if (fits(name, reading)) add_name(name, MatchLevel::similar, 0.5 * share);
    }
  }

  bool fits(std::uint32_t name, const Reading& reading) const {
    const NameEntry& entry = tables_.names()[name];
    if (entry.gone) return false;
    if (reading.division == kNone || tables_.lies_in(entry.division, reading.division)) return true;
    // A road may be recorded for the county while people name the township it crosses.
    return entry.division != kNone && tables_.lies_in(reading.division, entry.division);
  }

  void add_division(const Reading& reading) {
    const DivisionEntry& unit = tables_.divisions()[reading.division];
    const double score = 0.9 + 0.01 * std::min(reading.units, 5);
    add({HitKind::division, MatchLevel::division, reading.division, score, unit.at, bounds_at(unit.at)});
  }

  void add_name(std::uint32_t name, MatchLevel level, double score) {
    const NameEntry& entry = tables_.names()[name];
    add({HitKind::name, level, name, score, entry.at, entry.bounds});
  }

  void add(Hit hit) {
    const bool inside = !request_.viewbox || request_.viewbox->contains(hit.at);
    if (request_.bounded && !inside) return;
    if (request_.viewbox && inside) hit.score = std::min(1.0, hit.score + 0.02);
    const auto [place, is_new] = best_.try_emplace(id_of(hit), hits_.size());
    if (is_new)
      hits_.push_back(hit);
    else if (hits_[place->second].score < hit.score)
      hits_[place->second] = hit;
  }

  /// Ids are never used twice in a register, whatever they are of.
  std::int64_t id_of(const Hit& hit) const {
    if (hit.kind == HitKind::division) return tables_.divisions()[hit.index].id;
    return hit.kind == HitKind::name ? tables_.names()[hit.index].id : tables_.plates()[hit.index].id;
  }

  int importance(const Hit& hit) const {
    if (hit.kind == HitKind::division) return 10 - tables_.divisions()[hit.index].level;
    return hit.kind == HitKind::name ? tables_.names()[hit.index].importance : 0;
  }

  std::vector<Hit> finish() {
    const auto better = [&](const Hit& a, const Hit& b) {
      if (a.score != b.score) return a.score > b.score;
      if (importance(a) != importance(b)) return importance(a) > importance(b);
      return id_of(a) < id_of(b);
    };
    const auto kept = static_cast<std::ptrdiff_t>(std::min(hits_.size(), request_.limit));
    std::partial_sort(hits_.begin(), hits_.begin() + kept, hits_.end(), better);
    hits_.resize(static_cast<std::size_t>(kept));
    return std::move(hits_);
  }

  const GeocodeTables& tables_;
  const SearchRequest& request_;
  std::vector<Hit> hits_;
  std::unordered_map<std::int64_t, std::size_t> best_;  // id -> place in hits_
};

}  // namespace

std::vector<Hit> search(const GeocodeTables& tables, const SearchRequest& request) {
  return Search(tables, request).run();
}

std::string division_address(const GeocodeTables& tables, std::uint32_t division) {
  std::string text;
  std::string_view before;
  for (const std::uint32_t unit : tables.chain(division)) {
    const std::string& name = tables.divisions()[unit].name;
    if (name != before) text += name;
    before = name;
  }
  return text;
}

std::string plate_address(const GeocodeTables& tables, const PlateEntry& plate) {
  std::vector<AddressDivision> units;
  for (const std::uint32_t unit : tables.chain(plate.division))
    units.push_back({tables.divisions()[unit].level, tables.divisions()[unit].name});
  return compose_address(units, tables.names()[plate.road].name, plate.number, plate.sub_number);
}

std::optional<geo::LonLat> parse_position(std::string_view text) {
  double numbers[2];
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  const auto skip = [&](std::string_view set) {
    while (at < end && set.find(*at) != std::string_view::npos) ++at;
  };
  for (double& number : numbers) {
    skip(" \t,;");
    if (std::string_view(at, end).starts_with("，")) at += std::string_view("，").size();
    skip(" \t");
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc{}) return std::nullopt;
    at = read.ptr;
  }
  skip(" \t");
  if (at != end) return std::nullopt;
  const geo::LonLat latitude_first{numbers[1], numbers[0]}, longitude_first{numbers[0], numbers[1]};
  if (geo::is_on_earth(latitude_first)) return latitude_first;
  if (geo::is_on_earth(longitude_first)) return longitude_first;
  return std::nullopt;
}

}  // namespace diming::gazetteer
