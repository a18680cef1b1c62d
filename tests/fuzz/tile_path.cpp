// tests/fuzz: tile numbers as an address line brings them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tiles/grid/tile_id.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tile = diming::tiles::parse_tile_path({reinterpret_cast<const char*>(data), size});
  if (tile && !diming::tiles::is_valid(*tile)) std::abort();
  return 0;
}
