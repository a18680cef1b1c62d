#include "boundary/intake/sample_sources.hpp"

#include <array>
#include <charconv>
#include <unordered_map>
#include <utility>

#include "boundary/intake/sample_plane.hpp"
#include "geo/base/fault.hpp"

namespace diming::boundary {
namespace {

constexpr std::array<std::size_t, 6> kCodeDigits = {0, 2, 4, 6, 9, 12};

/// Calls `row(fields)` for every line behind the header; lines that begin with # say where the text is from.
template <std::size_t N, class Row>
void for_each_row(std::string_view csv, Row&& row) {
  bool header = true;
  while (!csv.empty()) {
    const auto end = std::min(csv.find('\n'), csv.size());
    std::string_view line = csv.substr(0, end);
    csv.remove_prefix(std::min(end + 1, csv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#') || std::exchange(header, false)) continue;
    std::array<std::string_view, N> fields;
    for (std::size_t i = 0; i < N; ++i) {
      const auto comma = line.find(',');
      if ((comma == line.npos) != (i + 1 == N)) throw geo::Fault("sample.read", "row " + std::string(line));
      fields[i] = line.substr(0, comma);
      line.remove_prefix(comma == line.npos ? line.size() : comma + 1);
    }
    row(fields);
  }
}

template <class Number>
Number number_of(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw geo::Fault("sample.read", "no number: " + std::string(text));
  return value;
}

geo::LonLat position_of(std::string_view lon, std::string_view lat) {
  // 1 mm is what the invented lines have, too
  return {std::round(number_of<double>(lon) * 1e8) / 1e8, std::round(number_of<double>(lat) * 1e8) / 1e8};
}

}  // namespace

std::vector<SampleDivision> read_sample_divisions(std::string_view csv) {
  std::vector<SampleDivision> divisions;
  std::unordered_map<std::string, std::uint32_t> index;
  for_each_row<4>(csv, [&](const auto& row) {
    const int level = number_of<int>(row[3]);
    if (level < 1 || level > 5) throw geo::Fault("sample.read", "level " + std::string(row[3]));
    const auto digits = static_cast<std::size_t>(level);
    SampleDivision division{std::string(row[0].substr(0, kCodeDigits[digits])), std::string(row[1]), level, kNoParent};
    if (level > 1) {
      const auto parent = index.find(std::string(row[2].substr(0, kCodeDigits[digits - 1])));
      if (parent == index.end()) throw geo::Fault("sample.read", "no parent of " + division.code);
      division.parent = parent->second;
    }
    index.emplace(division.code, static_cast<std::uint32_t>(divisions.size()));
    divisions.push_back(std::move(division));
  });
  return divisions;
}

std::vector<SampleSeat> read_sample_seats(std::string_view csv) {
  std::vector<SampleSeat> seats;
  for_each_row<4>(csv, [&](const auto& row) {
    seats.push_back({std::string(row[0]), std::string(row[1]), position_of(row[2], row[3])});
  });
  return seats;
}

std::vector<std::vector<geo::LonLat>> read_sample_rings(std::string_view csv) {
  std::vector<std::vector<geo::LonLat>> rings;
  std::string_view last_id;
  for_each_row<3>(csv, [&](const auto& row) {
    if (rings.empty() || row[0] != last_id) rings.emplace_back();
    last_id = row[0];
    const auto at = position_of(row[1], row[2]);
    if (rings.back().empty() || rings.back().back() != at) rings.back().push_back(at);
  });
  for (auto& ring : rings)
    if (ring.front() != ring.back()) ring.push_back(ring.front());
  std::erase_if(rings, [](const auto& ring) { return ring.size() < 4; });
  return rings;
}

}  // namespace diming::boundary
