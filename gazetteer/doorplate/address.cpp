#include "gazetteer/doorplate/address.hpp"

#include <algorithm>
#include <vector>

namespace diming::gazetteer {

std::string plate_text(int number, int sub_number) {
  return std::to_string(number) + (sub_number > 0 ? "-" + std::to_string(sub_number) : "") + "号";
}

std::string compose_address(std::span<const AddressDivision> divisions, std::string_view road, int number,
                            int sub_number) {
  std::vector<AddressDivision> ordered(divisions.begin(), divisions.end());
  std::ranges::stable_sort(ordered, {}, &AddressDivision::level);
  std::string text;
  std::string_view latest;
  for (const auto& division : ordered) {
    if (division.level > 4 || division.name == latest) continue;
    text += division.name;
    latest = division.name;
  }
  if (road != latest) text += road;
  return text + plate_text(number, sub_number);
}

}  // namespace diming::gazetteer
