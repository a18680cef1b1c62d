#include "gazetteer/name/vocab.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "embedded/diming_data.hpp"
#include "geo/base/fault.hpp"

namespace diming::gazetteer {
namespace {

std::vector<std::string_view> split_at(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

NameScope scope_of(std::string_view word) {
  static constexpr std::pair<std::string_view, NameScope> kWords[] = {
      {"none", NameScope::none},         {"township", NameScope::township}, {"county", NameScope::county},
      {"province", NameScope::province}, {"country", NameScope::country},   {"built_up", NameScope::built_up}};
  for (const auto& [text, scope] : kWords)
    if (text == word) return scope;
  throw geo::Fault("vocab.place_classes", "unknown scope " + std::string(word));
}

Severity severity_of(std::string_view word) {
  return word == "block" ? Severity::block : Severity::warn;
}

std::vector<PlaceClass> read_classes() {
  std::vector<PlaceClass> classes;
  for (const auto& row : vocab_rows("place_classes.csv")) {
    int importance = 0;
    std::from_chars(row.at(7).data(), row.at(7).data() + row.at(7).size(), importance);
    classes.push_back({.id = row.at(0),
                       .title = row.at(1),
                       .title_en = row.at(2),
                       .scope = scope_of(row.at(3)),
                       .duplicate = severity_of(row.at(4)),
                       .no_generic = row.at(5).empty() ? std::nullopt : std::optional(severity_of(row.at(5))),
                       .public_at_approval = row.at(6) == "approval",
                       .importance = importance,
                       .gb_code = row.at(8)});
  }
  return classes;
}

using GenericTable = std::map<std::string_view, std::vector<Generic>, std::less<>>;

GenericTable read_generics() {
  GenericTable table;
  for (const auto& row : vocab_rows("generics.csv")) {
    const auto words = row.at(2).empty() ? std::vector{row.at(1)} : split_at(row.at(2), ' ');
    table[row.at(0)].push_back({row.at(1), words});
  }
  for (auto& [id, list] : table)
    std::ranges::stable_sort(list, [](const Generic& a, const Generic& b) { return a.text.size() > b.text.size(); });
  return table;
}

}  // namespace

std::vector<std::vector<std::string_view>> vocab_rows(std::string_view file) {
  const auto text = diming_data::find("vocab/" + std::string(file));
  if (!text.data()) throw geo::Fault("vocab", "no table " + std::string(file));
  std::vector<std::vector<std::string_view>> rows;
  bool head = true;
  for (auto line : split_at(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!head && !line.empty()) rows.push_back(split_at(line, ','));
    head = false;
  }
  return rows;
}

std::span<const PlaceClass> place_classes() {
  static const std::vector<PlaceClass> kClasses = read_classes();
  return kClasses;
}

const PlaceClass* find_class(std::string_view id) {
  for (const auto& one : place_classes())
    if (one.id == id) return &one;
  return nullptr;
}

std::span<const Generic> generics(std::string_view class_id) {
  static const GenericTable kTable = read_generics();
  const auto found = kTable.find(class_id);
  if (found == kTable.end()) return {};
  return found->second;
}

}  // namespace diming::gazetteer
