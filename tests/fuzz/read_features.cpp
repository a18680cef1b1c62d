// The first byte chooses the ending, the rest is the file; whatever comes out must be readable or refused.
#include <unistd.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "geo/io/read_features.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  constexpr std::array<const char*, 6> kEndings{".csv", ".geojson", ".geojsonl", ".kml", ".fgb", ".osm.pbf"};
  const std::string path = (std::filesystem::temp_directory_path() / ("diming-fuzz-" + std::to_string(::getpid()))).string() +
                           kEndings[data[0] % kEndings.size()];
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data + 1), static_cast<std::streamsize>(size - 1));
  if (auto reader = diming::geo::FeatureReader::open(path, {})) {
    for (auto feature = reader->next(); feature && *feature;) feature = reader->next();
  }
  ::unlink(path.c_str());
  return 0;
}
