// tests/boundary/intake: a little province of its own, so that no built-in text is needed.
#pragma once
#include <string>

#include "boundary/intake/sample_areas.hpp"

namespace diming::test {

/// Three counties on a peninsula with two islands, four townships each (街道 first), 22 villages a township; the code
/// of the first county is 339001.
struct LittleProvince {
  std::string divisions = "code,name,parent_code,level\n33,试省,,1\n3390,试市,33,2\n";
  std::string land = "ring_id,lon,lat\n";
  std::string seats =
      "code6,name,lon,lat\n339001,甲县,120.20,29.20\n339002,乙县,120.50,29.15\n339003,丙县,120.35,29.45\n";
  std::string neighbours = "code6,name,lon,lat\n369001,邻县,119.80,29.20\n369002,邻市,120.30,28.85\n";

  LittleProvince() {
    for (int county = 1; county <= 3; ++county) {
      const std::string code = "33900" + std::to_string(county);
      divisions += code + "," + (county == 1 ? "甲" : county == 2 ? "乙" : "丙") + "县,3390,3\n";
      for (int town = 1; town <= 4; ++town) add_township(code, town);
    }
    // clockwise on purpose: the direction of the source does not matter
    for (const char* p : {"119.5,28.5", "119.5,29.7", "120.45,29.7", "120.5,29.5", "120.66,29.43", "120.6,29.3",
                          "120.72,29.2", "120.6,29.05", "120.7,28.9", "120.6,28.5", "119.5,28.5"})
      land += std::string("0,") + p + "\n";
    for (const char* p : {"120.75,29.35", "120.80,29.36", "120.79,29.42", "120.74,29.41"})
      land += std::string("7,") + p + "\n";  // left open on purpose
    for (const char* p : {"120.675,29.301", "120.681,29.302", "120.678,29.306"}) land += std::string("8,") + p + "\n";
  }

  boundary::SampleSources sources() const { return {divisions, land, seats, neighbours}; }

 private:
  void add_township(const std::string& county, int number) {
    const std::string code = county + (number == 1 ? "001" : "10" + std::to_string(number));
    divisions += code + ",第" + std::to_string(number) + (number == 1 ? "街道," : "镇,") + county + ",4\n";
    for (int village = 0; village < 22; ++village)
      divisions += code + std::to_string(200 + village) + ",试" + std::to_string(village) +
                   (village % 3 ? "村村委会," : "社区居委会,") + code + ",5\n";
  }
};

}  // namespace diming::test
