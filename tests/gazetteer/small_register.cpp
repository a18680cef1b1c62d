#include "tests/gazetteer/small_register.hpp"

#include <gtest/gtest.h>

#include "geo/store/schema.hpp"

namespace diming::gazetteer::test {
namespace {

struct Row {
  int id, level, parent;
  const char* name;
};
constexpr Row kDivisions[] = {{1, 1, 0, "浙江省"},   {2, 2, 1, "杭州市"},   {3, 3, 2, "西湖区"},
                              {4, 4, 3, "北山街道"}, {5, 4, 3, "古荡街道"}, {6, 3, 2, "余杭区"}};

void insert_divisions(geo::Connection& db) {
  for (const auto& row : kDivisions) {
    db.prepare("INSERT INTO division (id, level, kind, effective_from) VALUES (?1, ?2, 'x', '2000-01-01')")
        .bind_all(row.id, row.level)
        .run();
    db.prepare(
          "INSERT INTO division_name (id, division_id, name, romanized, effective_from)"
          " VALUES (?1, ?2, ?3, '', '2000-01-01')")
        .bind_all(row.id + 50, row.id, row.name)
        .run();
    if (row.parent == 0) continue;
    db.prepare("INSERT INTO division_parent (division_id, parent_id, effective_from) VALUES (?1, ?2, '2000-01-01')")
        .bind_all(row.id, row.parent)
        .run();
  }
  db.execute("UPDATE object_counter SET next_id = 100");
}

}  // namespace

SmallRegister::SmallRegister() {
  const auto made = geo::create_database(path());
  EXPECT_TRUE(made.ok());
  auto db = open();
  db.execute("BEGIN");
  insert_divisions(db);
  db.execute("COMMIT");
}

geo::Connection SmallRegister::open() const {
  return geo::Connection::open(path(), geo::OpenMode::write).value();
}
geo::Connection SmallRegister::read() const {
  return geo::Connection::open(path(), geo::OpenMode::read).value();
}

std::int64_t count(geo::Connection& db, const std::string& table) {
  auto row = db.prepare("SELECT count(*) FROM " + table);
  row.step();
  return row.integer(0);
}

}  // namespace diming::gazetteer::test
