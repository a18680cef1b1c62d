// tests/fuzz: vector tiles from outside.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tiles/mvt/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)diming::tiles::decode_tile({reinterpret_cast<const char*>(data), size});
  return 0;
}
