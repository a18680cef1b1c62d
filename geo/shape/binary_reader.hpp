// geo/shape: what WKB and SpatiaLite's BLOB have in common when read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/base/geometry.hpp"
#include "geo/base/result.hpp"

namespace diming::geo {

/// Reads numbers and geometry bodies front to back. After the first mistake every read gives zero or empty and
/// `error` stays: callers look once, at the end.
class BinaryReader {
 public:
  enum class Form { wkb, spatialite };

  BinaryReader(std::span<const std::byte> bytes, Form form) : rest_(bytes), form_(form) {}

  std::uint8_t byte();
  std::uint32_t u32();
  double f64();
  void set_little_endian(bool little) { little_ = little; }
  void fail(const char* code, const char* message);
  bool failed() const { return error_.has_value(); }
  const Error& error() const { return *error_; }
  std::size_t remaining() const { return rest_.size(); }

  /// Type code and body (WKB: with the byte order mark before).
  Geometry geometry();

 private:
  struct Kind {
    std::uint32_t type = 0;  // 1 to 6 as in OGC 06-103r4 table 7
    bool z = false;
    bool m = false;
    bool compressed = false;
    std::size_t point_bytes() const { return 16 + (z ? 8u : 0u) + (m ? 8u : 0u); }
  };

  Kind kind();
  Kind wkb_kind(std::uint32_t code);
  Kind spatialite_kind(std::uint32_t code);
  /// Header of a part; its type must be `type`.
  Kind part(std::uint32_t type);
  /// A count whose items take at least `item_bytes` each; 0 after a failure.
  std::size_t count(std::size_t least, std::size_t item_bytes);
  LonLat position(const Kind& kind);
  std::vector<LonLat> positions(const Kind& kind, std::size_t least);
  std::vector<LonLat> plain(const Kind& kind, std::size_t n);
  std::vector<LonLat> compressed(const Kind& kind, std::size_t n);
  Polygon polygon(const Kind& kind);
  void check(const std::vector<LonLat>& points);
  template <class T>
  T number();

  std::span<const std::byte> rest_;
  Form form_;
  bool little_ = true;
  std::optional<Error> error_;
};

}  // namespace diming::geo
