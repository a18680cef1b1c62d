// boundary/division: the record of many objects written together.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/digest.hpp"
#include "geo/store/transaction.hpp"

namespace diming::boundary {

/// Gathers the rows of one run and records it as one change: {"count":90,"sm3":"..."} over the rows' JSON, one a line,
/// each followed by its positions as pairs of little-endian doubles.
class RunRecord {
 public:
  explicit RunRecord(std::string_view kind) : kind_(kind) {}
  void add(std::string_view row_json, std::span<const geo::LonLat> positions = {}) {
    sm3_.add(row_json);
    sm3_.add(std::as_bytes(positions));
    for (const geo::LonLat p : positions) bounds_.add(p);
    sm3_.add(std::string_view("\n"));
    ++count_;
  }
  void cover(const geo::Bounds& bounds) { bounds_.add(bounds); }
  /// Ids are `first_id` and the following; nothing is recorded if nothing was added.
  void record(geo::Transaction& transaction, std::int64_t first_id);

 private:
  std::string kind_;
  geo::Sm3 sm3_;
  std::int64_t count_ = 0;
  geo::Bounds bounds_;
};

}  // namespace diming::boundary
