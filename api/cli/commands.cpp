#include "api/cli/commands.hpp"

#include <cstdio>
#include <filesystem>
#include <iostream>

#include "api/cli/progress.hpp"
#include "api/search/place_json.hpp"
#include "boundary/division/locate.hpp"
#include "gazetteer/geocode/reverse.hpp"
#include "gazetteer/intake/store_sample.hpp"
#include "gazetteer/name/romanize.hpp"
#include "geo/base/json.hpp"
#include "geo/store/schema.hpp"

namespace diming::api {
namespace {

using geo::Error;
using geo::Result;

constexpr std::string_view kIntegrity = "PRAGMA integrity_check(1)";

/// What a derived structure says of one file, without serving it.
template <class Index>
Result<void> build(Index& index, geo::Connection& db, Progress& progress) {
  const geo::Snapshot snapshot(db);
  index.rebuild(db, [&](double done) { progress.show("建立索引", done); });
  return {};
}

void print_hit(const LookupCommand& command, const std::string& text, const gazetteer::GeocodeIndex& index,
               const gazetteer::Hit* hit) {
  const PlaceText place = hit ? describe(index, *hit) : PlaceText{};
  if (command.jsonl) {
    geo::json::Writer out;
    out.begin_object().member("query", text);
    if (hit) {
      out.key("lon").number(hit->at.lon, 7).key("lat").number(hit->at.lat, 7).member("display_name", place.display_name);
      out.member("id", place.id).member("type", place.type).key("score").number(hit->score, 4);
    }
    out.end_object();
    std::cout << out.view() << '\n';
  } else if (hit) {
    std::printf("%s\t%.7f\t%.7f\t%s\n", text.c_str(), hit->at.lon, hit->at.lat, place.display_name.c_str());
  } else {
    std::printf("%s\t\t\t\n", text.c_str());
  }
}

void remove_database(const std::string& path) {
  for (const auto* ending : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(path + ending);
}

/// Each text given, or each line of standard input.
void each_text(const LookupCommand& command, const std::function<void(const std::string&)>& use) {
  for (const auto& text : command.texts) use(text);
  if (!command.texts.empty()) return;
  for (std::string line; std::getline(std::cin, line);) use(line);
}

}  // namespace

Result<void> run_init(const std::string& db) { return geo::create_database(db); }

Result<void> run_sample(const SampleCommand& command) {
  if (std::filesystem::exists(command.db))
    return Error{"store.exists", "db", "文件“" + command.db + "”已存在，未作改动。"};
  const std::string draft = command.db + ".partial";
  remove_database(draft);
  if (const auto made = geo::create_database(draft); !made) return made;
  Progress progress;
  Result<gazetteer::SampleReport> report = Error{};
  {
    auto writer = geo::Writer::open(draft, nullptr);
    if (!writer) return writer.error();
    report = gazetteer::store_sample(**writer, {command.small, command.doorplates, [&](std::string_view step, double done) {
                                       progress.show(step, done);
                                     }});
  }
  std::filesystem::remove(draft + ".lock");
  if (!report) {
    std::filesystem::remove(draft);
    return report.error();
  }
  std::filesystem::rename(draft, command.db);
  const gazetteer::SampleReport& r = *report;
  std::fprintf(stderr,
               "\n区划 %ld（村 %ld） 面 %ld 边 %ld 边顶点 %ld 村界顶点 %ld 道路 %ld 其他地名 %ld 门牌 %ld 养老服务 %ld"
               " 组织 %ld 案件 %ld\n",
               r.divisions, r.villages, r.faces, r.edges, r.edge_vertices, r.ring_vertices, r.roads, r.places,
               r.doorplates, r.facilities, r.organisation_units, r.cases);
  return {};
}

Result<void> run_import_divisions(ImportCommand command) {
  Progress progress;
  command.divisions.progress = [&](double done) { progress.show("读取" + command.divisions.path, 0.5 * done); };
  command.divisions.romanize = [](std::string_view name) {
    return gazetteer::romanize(name, "division", gazetteer::split_name(name, "division")).toned;
  };
  const auto rows = boundary::read_division_file(command.divisions);
  if (!rows) return rows.error();
  const bool fresh = !std::filesystem::exists(command.db);
  if (fresh)
    if (const auto made = geo::create_database(command.db); !made) return made;
  auto writer = geo::Writer::open(command.db, nullptr);
  if (!writer) return writer.error();
  progress.show("写入区划", 0.5);
  boundary::ImportReport report;
  const auto receipt = (*writer)->execute({"导入", "cli"}, "导入 " + std::filesystem::path(command.divisions.path).filename().string(),
                                          [&](geo::Transaction& tx) -> Result<std::string> {
                                            auto stored = boundary::store_division_rows(tx, command.divisions, *rows);
                                            if (!stored) return stored.error();
                                            report = *stored;
                                            return std::string();
                                          });
  if (!receipt) {
    writer->reset();
    if (fresh) remove_database(command.db);
    return receipt.error();
  }
  progress.show("完成", 1);
  std::printf("新建 %ld 补充 %ld 已有 %ld 挂接上级 %ld 面 %ld 边 %ld 线 %ld 顶点 %ld\n", report.created, report.matched,
              report.skipped, report.attached, report.faces, report.edges, report.lines, report.vertices);
  return {};
}

Result<void> run_geocode(const LookupCommand& command) {
  auto db = geo::open_to_read(command.db);
  if (!db) return db.error();
  gazetteer::GeocodeIndex index;
  {
    Progress progress;
    if (const auto built = build(index, *db, progress); !built) return built;
  }
  each_text(command, [&](const std::string& text) {
    const auto hits = gazetteer::search(index, {text, static_cast<std::size_t>(command.limit), std::nullopt, false});
    for (const auto& hit : hits) print_hit(command, text, index, &hit);
    if (hits.empty()) print_hit(command, text, index, nullptr);
  });
  return {};
}

Result<void> run_reverse(const LookupCommand& command) {
  auto db = geo::open_to_read(command.db);
  if (!db) return db.error();
  gazetteer::GeocodeIndex index;
  boundary::DivisionIndex divisions;
  {
    Progress progress;
    if (const auto built = build(index, *db, progress); !built) return built;
    if (const auto built = build(divisions, *db, progress); !built) return built;
  }
  Result<void> result;
  each_text(command, [&](const std::string& text) {
    const auto p = gazetteer::parse_position(text);
    if (!p) {
      result = Error{"request.not_a_number", "position", "“" + text + "”不是“纬度,经度”。"};
      return;
    }
    const auto hit = gazetteer::reverse(index, *p, divisions.lowest(*p), 18);
    print_hit(command, text, index, hit ? &*hit : nullptr);
  });
  return result;
}

Result<void> run_romanize(const std::vector<std::string>& names, const std::string& class_id) {
  for (const auto& name : names)
    std::cout << gazetteer::romanize(name, class_id, gazetteer::split_name(name, class_id)).toned << '\n';
  return {};
}

Result<void> run_check(const std::string& path) {
  auto db = geo::open_to_read(path);
  if (!db) return db.error();
  auto row = db->prepare(kIntegrity);
  row.step();
  if (row.text(0) != "ok") return Error{"check.broken", "db", "数据库文件已损坏：" + std::string(row.text(0)) + "；请从备份恢复。"};
  if (const auto broken = geo::first_broken_link(*db))
    return Error{"check.broken", "db", "变更记录的校验链在第 " + std::to_string(*broken) + " 条断开，记录可能被改动。"};
  std::printf("完好：结构 %d，变更记录 %ld 条\n", geo::schema_version(*db), geo::log_position(*db));
  return {};
}

}  // namespace diming::api
