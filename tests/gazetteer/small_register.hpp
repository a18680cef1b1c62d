// tests/gazetteer: a register of six divisions in a file of its own.
#pragma once
#include <string>

#include "geo/store/connection.hpp"
#include "geo/store/transaction.hpp"
#include "tests/support/support.hpp"

namespace diming::gazetteer::test {

/// 浙江省 1, 杭州市 2, 西湖区 3 with 北山街道 4 and 古荡街道 5, 余杭区 6; the next new id is 100.
class SmallRegister {
 public:
  SmallRegister();
  std::string path() const { return folder_.file("register.db"); }
  /// A connection that writes; one at a time, none beside a Writer.
  geo::Connection open() const;
  geo::Connection read() const;

 private:
  diming::test::TempDir folder_;
};

inline geo::Date day(const char* text) {
  return geo::parse_date(text, "").value();
}
inline const geo::Actor kOfficer{"陈经办", "cli"};

std::int64_t count(geo::Connection& db, const std::string& table);

}  // namespace diming::gazetteer::test
