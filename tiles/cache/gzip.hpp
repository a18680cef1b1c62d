// tiles/cache: packed tiles (RFC 1952); the cage of libdeflate.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace diming::tiles {

/// At a low level: for tiles that are built on demand, time counts more than the last bytes.
std::string gzip(std::string_view bytes);
/// In: what `gzip` gave. Fault: anything else.
std::string gunzip(std::string_view packed);
/// Strong entity tag of content, with its quotes: 64 bits of a mixing hash.
std::string etag_of(std::string_view bytes);

}  // namespace diming::tiles
