// tests/boundary: an empty register in a real file, its writer and its division index.
#pragma once
#include <gmock/gmock.h>

#include <functional>
#include <string>

#include "boundary/division/locate.hpp"
#include "geo/store/schema.hpp"
#include "geo/store/writer.hpp"
#include "tests/support/support.hpp"

namespace diming::test {

class Register : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(geo::create_database(path_));
    auto writer = geo::Writer::open(path_, nullptr);
    ASSERT_TRUE(writer.ok()) << writer.error().message;
    writer_ = std::move(*writer);
  }
  /// Runs `command`, keeps its value.
  template <class T>
  geo::Result<T> run(const std::function<geo::Result<T>(geo::Transaction&)>& command) {
    std::optional<geo::Result<T>> result;
    const auto receipt =
        writer_->execute({"测试员", "test"}, "测试", [&](geo::Transaction& tx) -> geo::Result<std::string> {
          result.emplace(command(tx));
          if (!result->ok()) return result->error();
          return std::string("{}");
        });
    EXPECT_EQ(receipt.ok(), result && result->ok()) << (receipt.ok() ? "" : receipt.error().message);
    return std::move(*result);
  }
  geo::Connection reader() { return std::move(geo::Connection::open(path_, geo::OpenMode::read)).value(); }
  std::int64_t number(const std::string& sql) {
    auto db = reader();
    auto row = db.prepare(sql);
    return row.step() ? row.integer(0) : -1;
  }
  std::string text(const std::string& sql) {
    auto db = reader();
    auto row = db.prepare(sql);
    return row.step() ? std::string(row.text(0)) : std::string();
  }
  void rebuild(boundary::DivisionIndex& index) {
    auto db = reader();
    const geo::Snapshot snapshot(db);
    index.rebuild(db, [](double) {});
  }
  static geo::Date day(std::string_view text) { return geo::parse_date(text, "test").value(); }

  TempDir dir_;
  std::string path_ = dir_.file("register.sqlite");
  std::unique_ptr<geo::Writer> writer_;
};

}  // namespace diming::test
