// Whatever is taken as a code must read back as itself, save nine digits with 156 in front: they are 天地图's form of six.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "boundary/division/division_code.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto code = diming::boundary::parse_division_code(text);
  if (code.ok() && !(code->digits.size() == 9 && code->digits.starts_with("156"))) {
    const auto again = diming::boundary::parse_division_code(code->digits);
    if (!again.ok() || *again != *code) std::abort();
  }
  return 0;
}
