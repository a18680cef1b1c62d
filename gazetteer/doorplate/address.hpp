// gazetteer/doorplate: the text of a standard address, composed from its components and never stored.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace diming::gazetteer {

/// A division that holds the gate.
struct AddressDivision {
  int level{};  ///< 1 province to 5 village
  std::string_view name;
};

/// "90号", "90-1号"
std::string plate_text(int number, int sub_number);

/// "浙江省杭州市西湖区北山街道文三路90号": divisions from the highest down to the township (a road's plate names no
/// village), the road, the plate. Of equal neighbours one is written. The divisions may come in any order; levels
/// may be missing. Source: GB/T 35639-2017, 6.2.
std::string compose_address(std::span<const AddressDivision> divisions, std::string_view road, int number,
                            int sub_number);

}  // namespace diming::gazetteer
