// api/http: how much one address may ask.
#pragma once
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace diming::api {

struct AddressSettings {
  int max_connections = 256;       ///< of one address at a time; 0: no limit
  double requests_per_second = 0;  ///< lasting; 0: no limit
  double burst = 0;                ///< requests at once after a rest; 0 takes two seconds' worth
};

/// Connections and a token bucket for each address; an IPv6 address counts with its whole /64, for that is what one
/// subscriber gets. Forgets addresses at rest. Safe for many threads.
class AddressLimits {
 public:
  using Clock = std::chrono::steady_clock;
  explicit AddressLimits(const AddressSettings& settings);

  /// False, and nothing counted, if the address has its number of connections already.
  bool open(const std::string& key);
  void close(const std::string& key);
  /// 0 if the request may pass, else the whole seconds after which one will.
  int wait_seconds(const std::string& key, Clock::time_point now);

  /// What addresses are counted by: IPv4 as it is (also when mapped into IPv6), IPv6 as its first 64 bits; text that
  /// is no address, itself.
  static std::string key_of(std::string_view address);

 private:
  struct Entry {
    int connections = 0;
    double tokens = 0;
    Clock::time_point filled;
  };
  void forget(Clock::time_point now);
  AddressSettings settings_;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::size_t forget_at_;
};

}  // namespace diming::api
