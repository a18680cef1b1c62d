// tests/gazetteer/geocode: a province of one city in a file of its own, followed as the service follows it.
#pragma once
#include <string>
#include <vector>

#include "gazetteer/geocode/index.hpp"
#include "gazetteer/geocode/search.hpp"
#include "geo/store/writer.hpp"
#include "tests/support/support.hpp"

namespace diming::gazetteer::test {

/// 浙江省 杭州市 with 西湖区 (北山街道 > 上保社区; 凤桥镇 > 凤桥村) and 余杭区 (仓前街道). 文三路 runs in both counties with 88, 90,
/// 90-1 and (西湖区 only) 92; 西湖大道, 杭州路 and 三号路 in 西湖区; the place 凤桥村 has 5号; 学院路 was 旧学路; a canteen stands at
/// 文三路90号 of 西湖区. Roads run east along 30.2 (西湖区) and 30.4 (余杭区), 0.0001 degrees a number from 120.1 on.
class SmallProvince {
 public:
  SmallProvince();
  std::int64_t division(const std::string& name) const;
  std::int64_t road(const std::string& division_and_name) const { return roads_.at(division_and_name); }
  geo::Receipt execute(const geo::Command& command);
  GeocodeIndex& index() { return index_; }

  std::vector<Hit> find(const std::string& text, std::size_t limit = 10) const;
  /// Of the best hit: a plate's address, a name, a division's address, or "" if there is none.
  std::string first(const std::string& text) const;
  std::string text_of(const Hit& hit) const;

 private:
  void found_divisions();
  void name_roads();
  void number_roads();

  diming::test::TempDir folder_;
  std::map<std::string, std::int64_t> divisions_, roads_;
  GeocodeIndex index_;
  geo::Followers followers_;
  std::unique_ptr<geo::Writer> writer_;
};

}  // namespace diming::gazetteer::test
