// tests/geo/io: reading whole files in a line.
#pragma once
#include <string>
#include <vector>

#include "geo/io/read_features.hpp"

namespace diming::test {

/// All features, or the refusal that ended the reading.
inline geo::Result<std::vector<geo::Feature>> read_all(const std::string& path, const geo::ReadOptions& options = {}) {
  auto reader = geo::FeatureReader::open(path, options);
  if (!reader) return reader.error();
  std::vector<geo::Feature> features;
  for (;;) {
    auto feature = reader->next();
    if (!feature) return feature.error();
    if (!*feature) return features;
    features.push_back(std::move(**feature));
  }
}

/// Code of the refusal, "" if there was none.
inline std::string code_of_reading(const std::string& path, const geo::ReadOptions& options = {}) {
  const auto all = read_all(path, options);
  return all ? "" : std::string(all.error().code);
}

inline std::string text_at(const geo::Feature& feature, std::string_view name) {
  const auto* value = feature.find(name);
  return value ? geo::to_text(*value) : "(no such property)";
}

}  // namespace diming::test
