#include "gazetteer/geocode/search.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace diming::gazetteer {
namespace {

constexpr std::size_t kLongestDivisionName = 16;  // characters; the longest in the province has 15
constexpr std::size_t kMaxReadings = 64;
constexpr std::size_t kMaxText = 200;             // characters of a query that are looked at
constexpr double kLeastSimilarity = 0.4;

/// One way to read the front of the text as divisions.
struct Reading {
  std::size_t used{};              // characters
  std::uint32_t division = kNone;  // lowest unit read
  int units{};                     // how many were read
};

/// All ways to read divisions off the front, each unit inside the one before it.
std::vector<Reading> readings(const GeocodeIndex& index, std::u32string_view text) {
  std::vector<Reading> all{{}};
  for (std::size_t i = 0; i < all.size() && all.size() < kMaxReadings; ++i) {
    const Reading base = all[i];
    const std::size_t longest = std::min(kLongestDivisionName, text.size() - base.used);
    for (std::size_t n = longest; n >= 2; --n) {
      for (const std::uint32_t unit : index.divisions_named(text.substr(base.used, n))) {
        const bool fits = base.division == kNone || (unit != base.division && index.lies_in(unit, base.division));
        if (fits && all.size() < kMaxReadings) all.push_back({base.used + n, unit, base.units + 1});
        // a unit written twice in a row counts once
        if (unit == base.division && all.size() < kMaxReadings) all.push_back({base.used + n, unit, base.units});
      }
    }
  }
  return all;
}

struct Number {
  std::int32_t number{};
  std::int32_t sub{};
  std::size_t length{};  // characters, with 号 if it is there
};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::optional<std::int32_t> read_number(std::u32string_view text, std::size_t& at) {
  std::int64_t value = 0;
  const std::size_t begin = at;
  for (; at < text.size() && is_digit(text[at]) && value < 1'000'000; ++at) value = value * 10 + (text[at] - U'0');
  if (at == begin || value >= 1'000'000) return std::nullopt;
  return static_cast<std::int32_t>(value);
}

/// 90号, 90-1号, 90号之1, 90附1号 or a bare 90 at the front of `text`.
std::optional<Number> read_house_number(std::u32string_view text) {
  std::size_t at = 0;
  const auto number = read_number(text, at);
  if (!number) return std::nullopt;
  Number result{*number, 0, at};
  const auto skip = [&](std::u32string_view word) {
    const bool there = text.substr(at).starts_with(word);
    if (there) at += word.size();
    return there;
  };
  const bool gate = skip(U"号");
  if ((!gate && skip(U"-")) || skip(U"之") || skip(U"附"))
    if (const auto sub = read_number(text, at)) result.sub = *sub;
  skip(U"号");
  result.length = at;
  return result;
}

class Search {
 public:
  Search(const GeocodeIndex& index, const SearchRequest& request) : index_(index), request_(request) {}

  std::vector<Hit> run() {
    if (const auto p = parse_position(request_.text))
      return {Hit{HitKind::position, MatchLevel::position, kNone, 1, *p, geo::bounds_of(std::vector{*p})}};
    std::u32string text = index_.folder().fold(request_.text);
    text.resize(std::min(text.size(), kMaxText));
    if (text.empty()) return {};
    for (const Reading& reading : readings(index_, text)) read_rest(reading, text.substr(reading.used));
    if (hits_.empty())
      for (const Reading& reading : readings(index_, text)) guess(reading, text.substr(reading.used));
    return finish();
  }

 private:
  void read_rest(const Reading& reading, std::u32string_view rest) {
    if (rest.empty()) {
      if (reading.division != kNone) add_division(reading);
      return;
    }
    for (const std::uint32_t name : index_.names_named(rest))
      if (fits(name, reading)) add_name(name, MatchLevel::name, 0.95);
    for (std::size_t i = 2; i < rest.size(); ++i)
      if (is_digit(rest[i]) && !is_digit(rest[i - 1]))
        if (const auto number = read_house_number(rest.substr(i))) read_plate(reading, rest.substr(0, i), *number);
  }

  void read_plate(const Reading& reading, std::u32string_view road_name, const Number& number) {
    for (const std::uint32_t road : index_.names_named(road_name)) {
      if (index_.names()[road].gone) continue;
      const std::uint32_t standard = index_.name_index(index_.names()[road].id);
      bool found = false;
      for (const std::uint32_t plate : index_.plates_of(standard)) {
        const PlateEntry& entry = index_.plates()[plate];
        if (entry.number != number.number || entry.sub_number != number.sub) continue;
        if (reading.division != kNone && !index_.lies_in(entry.division, reading.division)) continue;
        found = true;
        add({HitKind::plate, MatchLevel::gate, plate, 1, entry.at, geo::bounds_of(std::vector{entry.at})});
      }
      if (!found && fits(road, reading)) add_name(road, MatchLevel::road, 0.6);
    }
  }

  /// Nothing matched to the letter: names that look alike, told as such by their level.
  void guess(const Reading& reading, std::u32string_view rest) {
    if (rest.empty()) return;
    for (const auto& [name, share] : index_.similar_names(rest, request_.limit * 4))
      if (share >= kLeastSimilarity && fits(name, reading)) add_name(name, MatchLevel::similar, 0.5 * share);
  }

  bool fits(std::uint32_t name, const Reading& reading) const {
    const NameEntry& entry = index_.names()[name];
    if (entry.gone) return false;
    if (reading.division == kNone || index_.lies_in(entry.division, reading.division)) return true;
    // A road may be recorded for the county while people name the township it crosses.
    return entry.division != kNone && index_.lies_in(reading.division, entry.division);
  }

  void add_division(const Reading& reading) {
    const DivisionEntry& unit = index_.divisions()[reading.division];
    const double score = 0.9 + 0.01 * reading.units;
    add({HitKind::division, MatchLevel::division, reading.division, score, unit.at, geo::bounds_of(std::vector{unit.at})});
  }

  void add_name(std::uint32_t name, MatchLevel level, double score) {
    const NameEntry& entry = index_.names()[name];
    add({HitKind::name, level, name, score, entry.at, entry.bounds});
  }

  void add(Hit hit) {
    const bool inside = !request_.viewbox || request_.viewbox->contains(hit.at);
    if (request_.bounded && !inside) return;
    if (request_.viewbox && inside) hit.score = std::min(1.0, hit.score + 0.02);
    if (seen_.emplace(hit.kind, id_of(hit)).second) hits_.push_back(hit);
  }

  std::int64_t id_of(const Hit& hit) const {
    if (hit.kind == HitKind::division) return index_.divisions()[hit.index].id;
    return hit.kind == HitKind::name ? index_.names()[hit.index].id : index_.plates()[hit.index].id;
  }

  int importance(const Hit& hit) const {
    if (hit.kind == HitKind::division) return 10 - index_.divisions()[hit.index].level;
    return hit.kind == HitKind::name ? index_.names()[hit.index].importance : 0;
  }

  std::vector<Hit> finish() {
    std::stable_sort(hits_.begin(), hits_.end(), [&](const Hit& a, const Hit& b) {
      if (a.score != b.score) return a.score > b.score;
      if (importance(a) != importance(b)) return importance(a) > importance(b);
      return id_of(a) < id_of(b);
    });
    hits_.resize(std::min(hits_.size(), request_.limit));
    return std::move(hits_);
  }

  const GeocodeIndex& index_;
  const SearchRequest& request_;
  std::vector<Hit> hits_;
  std::set<std::pair<HitKind, std::int64_t>> seen_;
};

}  // namespace

std::vector<Hit> search(const GeocodeIndex& index, const SearchRequest& request) {
  return Search(index, request).run();
}

std::string plate_number(const PlateEntry& plate) {
  std::string text = std::to_string(plate.number);
  if (plate.sub_number > 0) text += "-" + std::to_string(plate.sub_number);
  return text + "号";
}

std::string division_address(const GeocodeIndex& index, std::uint32_t division) {
  std::string text;
  std::string_view before;
  for (const std::uint32_t unit : index.chain(division)) {
    const std::string& name = index.divisions()[unit].name;
    if (name != before) text += name;
    before = name;
  }
  return text;
}

std::string plate_address(const GeocodeIndex& index, const PlateEntry& plate) {
  constexpr int kTownship = 4;
  std::uint32_t unit = plate.division;
  while (unit != kNone && index.divisions()[unit].level > kTownship) unit = index.divisions()[unit].parent;
  return division_address(index, unit) + index.names()[plate.road].name + plate_number(plate);
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
