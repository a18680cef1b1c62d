#include "boundary/division/run_record.hpp"

#include "geo/base/json.hpp"

namespace diming::boundary {

void RunRecord::record(geo::Transaction& transaction, std::int64_t first_id) {
  if (count_ == 0) return;
  geo::json::Writer after;
  after.begin_object().member("count", count_).member("sm3", geo::hex(sm3_.finish())).end_object();
  transaction.record({kind_, first_id, first_id + count_ - 1, "insert_run", "", after.take(), bounds_});
}

}  // namespace diming::boundary
