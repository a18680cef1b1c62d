#include "boundary/org/organisation.hpp"

#include "boundary/division/establish.hpp"
#include "tests/boundary/register.hpp"

namespace diming::boundary {
namespace {

class Organisation : public test::Register {
 protected:
  void SetUp() override {
    Register::SetUp();
    NewDivision village;
    village.level = 5, village.code = "330106001051", village.name = "双溪村委会",
    village.effective_from = day("2020-01-01");
    village_ = *run<std::int64_t>([&](geo::Transaction& tx) { return establish_division(tx, village); });
    unit_.division_id = village_;
    unit_.kind = "village_committee";
    unit_.name = "双溪村村民委员会";
    unit_.address = "双溪路1号";
    unit_.effective_from = day("2021-01-01");
  }
  geo::Result<std::int64_t> found(const std::vector<NewOrganisationUnit>& batch) {
    return run<std::int64_t>([&](geo::Transaction& tx) { return found_organisation_units(tx, batch); });
  }
  std::int64_t village_ = 0;
  NewOrganisationUnit unit_;
};

TEST_F(Organisation, what_is_founded_reads_back) {
  unit_.term_number = 12;
  unit_.elected_on = day("2020-11-01");
  unit_.term_ends_on = day("2025-11-01");
  unit_.seat = geo::LonLat{120.1, 30.2};
  const auto id = found({unit_});
  ASSERT_TRUE(id.ok());
  auto db = reader();
  EXPECT_TRUE(organisation_units_of(db, village_, day("2020-12-31")).empty());
  const auto units = organisation_units_of(db, village_, day("2021-01-01"));
  ASSERT_EQ(units.size(), 1u);
  EXPECT_EQ(units[0].id, *id);
  EXPECT_EQ(units[0].name, unit_.name);
  EXPECT_EQ(units[0].address, unit_.address);
  EXPECT_EQ(units[0].term_number, 12);
  EXPECT_EQ(units[0].term_ends_on, unit_.term_ends_on);
  EXPECT_EQ(units[0].seat, unit_.seat);
}

TEST_F(Organisation, batch_is_one_record) {
  const auto before = number("SELECT count(*) FROM change_log");
  ASSERT_TRUE(found({unit_, unit_, unit_}).ok());
  EXPECT_EQ(number("SELECT count(*) FROM change_log"), before + 1);
  EXPECT_EQ(number("SELECT last_object_id - object_id FROM change_log ORDER BY position DESC LIMIT 1"), 2);
}

TEST_F(Organisation, wrong_fields_are_refused_and_nothing_is_stored) {
  const auto refused = [&](NewOrganisationUnit wrong) { return found({unit_, wrong}).error(); };
  auto wrong = unit_;
  wrong.name = "";
  EXPECT_EQ(refused(wrong).code, "organisation.name_missing");
  wrong = unit_, wrong.kind = "club";
  EXPECT_EQ(refused(wrong).code, "organisation.kind_unknown");
  EXPECT_EQ(refused(wrong).field, "row 2.kind");
  wrong = unit_, wrong.elected_on = day("2025-01-01"), wrong.term_ends_on = day("2024-01-01");
  EXPECT_EQ(refused(wrong).code, "organisation.term_reversed");
  wrong = unit_, wrong.effective_from = day("2019-01-01");
  EXPECT_EQ(refused(wrong).code, "division.not_found");
  EXPECT_EQ(number("SELECT count(*) FROM organisation_unit"), 0);
}

TEST(UsualOrganisation, is_named_by_level_and_kind) {
  const auto name = [](int level, const char* division) { return usual_organisation(level, division).name; };
  EXPECT_EQ(name(1, "浙江省"), "浙江省人民政府");
  EXPECT_EQ(name(2, "杭州市"), "杭州市人民政府");
  EXPECT_EQ(name(3, "西湖区"), "西湖区人民政府");
  EXPECT_EQ(name(4, "北山街道"), "北山街道办事处");
  EXPECT_EQ(name(4, "三墩镇"), "三墩镇人民政府");
  EXPECT_EQ(name(4, "莪山畲族乡"), "莪山畲族乡人民政府");
  EXPECT_EQ(name(4, "玉环经济开发区"), "玉环经济开发区管理委员会");
  EXPECT_EQ(name(5, "双溪村委会"), "双溪村村民委员会");
  EXPECT_EQ(name(5, "双溪村村民委员会"), "双溪村村民委员会");
  EXPECT_EQ(name(5, "王村村委会"), "王村村民委员会");
  EXPECT_EQ(name(5, "清波门社区"), "清波门社区居民委员会");
  EXPECT_EQ(name(5, "清波门社区居委会"), "清波门社区居民委员会");
  EXPECT_EQ(name(5, "清波门居委会"), "清波门居民委员会");
}

}  // namespace
}  // namespace diming::boundary
