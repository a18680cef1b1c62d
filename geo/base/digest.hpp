// geo/base: SM3 (GM/T 0004-2012), the hash of every chain and tag in the record.
#pragma once
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace diming::geo {

using Digest = std::array<std::byte, 32>;

/// Incremental SM3. One hash at a time, one thread at a time; `finish` starts anew.
class Sm3 {
 public:
  Sm3();
  ~Sm3();
  Sm3(Sm3&&) noexcept;
  Sm3& operator=(Sm3&&) noexcept;
  void add(std::string_view bytes);
  void add(std::span<const std::byte> bytes);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sm3(std::string_view bytes);
/// 64 lower-case hexadecimal digits for a whole digest.
std::string hex(std::span<const std::byte> bytes);

}  // namespace diming::geo
