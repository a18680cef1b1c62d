#include <gmock/gmock.h>

#include <filesystem>

#include "geo/base/fault.hpp"
#include "geo/store/change_record.hpp"
#include "geo/store/desk.hpp"
#include "geo/store/schema.hpp"
#include "geo/store/writer.hpp"
#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

using ::testing::HasSubstr;

const Actor kActor{"测试员", "test"};

Result<std::string> set_value(Transaction& tx, const std::string& key, const std::string& value) {
  tx.db().prepare("INSERT INTO setting (key, value) VALUES (?1, ?2)").bind_all(key, value).run();
  Change change;
  change.kind = "setting";
  change.object_id = tx.new_id();
  change.action = "insert";
  change.after = "{\"" + key + "\":1}";
  change.bounds.add(LonLat{120.5, 30.25});
  tx.record(change);
  return key;
}

std::int64_t count(Connection& db, std::string_view sql) {
  auto row = db.prepare(sql);
  row.step();
  return row.integer(0);
}

class Store : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(create_database(path_)); }
  Connection reader() { return std::move(Connection::open(path_, OpenMode::read)).value(); }

  test::TempDir dir_;
  std::string path_ = dir_.file("a.sqlite");
};

TEST_F(Store, open_missingFile_isRefused) {
  const auto opened = Connection::open(dir_.file("none.sqlite"), OpenMode::read);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.not_found");
}

TEST_F(Store, open_textFile_isNoDatabase) {
  test::write_file(dir_.file("b.sqlite"), std::string(8192, 'x'));
  const auto opened = Connection::open(dir_.file("b.sqlite"), OpenMode::read);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.not_a_database");
}

TEST_F(Store, create_twice_isRefused) { EXPECT_EQ(create_database(path_).error().code, "store.exists"); }

TEST_F(Store, migrate_newerFile_isRefusedAndUnchanged) {
  {
    auto db = std::move(Connection::open(path_, OpenMode::write)).value();
    db.execute("PRAGMA user_version = 9999");
  }
  const std::string before = test::read_file(path_);
  const auto done = Writer::open(path_, nullptr);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "store.newer");
  EXPECT_EQ(test::read_file(path_), before);
}

TEST_F(Store, migrate_foreignDatabase_isRefusedAndUnchanged) {
  const std::string other = dir_.file("c.sqlite");
  {
    auto db = std::move(Connection::open(other, OpenMode::create)).value();
    db.execute("CREATE TABLE t (a)");
  }
  const std::string before = test::read_file(other);
  EXPECT_EQ(Writer::open(other, nullptr).error().code, "store.not_diming");
  EXPECT_EQ(test::read_file(other), before);
}

TEST_F(Store, geometry_throughTable_comesBack) {
  const Geometry line = LineString{{{120, 30}, {120.5, 30.25}}};
  auto db = std::move(Connection::open(path_, OpenMode::write)).value();
  db.prepare("INSERT INTO face (id, effective_from) VALUES (1, '2020-01-01')").run();
  db.prepare("INSERT INTO edge (id, left_face_id, beyond, source_crs, method, effective_from, geometry)"
             " VALUES (1, 1, 'coast', 'cgcs2000', 'test', '2020-01-01', ?1)")
      .bind_all(line)
      .run();
  auto row = db.prepare("SELECT geometry, ST_AsText(geometry), right_face_id FROM edge");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.geometry(0), line);
  EXPECT_EQ(row.text(1), "LINESTRING(120 30, 120.5 30.25)");
  EXPECT_EQ(row.optional_integer(2), std::nullopt);
}

TEST_F(Store, geometry_ofAnotherType_isAFault) {
  auto db = std::move(Connection::open(path_, OpenMode::write)).value();
  auto row = db.prepare("INSERT INTO division (id, level, kind, effective_from, seat) VALUES (?1, 3, 'x', '2020-01-01', ?2)");
  EXPECT_THROW(row.bind_all(1, Geometry(LineString{{{120, 30}, {121, 31}}})).run(), Fault);
  row.reset();
  EXPECT_NO_THROW(row.bind_all(1, Geometry(Point{{120, 30}})).run());
  EXPECT_NO_THROW(row.bind_all(2, nullptr).run());
}

TEST_F(Store, geometryColumn_isEnrolledWithoutTriggers) {
  auto db = reader();
  EXPECT_GT(count(db, "SELECT count(*) FROM geometry_columns WHERE f_table_name = 'doorplate' AND geometry_type = 1"), 0);
  EXPECT_EQ(count(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'doorplate'"), 0);
}

TEST_F(Store, execute_writing_marksNotedExtentsAsOld) {
  constexpr std::string_view kUnmarked = "SELECT count(*) FROM geometry_columns_time WHERE last_insert LIKE '0000%'";
  const auto writer = std::move(Writer::open(path_, nullptr)).value();
  auto db = reader();
  const std::int64_t before = count(db, kUnmarked);
  EXPECT_GT(before, 0);
  (void)writer->execute(kActor, "", [](Transaction&) -> Result<std::string> { return Error{"test.no", "", "不"}; });
  EXPECT_EQ(count(db, kUnmarked), before);
  ASSERT_TRUE(writer->execute(kActor, "", [](Transaction& tx) { return set_value(tx, "a", "b"); }));
  EXPECT_EQ(count(db, kUnmarked), 0);
}

TEST_F(Store, prepare_badSql_isAFault) {
  auto db = reader();
  EXPECT_THROW(db.prepare("SELECT nothing FROM nowhere"), Fault);
}

TEST_F(Store, reader_cannotWrite) {
  auto db = reader();
  EXPECT_THROW(db.execute("INSERT INTO setting VALUES ('a', 'b')"), Fault);
}

TEST_F(Store, execute_command_commitsRowsAndLogTogether) {
  auto writer = std::move(Writer::open(path_, nullptr)).value();
  const auto receipt = writer->execute(kActor, "理由", [](Transaction& tx) { return set_value(tx, "k", "v"); });
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->answer, "k");
  EXPECT_EQ(receipt->position, 1);
  EXPECT_TRUE(receipt->applied);
  auto db = reader();
  const auto changes = read_changes(db, 0, 1);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].actor, "测试员");
  EXPECT_EQ(changes[0].actor_from, "test");
  EXPECT_EQ(changes[0].reason, "理由");
  EXPECT_EQ(changes[0].change.object_id, changes[0].change.last_object_id);
  EXPECT_EQ(changes[0].change.bounds, (Bounds{120.5, 30.25, 120.5, 30.25}));
}

TEST_F(Store, execute_refusedCommand_leavesNoTrace) {
  auto writer = std::move(Writer::open(path_, nullptr)).value();
  const auto receipt = writer->execute(kActor, "", [](Transaction& tx) -> Result<std::string> {
    (void)set_value(tx, "k", "v");
    return Error{"test.refused", "k", "不行"};
  });
  ASSERT_FALSE(receipt);
  EXPECT_EQ(receipt.error().code, "test.refused");
  auto db = reader();
  EXPECT_EQ(count(db, "SELECT count(*) FROM setting WHERE key = 'k'"), 0);
  EXPECT_EQ(log_position(db), 0);
}

TEST_F(Store, execute_faultyCommand_throwsAndTheNextOneWorks) {
  auto writer = std::move(Writer::open(path_, nullptr)).value();
  EXPECT_THROW((void)writer->execute(kActor, "",
                                     [](Transaction& tx) -> Result<std::string> {
                                       (void)set_value(tx, "k", "v");
                                       tx.db().execute("no sql at all");
                                       return std::string();
                                     }),
               Fault);
  EXPECT_TRUE(writer->execute(kActor, "", [](Transaction& tx) { return set_value(tx, "k", "v"); }));
}

TEST_F(Store, open_secondWriter_isRefused) {
  auto writer = std::move(Writer::open(path_, nullptr)).value();
  const auto second = Writer::open(path_, nullptr);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "store.locked");
}

TEST_F(Store, chain_tamperedRecord_isFound) {
  {
    auto writer = std::move(Writer::open(path_, nullptr)).value();
    for (int i = 0; i < 20; ++i)
      ASSERT_TRUE(writer->execute(kActor, "", [&](Transaction& tx) { return set_value(tx, std::to_string(i), "v"); }));
  }
  {
    auto db = reader();
    EXPECT_EQ(first_broken_link(db), std::nullopt);
  }
  auto db = std::move(Connection::open(path_, OpenMode::write)).value();
  db.execute("UPDATE change_log SET after_json = replace(after_json, '1', '2') WHERE position = 7");
  EXPECT_EQ(first_broken_link(db), 7);
  db.execute("DELETE FROM change_log WHERE position = 3");
  EXPECT_EQ(first_broken_link(db), 3);
}

}  // namespace
}  // namespace diming::geo
