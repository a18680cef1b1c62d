#include "boundary/division/division_kind.hpp"

#include <array>
#include <charconv>

#include "embedded/diming_data.hpp"
#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

constexpr std::size_t kHanBytes = 3;  // UTF-8 length of the characters that names are written with
/// Peoples of the autonomous counties and prefectures of Zhejiang and its neighbours; a name may hold several.
constexpr std::array<std::string_view, 12> kPeoples{"畲族", "回族", "苗族",   "侗族", "土家族", "瑶族",
                                                    "壮族", "满族", "蒙古族", "藏族", "彝族",   "各族"};

std::string_view without_peoples(std::string_view name) {
  for (bool again = true; again;) {
    again = false;
    for (const auto people : kPeoples)
      if (name.ends_with(people) && name.size() >= people.size() + 2 * kHanBytes) {
        name.remove_suffix(people.size());
        again = true;
      }
  }
  return name;
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view take_field(std::string_view& line) {
  const auto end = line.find(',');
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return field;
}

}  // namespace

std::vector<KindRow> load_kinds(std::string_view file) {
  std::string_view text = diming_data::find("vocab/" + std::string(file));
  std::vector<KindRow> rows;
  take_line(text);
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (line.empty()) continue;
    KindRow row;
    row.kind = take_field(line);
    row.name = take_field(line);
    const auto level = take_field(line);
    std::from_chars(level.data(), level.data() + level.size(), row.level);
    row.suffix = line;
    rows.push_back(row);
  }
  if (rows.empty()) throw geo::Fault("boundary.kinds", "vocab/" + std::string(file) + " is missing or empty");
  return rows;
}

const KindRow& DivisionKinds::match(int level, std::string_view name) const {
  const KindRow* best = nullptr;
  for (const auto& row : rows_)
    if (row.level == level && name.ends_with(row.suffix) && (!best || row.suffix.size() > best->suffix.size()))
      best = &row;
  if (!best) throw geo::Fault("boundary.kinds", "no kind for level " + std::to_string(level));
  return *best;
}

std::string DivisionKinds::short_name(int level, std::string_view name) const {
  std::string_view rest = name;
  rest.remove_suffix(match(level, name).suffix.size());
  if (rest.size() < 2 * kHanBytes) return std::string(name);
  return std::string(without_peoples(rest));
}

std::string_view DivisionKinds::title(std::string_view kind) const {
  for (const auto& row : rows_)
    if (row.kind == kind) return row.name;
  return kind;
}

}  // namespace diming::boundary
