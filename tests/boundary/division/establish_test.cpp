#include "boundary/division/establish.hpp"

#include "tests/boundary/register.hpp"

namespace diming::boundary {
namespace {

using ::testing::HasSubstr;

class Establish : public test::Register {
 protected:
  NewDivision unit(int level, const std::string& code, const std::string& name) {
    NewDivision u;
    u.level = level, u.code = code, u.name = name, u.effective_from = day("2020-01-01");
    return u;
  }
  geo::Result<std::int64_t> establish(const std::vector<NewDivision>& batch) {
    return run<std::int64_t>([&](geo::Transaction& tx) { return establish_divisions(tx, batch); });
  }
  std::int64_t attach(NewParent link) {
    const auto done = run<std::int64_t>([&](geo::Transaction& tx) -> geo::Result<std::int64_t> {
      if (auto attached = attach_divisions(tx, {&link, 1}); !attached) return attached.error();
      return std::int64_t{1};
    });
    error_ = done.ok() ? "" : std::string(done.error().code);
    return done.ok();
  }
  DivisionTree tree() {
    auto db = reader();
    return DivisionTree::load(db);
  }
  std::string error_;
};

TEST_F(Establish, batch_gets_consecutive_ids_one_record_and_a_tree) {
  auto city = unit(2, "3301", "杭州市"), county = unit(3, "330106", "西湖区");
  county.parent_index = 1;
  city.parent_index = 2;
  const auto first = establish({county, city, unit(1, "33", "浙江省")});
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(number("SELECT count(*) FROM change_log"), 1);
  EXPECT_EQ(text("SELECT action FROM change_log"), "insert_run");
  EXPECT_EQ(number("SELECT last_object_id - object_id FROM change_log"), 2);
  EXPECT_THAT(text("SELECT after_json FROM change_log"), HasSubstr(R"("count":3,"sm3":")"));
  const DivisionTree t = tree();
  EXPECT_EQ(t.chain(*first, day("2020-01-01")), (DivisionChain{*first + 2, *first + 1, *first, 0, 0}));
  EXPECT_EQ(t.chain(*first, day("2019-12-31")), (DivisionChain{0, 0, *first, 0, 0}));
  EXPECT_EQ(t.children(*first + 2, day("2021-01-01")).at(0)->id, *first + 1);
  EXPECT_EQ(t.children(0, day("2021-01-01")).at(0)->id, *first + 2);
  EXPECT_EQ(t.find_by_code("nbs", "330106", day("2021-01-01"))->id, *first);
  EXPECT_EQ(t.find_by_code("mca", "330106", day("2021-01-01")), nullptr);
  EXPECT_EQ(t.find(*first)->kind, "district");
}

TEST_F(Establish, single_unit_is_recorded_with_its_fields) {
  ASSERT_TRUE(establish({unit(1, "33", "浙江省")}).ok());
  EXPECT_EQ(text("SELECT action FROM change_log"), "insert");
  EXPECT_THAT(text("SELECT after_json FROM change_log"), HasSubstr("浙江省"));
}

TEST_F(Establish, code_in_use_is_refused_with_code_and_holder) {
  ASSERT_TRUE(establish({unit(3, "330106", "西湖区")}).ok());
  const auto result = establish({unit(3, "330106", "上城区")});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "division.code_exists");
  EXPECT_THAT(result.error().message, testing::AllOf(HasSubstr("330106"), HasSubstr("西湖区")));
  auto other_system = unit(3, "330106", "上城区");
  other_system.system = "mca";
  EXPECT_TRUE(establish({other_system}).ok());
}

TEST_F(Establish, wrong_parents_are_refused) {
  auto orphan = unit(3, "330106", "西湖区");
  orphan.parent_id = 999;
  EXPECT_EQ(establish({orphan}).error().code, "division.parent_missing");
  auto same_level = unit(3, "330106", "西湖区");
  same_level.parent_index = 1;
  EXPECT_EQ(establish({same_level, unit(3, "330105", "拱墅区")}).error().code, "division.level_not_below");
  auto own = unit(3, "330106", "西湖区");
  own.parent_index = 0;
  EXPECT_EQ(establish({own}).error().code, "division.cycle");
  EXPECT_EQ(number("SELECT count(*) FROM division"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM change_log"), 0);
}

TEST_F(Establish, malformed_rows_are_refused_by_row) {
  const auto refused = [&](NewDivision wrong) {
    const auto result = establish({unit(1, "33", "浙江省"), wrong});
    EXPECT_FALSE(result.ok());
    return result.error();
  };
  EXPECT_EQ(refused(unit(6, "3301", "杭州市")).code, "division.level_unknown");
  EXPECT_EQ(refused(unit(2, "3301", "")).code, "division.name_missing");
  EXPECT_EQ(refused(unit(2, "330100", "杭州市")).code, "division.code_malformed");
  auto kind = unit(2, "3301", "杭州市");
  kind.kind = "planet";
  EXPECT_EQ(refused(kind).code, "division.kind_unknown");
  EXPECT_EQ(refused(kind).field, "row 2.kind");
}

TEST_F(Establish, attach_gives_a_parent_once) {
  const auto first = establish({unit(1, "33", "浙江省"), unit(3, "330106", "西湖区"), unit(1, "31", "上海市")});
  ASSERT_TRUE(first.ok());
  const auto on = day("2021-01-01");
  EXPECT_FALSE(attach({*first, *first + 1, on}));
  EXPECT_EQ(error_, "division.level_not_below");
  EXPECT_FALSE(attach({*first + 1, 999, on}));
  EXPECT_EQ(error_, "division.parent_missing");
  EXPECT_TRUE(attach({*first + 1, *first, on}));
  EXPECT_FALSE(attach({*first + 1, *first + 2, on}));
  EXPECT_EQ(error_, "division.parent_exists");
  EXPECT_FALSE(attach({*first, *first + 1, on}));
  EXPECT_EQ(error_, "division.cycle");
  EXPECT_EQ(tree().chain(*first + 1, on)[0], *first);
}

}  // namespace
}  // namespace diming::boundary
