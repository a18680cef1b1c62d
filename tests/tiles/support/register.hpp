// tests/tiles: a small register in a real file.
#pragma once
#include <memory>
#include <string>

#include "geo/store/writer.hpp"
#include "tests/support/support.hpp"
#include "tests/tiles/support/coverage_maker.hpp"

namespace diming::tiles::test {

/// One province (1), counties and villages below it without prefecture or township, as ragged cells; a road with
/// doorplates in the middle, a canteen. Ids of villages are 1000 + cell, of counties 100 + row of cells.
class Register {
 public:
  explicit Register(int side = 4, int doorplates = 200);
  const std::string& path() const { return path_; }
  std::unique_ptr<geo::Writer> writer(geo::Followers* followers = nullptr) const;
  geo::Connection connection() const;

 private:
  diming::test::TempDir folder_;
  std::string path_;
};

constexpr std::int64_t kProvince = 1;
constexpr std::int64_t kRoad = 50;
constexpr std::int64_t kRoadName = 51;
constexpr std::int64_t kCanteen = 60;
constexpr std::int64_t kFirstDoorplate = 100'000;
/// Middle of the register.
geo::LonLat middle();

}  // namespace diming::tiles::test
