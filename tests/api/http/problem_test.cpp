#include "api/http/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "api/http/wire.hpp"
#include "geo/base/json.hpp"
#include "tests/support/support.hpp"

namespace diming::api {
namespace {

TEST(Problem, table_is_sorted_and_complete) {
  const auto rows = problem_table();
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.code < b.code; }));
  EXPECT_EQ(std::adjacent_find(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.code == b.code; }),
            rows.end());
  for (const auto& row : rows) {
    EXPECT_NE(reason_phrase(row.status), "Unknown") << row.code;
    EXPECT_FALSE(row.title.empty() || row.title_en.empty()) << row.code;
  }
}

TEST(Problem, every_code_of_the_sources_has_a_row) {
  const std::filesystem::path root = DIMING_SOURCE_DIR;
  const std::regex literal(R"re((?:Error(?:\s+\w+)?|return)\s*\{\s*"([a-z_]+\.[a-z_0-9.]+)")re");
  std::size_t seen = 0;
  for (const auto* module : {"geo", "tiles", "boundary", "gazetteer", "api"}) {
    if (!std::filesystem::exists(root / module)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / module)) {
      const auto ending = entry.path().extension();
      if ((ending != ".cpp" && ending != ".hpp") || entry.path().string().find("node_modules") != std::string::npos)
        continue;
      const auto text = test::read_file(entry.path().string());
      for (auto it = std::sregex_iterator(text.begin(), text.end(), literal); it != std::sregex_iterator();
           ++it, ++seen)
        EXPECT_EQ(problem_row((*it)[1].str()).code, (*it)[1].str()) << entry.path();
    }
  }
  EXPECT_GT(seen, 30u);
}

TEST(Problem, answer_is_problem_json) {
  Request request;
  request.request_id = "r-1";
  const auto response = problem({"geometry.malformed", "area", "图形\"坏\"了"}, request);
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  const auto json = geo::json::parse(bytes_of(response.body));
  ASSERT_TRUE(json);
  const auto root = json->root();
  EXPECT_EQ(root["type"].text(), "urn:diming:problem:geometry.malformed");
  EXPECT_EQ(root["status"].integer(), 400);
  EXPECT_EQ(root["detail"].text(), "图形\"坏\"了");
  EXPECT_EQ(root["field"].text(), "area");
  EXPECT_EQ(root["code"].text(), "geometry.malformed");
  EXPECT_EQ(root["request_id"].text(), "r-1");
  EXPECT_TRUE(root["title"].is_string() && root["title_en"].is_string());
}

TEST(Problem, unknown_code_is_a_bad_request) {
  EXPECT_EQ(problem({"nowhere.listed", "", "x"}, {}).status, 400);
}

}  // namespace
}  // namespace diming::api
