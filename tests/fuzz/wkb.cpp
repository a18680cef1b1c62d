#include "geo/shape/wkb.hpp"

#include <cstdint>
#include <cstdlib>

/// What is read must survive being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace diming::geo;
  const auto read = read_wkb(std::as_bytes(std::span(data, size)));
  if (!read) return 0;
  const auto again = read_wkb(write_wkb(*read));
  if (!again || *again != *read) std::abort();
  return 0;
}
