// boundary/intake: random numbers that are the same on every machine.
#pragma once
#include <cstdint>

namespace diming::boundary {

/// SplitMix64 (Steele, Lea, Flood 2014). The distributions of <random> differ between libraries; a sample must not.
class SampleRandom {
 public:
  explicit SampleRandom(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// In [0, 1), a multiple of 2^-53.
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// In [low, high).
  double between(double low, double high) { return low + (high - low) * unit(); }
  /// In [0, n), n > 0.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
  bool chance(double probability) { return unit() < probability; }

 private:
  std::uint64_t state_;
};

/// One seed out of two numbers: independent streams for each object, whatever the order they are made in.
inline std::uint64_t sample_seed(std::uint64_t a, std::uint64_t b) {
  return SampleRandom(a * 0xD1342543DE82EF95u ^ SampleRandom(b).next()).next();
}

}  // namespace diming::boundary
