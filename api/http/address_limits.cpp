#include "api/http/address_limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace diming::api {
namespace {

constexpr std::size_t kForgetAt = 4096;  // entries of about 120 bytes: half a megabyte before the first sweep

}  // namespace

AddressLimits::AddressLimits(const AddressSettings& settings) : settings_(settings), forget_at_(kForgetAt) {
  if (settings_.burst <= 0) settings_.burst = std::max(1.0, 2 * settings_.requests_per_second);
}

std::string AddressLimits::key_of(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  static constexpr std::array<unsigned char, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  const bool mapped = std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (mapped) {
    ::inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
    return out.data();
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return std::string(out.data()) + "/64";
}

bool AddressLimits::open(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto [entry, fresh] = entries_.try_emplace(key);
  if (fresh) entry->second = {0, settings_.burst, Clock::now()};
  if (settings_.max_connections > 0 && entry->second.connections >= settings_.max_connections) return false;
  ++entry->second.connections;
  return true;
}

void AddressLimits::close(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(key);
  if (entry == entries_.end()) return;
  --entry->second.connections;
  if (settings_.requests_per_second <= 0 && entry->second.connections <= 0) entries_.erase(entry);
}

int AddressLimits::wait_seconds(const std::string& key, Clock::time_point now) {
  if (settings_.requests_per_second <= 0) return 0;
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= forget_at_) forget(now);
  const auto [found, fresh] = entries_.try_emplace(key);
  Entry& entry = found->second;
  if (fresh) entry = {0, settings_.burst, now};
  const double seconds = std::max(0.0, std::chrono::duration<double>(now - entry.filled).count());
  entry.tokens = std::min(settings_.burst, entry.tokens + seconds * settings_.requests_per_second);
  entry.filled = std::max(entry.filled, now);
  if (entry.tokens >= 1) {
    entry.tokens -= 1;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - entry.tokens) / settings_.requests_per_second)));
}

void AddressLimits::forget(Clock::time_point now) {
  std::erase_if(entries_, [&](const auto& item) {
    const double seconds = std::chrono::duration<double>(now - item.second.filled).count();
    return item.second.connections <= 0 &&
           item.second.tokens + seconds * settings_.requests_per_second >= settings_.burst;
  });
  // A sweep that frees little must not be repeated at every request.
  forget_at_ = std::max(kForgetAt, entries_.size() * 2);
}

}  // namespace diming::api
