#include <gmock/gmock.h>

#include <thread>

#include "gazetteer/filing/commands.hpp"
#include "gazetteer/filing/deadlines.hpp"
#include "gazetteer/filing/read.hpp"
#include "gazetteer/filing/states.hpp"
#include "gazetteer/name/register.hpp"
#include "geo/base/json.hpp"
#include "geo/store/change_log.hpp"
#include "geo/store/writer.hpp"
#include "tests/gazetteer/small_register.hpp"

namespace diming::gazetteer {
namespace {

using test::day;
using testing::ElementsAre;
using testing::HasSubstr;

const auto kToday = day("2026-11-22");

NewCase application(const std::string& name, const std::string& class_id = "street", std::int64_t division_id = 4) {
  NewCase out;
  out.class_id = class_id;
  out.division_id = division_id;
  out.name = name;
  out.meaning = "取文教之意";
  out.reason = "新建道路";
  out.position_text = "东起学院路，西至丰潭路";
  out.applicant = "西湖区住房和城乡建设局";
  out.geometry = geo::LineString{{{120.1, 30.27}, {120.13, 30.28}}};
  return out;
}

CaseAction approval(std::int64_t version, const char* kind = "government") {
  return {.action = "approve",
          .version = version,
          .note = "",
          .approver_kind = kind,
          .approving_body = "西湖区人民政府",
          .approval_number = "西政函〔2026〕31号",
          .approved_on = day("2026-11-20")};
}

class NamingCase : public testing::Test {
 protected:
  NamingCase() : db_(register_.open()) {}

  geo::Result<CaseReceipt> file(const NewCase& application) {
    geo::Transaction tx(db_, test::kOfficer, "办理");
    return file_case(tx, application, kToday);
  }
  geo::Result<CaseReceipt> act(std::int64_t id, const CaseAction& action, geo::Date today = kToday) {
    geo::Transaction tx(db_, test::kOfficer, "办理");
    return advance_case(tx, id, action, today);
  }
  /// A step without fields on the newest version; true if it was taken.
  bool step(std::int64_t id, const std::string& action, geo::Date today = kToday) {
    CaseAction wanted;
    wanted.action = action;
    wanted.version = version(id);
    return act(id, wanted, today).ok();
  }
  /// Filed and brought to review.
  std::int64_t reviewing(const NewCase& wanted) {
    const auto filed = file(wanted);
    EXPECT_TRUE(filed.ok());
    EXPECT_TRUE(step(filed->id, "submit") && step(filed->id, "accept") && step(filed->id, "start_review"));
    return filed.ok() ? filed.value().id : 0;
  }
  std::int64_t version(std::int64_t id) { return *member(id, "version").integer(); }
  geo::json::Node member(std::int64_t id, std::string_view name) {
    document_ = std::move(geo::json::parse(read_case(db_, id).value())).value();
    return document_.root()[name];
  }
  std::string text(std::int64_t id, std::string_view name) { return member(id, name).text_or(""); }

  test::SmallRegister register_;
  geo::Connection db_;
  geo::json::Document document_;
};

TEST_F(NamingCase, whole_path_of_a_government_approval) {
  const auto id = reviewing(application("学智路"));
  EXPECT_EQ(text(id, "number"), "浙地名〔2026〕00001号");
  EXPECT_EQ(text(id, "romanized"), "Xuézhì Lù");
  ASSERT_TRUE(act(id, approval(version(id))).ok());
  EXPECT_EQ(text(id, "state_title"), "已批准");
  EXPECT_EQ(text(id, "filing_due"), "2026-12-05");
  EXPECT_EQ(text(id, "announcement_due"), "2026-12-05");
  const auto place = member(id, "place_id").integer();
  ASSERT_TRUE(place.has_value());
  auto name = db_.prepare("SELECT text, effective_from, published_from, naming_case_id FROM place_name");
  ASSERT_TRUE(name.step());
  EXPECT_EQ(name.text(1), "2026-11-20");
  EXPECT_EQ(name.text(2), "2026-11-20");
  EXPECT_EQ(name.integer(3), id);
  EXPECT_TRUE(step(id, "send_filing"));
  EXPECT_TRUE(step(id, "announce", day("2026-11-25")));
  EXPECT_TRUE(step(id, "confirm_filing", day("2026-11-30")));
  EXPECT_EQ(text(id, "announced_on"), "2026-11-25");
  EXPECT_EQ(text(id, "filed_on"), "2026-11-30");
  EXPECT_EQ(member(id, "actions").size(), 0U);
  EXPECT_EQ(member(id, "events").size(), 8U);
  EXPECT_EQ(geo::first_broken_link(db_), std::nullopt);
}

TEST_F(NamingCase, approval_records_place_and_case) {
  const auto id = reviewing(application("学智路"));
  const auto before = geo::log_position(db_);
  ASSERT_TRUE(act(id, approval(version(id))).ok());
  const auto log = geo::read_changes(db_, before, before + 10);
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[0].change.kind, "place");
  EXPECT_EQ(log[1].change.kind, "naming_case");
  EXPECT_EQ(geo::json::parse(log[1].change.before)->root()["state"].text_or(""), "reviewing");
  EXPECT_FALSE(log[0].change.bounds.empty());
}

TEST_F(NamingCase, department_announces_after_filing) {
  const auto id = reviewing(application("学智大厦", "estate_building"));
  ASSERT_TRUE(act(id, approval(version(id), "department")).ok());
  EXPECT_TRUE(member(id, "announcement_due").is_null());
  EXPECT_FALSE(step(id, "announce"));
  auto name = db_.prepare("SELECT published_from FROM place_name");
  ASSERT_TRUE(name.step());
  EXPECT_TRUE(name.is_null(0));
  name.reset();
  ASSERT_TRUE(step(id, "send_filing") && step(id, "confirm_filing", day("2026-12-20")));
  EXPECT_EQ(text(id, "announcement_due"), "2027-01-04");
  ASSERT_TRUE(step(id, "announce", day("2026-12-28")));
  ASSERT_TRUE(name.step());
  EXPECT_EQ(name.text(0), "2026-12-28");
}

TEST_F(NamingCase, correction_and_returned_filing_go_round) {
  const auto id = file(application("学智路")).value().id;
  ASSERT_TRUE(step(id, "submit") && step(id, "accept"));
  EXPECT_EQ(act(id, {.action = "request_correction", .version = version(id)}).error().field, "note");
  ASSERT_TRUE(act(id, {.action = "request_correction", .version = version(id), .note = "缺少平面图"}).ok());
  EXPECT_FALSE(step(id, "start_review"));
  ASSERT_TRUE(step(id, "resubmit") && step(id, "start_review"));
  ASSERT_TRUE(act(id, approval(version(id))).ok());
  ASSERT_TRUE(step(id, "send_filing"));
  ASSERT_TRUE(act(id, {.action = "return_filing", .version = version(id), .note = "缺批复文件"}).ok());
  EXPECT_EQ(text(id, "filing_state_title"), "退回补充");
  EXPECT_TRUE(step(id, "send_filing") && step(id, "confirm_filing"));
}

TEST_F(NamingCase, rejection_ends_it) {
  const auto id = reviewing(application("学智路"));
  ASSERT_TRUE(act(id, {.action = "reject", .version = version(id), .note = "与规划不符"}).ok());
  EXPECT_EQ(member(id, "actions").size(), 0U);
  EXPECT_THAT(act(id, approval(version(id))).error().message, HasSubstr("已办结"));
  EXPECT_EQ(test::count(db_, "place"), 0);
}

TEST_F(NamingCase, refusals_of_a_step) {
  const auto id = file(application("学智路")).value().id;
  EXPECT_EQ(act(9'999, {.action = "submit", .version = 1}).error().code, "case.not_found");
  EXPECT_EQ(act(id, {.action = "submit", .version = 7}).error().code, "case.version_conflict");
  EXPECT_EQ(act(id, {.action = "burn", .version = 1}).error().code, "case.action_unknown");
  const auto wrong = act(id, approval(1));
  EXPECT_EQ(wrong.error().code, "case.wrong_state");
  EXPECT_THAT(wrong.error().message, HasSubstr("现在可以：提交"));
  EXPECT_EQ(version(id), 1);
}

TEST_F(NamingCase, approval_needs_its_fields) {
  const auto id = reviewing(application("学智路"));
  const auto field_of = [&](auto change) {
    auto action = approval(version(id));
    change(action);
    return act(id, action).error().field;
  };
  EXPECT_EQ(field_of([](auto& a) { a.approving_body = ""; }), "approving_body");
  EXPECT_EQ(field_of([](auto& a) { a.approval_number = ""; }), "approval_number");
  EXPECT_EQ(field_of([](auto& a) { a.approved_on.reset(); }), "approved_on");
  EXPECT_EQ(field_of([](auto& a) { a.approved_on = kToday.plus_days(1); }), "approved_on");
  EXPECT_EQ(field_of([](auto& a) { a.approver_kind = ""; }), "approver_kind");
  EXPECT_EQ(field_of([](auto& a) { a.approver_kind = "king"; }), "approver_kind");
}

TEST_F(NamingCase, application_needs_its_fields) {
  const auto field_of = [&](auto change) {
    auto wanted = application("学智路");
    change(wanted);
    return file(wanted).error().field;
  };
  EXPECT_EQ(field_of([](auto& c) { c.name = ""; }), "name");
  EXPECT_EQ(field_of([](auto& c) { c.name = "学 智路"; }), "name");
  EXPECT_EQ(field_of([](auto& c) { c.name = "学智路\xFF"; }), "name");
  EXPECT_EQ(field_of([](auto& c) { c.meaning = "  "; }), "meaning");
  EXPECT_EQ(field_of([](auto& c) { c.reason = ""; }), "reason");
  EXPECT_EQ(field_of([](auto& c) { c.position_text = ""; }), "position_text");
  EXPECT_EQ(field_of([](auto& c) { c.applicant = ""; }), "applicant");
  EXPECT_EQ(field_of([](auto& c) { c.class_id = "division"; }), "class");
  EXPECT_EQ(field_of([](auto& c) { c.class_id = "canal"; }), "class");
  EXPECT_EQ(field_of([](auto& c) { c.division_id = 77; }), "division_id");
  EXPECT_EQ(field_of([](auto& c) { c.matter = "销名"; }), "matter");
  EXPECT_EQ(test::count(db_, "naming_case"), 0);
}

TEST_F(NamingCase, second_approval_of_a_name_is_refused) {
  const auto first = reviewing(application("学智路", "street", 4));
  const auto second = reviewing(application("学智路", "street", 5));
  const auto elsewhere = reviewing(application("学智路", "street", 6));
  ASSERT_TRUE(act(first, approval(version(first))).ok());
  const auto refused = act(second, approval(version(second)));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "case.duplicate_name");
  EXPECT_THAT(refused.error().message, HasSubstr("学智路（北山街道"));
  EXPECT_EQ(text(second, "state"), "reviewing");
  EXPECT_TRUE(act(elsewhere, approval(version(elsewhere))).ok());
}

TEST_F(NamingCase, numbers_count_from_one_each_year) {
  EXPECT_EQ(text(file(application("甲路")).value().id, "number"), "浙地名〔2026〕00001号");
  EXPECT_EQ(text(file(application("乙路")).value().id, "number"), "浙地名〔2026〕00002号");
  db_.execute("INSERT INTO setting (key, value) VALUES ('case_number_prefix', '杭地名')");
  geo::Transaction tx(db_, test::kOfficer, "");
  EXPECT_EQ(text(file_case(tx, application("丙路"), day("2027-01-01")).value().id, "number"), "杭地名〔2027〕00001号");
}

TEST_F(NamingCase, list_pages_and_filters) {
  for (const char* name : {"甲路", "乙路", "丙%路"}) ASSERT_TRUE(file(application(name)).ok());
  auto page = std::move(geo::json::parse(list_cases(db_, {.limit = 2}))).value();
  EXPECT_EQ(page.root()["cases"].size(), 2U);
  EXPECT_EQ(page.root()["cases"].at(0)["name"].text_or(""), "丙%路");
  const auto next = page.root()["next"].integer();
  ASSERT_TRUE(next.has_value());
  page = std::move(geo::json::parse(list_cases(db_, {.before_id = next, .limit = 2}))).value();
  EXPECT_EQ(page.root()["cases"].size(), 1U);
  EXPECT_TRUE(page.root()["next"].is_null());
  EXPECT_THAT(list_cases(db_, {.text = "%"}), HasSubstr("丙%路"));
  EXPECT_THAT(list_cases(db_, {.text = "%"}), testing::Not(HasSubstr("甲路")));
  EXPECT_THAT(list_cases(db_, {.state = "approved"}), HasSubstr("\"cases\":[]"));
}

TEST_F(NamingCase, case_as_json) {
  const auto id = file(application("学智路")).value().id;
  const auto bounds = member(id, "bounds");
  ASSERT_EQ(bounds.size(), 4U);
  EXPECT_EQ(bounds.at(3).number(), 30.28);
  EXPECT_EQ(text(id, "class_title"), "街路巷");
  EXPECT_EQ(text(id, "division_name"), "北山街道");
  EXPECT_EQ(member(id, "actions").at(0)["action"].text_or(""), "submit");
  EXPECT_EQ(member(id, "geometry")["type"].text_or(""), "LineString");
  EXPECT_EQ(member(id, "events").at(0)["actor"].text_or(""), "陈经办");
  EXPECT_FALSE(read_case(db_, 9'999).ok());
}

TEST(FilingTerms, count_calendar_days) {
  EXPECT_EQ(to_text(filing_due(day("2026-12-20"))), "2027-01-04");
  EXPECT_EQ(to_text(filing_due(day("2028-02-14"))), "2028-02-29");
  EXPECT_EQ(to_text(filing_due(day("2027-02-14"))), "2027-03-01");
  EXPECT_EQ(announcement_due("civil_affairs", day("2026-11-30"), std::nullopt), day("2026-12-15"));
  EXPECT_EQ(announcement_due("department", day("2026-11-30"), std::nullopt), std::nullopt);
  EXPECT_EQ(announcement_due("department", day("2026-11-30"), day("2026-12-31")), day("2027-01-15"));
}

TEST(CaseSteps, every_step_has_titles_and_a_way_out) {
  for (const auto& step : steps()) EXPECT_NE(action_title(step.action), step.action);
  const CaseState reviewing{.state = "reviewing"};
  std::vector<std::string_view> actions;
  for (const auto& step : possible_actions(reviewing)) actions.push_back(step.action);
  EXPECT_THAT(actions, ElementsAre("approve", "reject"));
  EXPECT_TRUE(possible_actions({.state = "rejected"}).empty());
}

/// Two officers approve one name at the same moment, each from a thread of its own.
TEST(NamingCaseThreads, simultaneous_approvals_of_one_name_let_one_through) {
  test::SmallRegister file;
  auto writer = std::move(geo::Writer::open(file.path(), nullptr)).value();
  for (int round = 0; round < 5; ++round) {
    const std::string name = std::string("学智") + (round % 2 ? "东" : "西") + std::to_string(round) + "路";
    std::vector<std::int64_t> ids;
    for (const int division : {4, 5})
      (void)writer->execute(test::kOfficer, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
        const auto filed = file_case(tx, application(name, "street", division), kToday);
        ids.push_back(filed.value().id);
        std::int64_t version = 1;
        for (const char* action : {"submit", "accept", "start_review"})
          EXPECT_TRUE(advance_case(tx, ids.back(), {.action = action, .version = version++}, kToday).ok());
        return std::string();
      });
    std::vector<std::string> outcomes(2);
    std::vector<std::thread> officers;
    for (std::size_t i = 0; i < 2; ++i)
      officers.emplace_back([&, i] {
        const auto done = writer->execute(test::kOfficer, "", [&](geo::Transaction& tx) -> geo::Result<std::string> {
          const auto receipt = advance_case(tx, ids[i], approval(4), kToday);
          if (!receipt.ok()) return receipt.error();
          return std::string("ok");
        });
        outcomes[i] = done.ok() ? "approved" : std::string(done.error().code);
      });
    for (auto& officer : officers) officer.join();
    EXPECT_THAT(outcomes, testing::UnorderedElementsAre("approved", "case.duplicate_name"));
  }
  writer->close();
  auto db = file.read();
  EXPECT_EQ(test::count(db, "place"), 5);
}

}  // namespace
}  // namespace diming::gazetteer
