// tiles/layer: each different attribute value of a layer once.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

#include "geo/base/feature.hpp"

namespace diming::tiles {

/// Codes for values; grows only. Code 0 is null. Reading is safe from many threads while none adds.
class ValuePool {
 public:
  ValuePool();
  std::uint32_t code(const geo::Value& value);
  const geo::Value& value(std::uint32_t code) const { return values_[code]; }
  std::size_t size() const { return values_.size(); }

 private:
  struct Hash {
    std::size_t operator()(const geo::Value* value) const { return std::hash<geo::Value>()(*value); }
  };
  struct Equal {
    bool operator()(const geo::Value* a, const geo::Value* b) const { return *a == *b; }
  };
  std::deque<geo::Value> values_;
  std::unordered_map<const geo::Value*, std::uint32_t, Hash, Equal> codes_;
};

}  // namespace diming::tiles
