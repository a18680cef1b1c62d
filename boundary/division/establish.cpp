#include "boundary/division/establish.hpp"

#include <unordered_map>

#include "boundary/division/division_kind.hpp"
#include "boundary/division/run_record.hpp"
#include "geo/base/json.hpp"

namespace diming::boundary {
namespace {

constexpr std::string_view kInsertDivision =
    "INSERT INTO division (id, level, kind, effective_from, seat) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kInsertName =
    "INSERT INTO division_name (id, division_id, name, romanized, effective_from) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kInsertCode =
    "INSERT INTO division_code (division_id, system, code, effective_from) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertParent =
    "INSERT INTO division_parent (division_id, parent_id, effective_from) VALUES (?1, ?2, ?3)";
// A new code holds from its day on, so it meets every row of that code that has not ended by then.
constexpr std::string_view kHolderOfCode =
    "SELECT n.name FROM division_code c JOIN division_name n ON n.division_id = c.division_id"
    " WHERE c.system = ?1 AND c.code = ?2 AND (c.effective_to IS NULL OR c.effective_to > ?3)"
    " ORDER BY n.effective_from DESC LIMIT 1";
constexpr std::string_view kLevel =
    "SELECT level FROM division WHERE id = ?1 AND effective_from <= ?2 AND (effective_to IS NULL OR effective_to > ?2)";
constexpr std::string_view kParent =
    "SELECT parent_id FROM division_parent WHERE division_id = ?1 AND (effective_to IS NULL OR effective_to > ?2)";

geo::Error refusal(std::string_view code, std::size_t row, std::string_view field, std::string message) {
  return {code, "row " + std::to_string(row + 1) + "." + std::string(field), std::move(message)};
}

geo::Error level_not_below(std::size_t row, std::string_view name) {
  return refusal("division.level_not_below", row, "parent",
                 "“" + std::string(name) + "”的级别不低于其上级, 请核对级别和上级");
}

/// Level of a unit of the register that holds on a day, 0 if there is none.
int level_of(geo::Connection& db, std::int64_t id, geo::Date on) {
  auto row = db.prepare(kLevel);
  row.bind_all(id, on);
  return row.step() ? static_cast<int>(row.integer(0)) : 0;
}

class Batch {
 public:
  Batch(geo::Transaction& transaction, std::span<const NewDivision> rows) : transaction_(transaction), rows_(rows) {}

  geo::Result<void> check() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (auto fields = check_fields(i); !fields) return fields;
      if (auto code = check_code(i); !code) return code;
      if (auto parent = check_parent(i); !parent) return parent;
    }
    return {};
  }

  std::int64_t write() {
    const auto count = static_cast<std::int64_t>(rows_.size());
    const std::int64_t first = transaction_.new_ids(count), first_name = transaction_.new_ids(count);
    RunRecord run("division");
    for (std::int64_t i = 0; i < count; ++i) {
      const NewDivision& row = rows_[static_cast<std::size_t>(i)];
      const auto parent = parent_id(row, first);
      insert(row, {first + i, first_name + i, parent});
      const std::string json = to_json(row, first + i, parent);
      geo::Bounds place;
      if (row.seat) place.add(*row.seat);
      if (count == 1)
        transaction_.record({"division", first, first, "insert", "", json, place});
      else
        run.add(json), run.cover(place);
    }
    write_links();
    run.record(transaction_, first);
    return first;
  }

 private:
  struct Ids {
    std::int64_t division, name;
    std::optional<std::int64_t> parent;
  };

  std::string_view kind_of(const NewDivision& row) const {
    return row.kind.empty() ? kinds_.guess(row.level, row.name) : std::string_view(row.kind);
  }

  geo::Result<void> check_fields(std::size_t i) const {
    const NewDivision& row = rows_[i];
    if (row.level < 1 || row.level > kLevels)
      return refusal("division.level_unknown", i, "level", "区划级别应为 1 至 5, 不是 " + std::to_string(row.level));
    if (row.name.empty())
      return refusal("division.name_missing", i, "name", "代码 " + row.code + " 没有名称, 请补上名称");
    const auto parsed = parse_division_code(row.code, "row " + std::to_string(i + 1) + ".code");
    if (!parsed) return parsed.error();
    if (parsed->digits != row.code)
      return refusal("division.code_malformed", i, "code",
                     "代码 " + row.code + " 应去掉末尾补零, 写作 " + parsed->digits);
    if (!row.kind.empty() && kinds_.title(row.kind) == row.kind)
      return refusal("division.kind_unknown", i, "kind", "没有“" + row.kind + "”这种区划类型, 请从类型表中选择");
    return {};
  }

  geo::Result<void> check_code(std::size_t i) {
    const NewDivision& row = rows_[i];
    const auto refuse = [&](std::string_view holder) {
      return refusal("division.code_exists", i, "code",
                     "代码 " + row.code + " 已由“" + std::string(holder) + "”使用, 不能再给“" + row.name + "”");
    };
    const auto [before, fresh] = codes_.emplace(row.system + ":" + row.code, i);
    if (!fresh) return refuse(rows_[before->second].name);
    auto holder = transaction_.db().prepare(kHolderOfCode);
    holder.bind_all(row.system, row.code, row.effective_from);
    if (holder.step()) return refuse(holder.text(0));
    return {};
  }

  geo::Result<void> check_parent(std::size_t i) {
    const NewDivision& row = rows_[i];
    const auto missing = [&] {
      return refusal("division.parent_missing", i, "parent", "“" + row.name + "”的上级不在库中, 请先建立上级");
    };
    if (row.parent_index) {
      if (*row.parent_index >= rows_.size()) return missing();
      if (runs_in_circle(i))
        return refusal("division.cycle", i, "parent", "“" + row.name + "”的上级链回到了它自己, 请改正上级");
      if (rows_[*row.parent_index].level >= row.level) return level_not_below(i, row.name);
    } else if (row.parent_id) {
      const int above = known_level(*row.parent_id, row.effective_from);
      if (above == 0) return missing();
      if (above >= row.level) return level_not_below(i, row.name);
    }
    return {};
  }

  bool runs_in_circle(std::size_t i) const {
    std::size_t at = i;
    for (std::size_t step = 0; step <= kLevels && rows_[at].parent_index; ++step) {
      at = *rows_[at].parent_index;
      if (at == i) return true;
      if (at >= rows_.size()) return false;
    }
    return false;
  }

  int known_level(std::int64_t id, geo::Date on) {
    const auto [it, fresh] = levels_.emplace(id, 0);
    if (fresh) it->second = level_of(transaction_.db(), id, on);
    return it->second;
  }

  static std::optional<std::int64_t> parent_id(const NewDivision& row, std::int64_t first) {
    if (row.parent_index) return first + static_cast<std::int64_t>(*row.parent_index);
    return row.parent_id;
  }

  void insert(const NewDivision& row, const Ids& ids) {
    auto& db = transaction_.db();
    std::optional<geo::Geometry> seat;
    if (row.seat) seat = geo::Point{*row.seat};
    db.prepare(kInsertDivision).bind_all(ids.division, row.level, kind_of(row), row.effective_from, seat).run();
    db.prepare(kInsertName).bind_all(ids.name, ids.division, row.name, row.romanized, row.effective_from).run();
    db.prepare(kInsertCode).bind_all(ids.division, row.system, row.code, row.effective_from).run();
    if (ids.parent) links_.push_back({ids.division, *ids.parent, row.effective_from});
  }
  /// A parent of the same batch may stand behind its child: links go in when all units are there.
  void write_links() {
    auto link = transaction_.db().prepare(kInsertParent);
    for (const auto& l : links_) link.bind_all(l.division_id, l.parent_id, l.effective_from).run();
  }

  std::string to_json(const NewDivision& row, std::int64_t id, std::optional<std::int64_t> parent) const {
    geo::json::Writer out;
    out.begin_object().member("id", id).member("level", row.level).member("kind", kind_of(row));
    out.member("name", row.name).member("romanized", row.romanized);
    out.member("system", row.system).member("code", row.code).key("parent_id");
    parent ? out.integer(*parent) : out.null();
    out.member("effective_from", geo::to_text(row.effective_from)).end_object();
    return out.take();
  }

  geo::Transaction& transaction_;
  std::span<const NewDivision> rows_;
  DivisionKinds kinds_;
  std::unordered_map<std::string, std::size_t> codes_;
  std::unordered_map<std::int64_t, int> levels_;
  std::vector<NewParent> links_;
};

bool is_above(geo::Connection& db, std::int64_t id, const NewParent& link) {
  for (int step = 0; step <= kLevels; ++step) {
    if (id == link.division_id) return true;
    auto row = db.prepare(kParent);
    row.bind_all(id, link.effective_from);
    if (!row.step()) return false;
    id = row.integer(0);
  }
  return true;
}

geo::Result<void> check_link(geo::Connection& db, std::size_t i, const NewParent& link) {
  const std::string unit = "区划 " + std::to_string(link.division_id);
  const int level = level_of(db, link.division_id, link.effective_from);
  const int above = level_of(db, link.parent_id, link.effective_from);
  if (level == 0 || above == 0)
    return refusal("division.parent_missing", i, "parent", unit + "或其上级在该日期不在库中, 请核对日期");
  if (is_above(db, link.parent_id, link))
    return refusal("division.cycle", i, "parent", unit + "的上级链回到了它自己, 请改正上级");
  if (above >= level) return level_not_below(i, unit);
  auto parent = db.prepare(kParent);
  parent.bind_all(link.division_id, link.effective_from);
  if (parent.step()) return refusal("division.parent_exists", i, "parent", unit + "已有上级, 变更隶属请用区划变更办理");
  return {};
}

}  // namespace

geo::Result<std::int64_t> establish_divisions(geo::Transaction& transaction, std::span<const NewDivision> batch) {
  if (batch.empty()) return std::int64_t{0};
  Batch writer(transaction, batch);
  if (auto checked = writer.check(); !checked) return checked.error();
  return writer.write();
}

geo::Result<std::int64_t> establish_division(geo::Transaction& transaction, const NewDivision& division) {
  return establish_divisions(transaction, {&division, 1});
}

geo::Result<void> attach_divisions(geo::Transaction& transaction, std::span<const NewParent> links) {
  auto& db = transaction.db();
  for (std::size_t i = 0; i < links.size(); ++i) {
    const NewParent& link = links[i];
    if (auto checked = check_link(db, i, link); !checked) return checked;
    db.prepare(kInsertParent).bind_all(link.division_id, link.parent_id, link.effective_from).run();
    geo::json::Writer after;
    after.begin_object().member("parent_id", link.parent_id);
    after.member("effective_from", geo::to_text(link.effective_from)).end_object();
    transaction.record(
        {"division", link.division_id, link.division_id, "update", R"({"parent_id":null})", after.take(), {}});
  }
  return {};
}

}  // namespace diming::boundary
