// gazetteer/name: what data/vocab says of classes, generics and words.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace diming::gazetteer {

/// Rows of a table below data/vocab without its head line; fields part at commas, empty ones are kept. Views live as
/// long as the program. Fault: there is no such table.
std::vector<std::vector<std::string_view>> vocab_rows(std::string_view file);

/// Where one name may stand only once (地名管理条例 art. 9 (7), (8); 浙江省地名管理办法).
enum class NameScope { none, township, county, province, country, built_up };

/// What a finding means for the case.
enum class Severity { block, warn };

/// A legal class of 地名管理条例 art. 3, a row of data/vocab/place_classes.csv.
struct PlaceClass {
  std::string_view id;     ///< "street"
  std::string_view title;  ///< "街路巷"
  std::string_view title_en;
  NameScope scope{};
  Severity duplicate{};                ///< what an equal name in the scope means
  std::optional<Severity> no_generic;  ///< what a missing generic means
  bool public_at_approval{};           ///< false: public doors show it from its announcement on
  int importance{};                    ///< 0 to 9, label order on maps
  std::string_view gb_code;            ///< GB/T 18521-2001, five digits, or ""
};

/// In the table's order.
std::span<const PlaceClass> place_classes();
/// Null pointer if there is no such class.
const PlaceClass* find_class(std::string_view id);

/// A generic (通名) of a class; `words` are the parts that are written apart in roman letters.
struct Generic {
  std::string_view text;
  std::vector<std::string_view> words;
};
/// The generics of a class, longest first; empty for an unknown class.
std::span<const Generic> generics(std::string_view class_id);

}  // namespace diming::gazetteer
