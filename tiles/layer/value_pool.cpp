#include "tiles/layer/value_pool.hpp"

namespace diming::tiles {

ValuePool::ValuePool() {
  code(geo::Value());
}

std::uint32_t ValuePool::code(const geo::Value& value) {
  const auto known = codes_.find(&value);
  if (known != codes_.end()) return known->second;
  const auto fresh = static_cast<std::uint32_t>(values_.size());
  values_.push_back(value);
  codes_.emplace(&values_.back(), fresh);
  return fresh;
}

}  // namespace diming::tiles
