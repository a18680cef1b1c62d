#include "tiles/cache/gzip.hpp"

#include <libdeflate.h>

#include <cstring>

#include "geo/base/fault.hpp"
#include "geo/base/handle.hpp"

namespace diming::tiles {
namespace {

constexpr int kLevel = 1;
using Compressor = geo::Handle<libdeflate_compressor, libdeflate_free_compressor>;
using Decompressor = geo::Handle<libdeflate_decompressor, libdeflate_free_decompressor>;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio
  return hash ^ hash >> 29;
}

}  // namespace

std::string gzip(std::string_view bytes) {
  const Compressor compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) throw geo::Fault("tiles.gzip", "no memory");
  std::string packed(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  packed.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), packed.data(), packed.size()));
  packed.shrink_to_fit();
  return packed;
}

std::string gunzip(std::string_view packed) {
  std::uint32_t size = 0;  // RFC 1952 2.3.1: ISIZE, the last four bytes
  if (packed.size() < 18) throw geo::Fault("tiles.gunzip", "too short");
  std::memcpy(&size, packed.data() + packed.size() - 4, 4);
  const Decompressor decompressor(libdeflate_alloc_decompressor());
  std::string bytes(size, '\0');
  if (libdeflate_gzip_decompress(decompressor.get(), packed.data(), packed.size(), bytes.data(), size, nullptr) !=
      LIBDEFLATE_SUCCESS)
    throw geo::Fault("tiles.gunzip", "not what gzip gave");
  return bytes;
}

std::string etag_of(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    hash = mix(hash, word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes.data(), bytes.size());
  hash = mix(mix(hash, rest), 0);
  std::string tag = "\"";
  for (int shift = 60; shift >= 0; shift -= 4) tag += "0123456789abcdef"[hash >> shift & 15];
  return tag + "\"";
}

}  // namespace diming::tiles
