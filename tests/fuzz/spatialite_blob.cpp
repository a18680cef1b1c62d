#include "geo/shape/spatialite_blob.hpp"

#include <cstdint>
#include <cstdlib>

/// What is read must survive being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace diming::geo;
  const auto read = read_spatialite_blob(std::as_bytes(std::span(data, size)));
  if (!read) return 0;
  const auto again = read_spatialite_blob(write_spatialite_blob(*read, 4490));
  if (!again || *again != *read) std::abort();
  return 0;
}
