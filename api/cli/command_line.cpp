#include "api/cli/command_line.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <thread>

#include "api/cli/commands.hpp"
#include "geo/base/fault.hpp"

namespace diming::api {
namespace {

constexpr int kBadInput = 2;
constexpr int kFailed = 1;

/// What CLI11 fills in and which command was asked for.
struct CommandLine {
  CLI::App app{"地名服务：地名、门牌、界线、养老服务与五级组织 (gazetteer, doorplates, boundary lines, care services)",
               "diming"};
  std::function<geo::Result<void>()> command;
  std::string db;
  SampleCommand sample;
  ImportCommand import;
  std::string effective_from = geo::to_text(geo::today_in_china());
  LookupCommand lookup;
  std::string class_id = "street";
  ServiceSettings serve;
};

CLI::App* add_command(CommandLine& line, const char* name, const char* help) {
  CLI::App* sub = line.app.add_subcommand(name, help);
  if (std::string_view(name) != "romanize")
    sub->add_option("--db", line.db, "SpatiaLite 文件 (database file)")->required()->envname("DIMING_DB");
  return sub;
}

void add_data_commands(CommandLine& line) {
  add_command(line, "init", "建立空数据库 (an empty database)")->callback([&line] {
    line.command = [&line] { return run_init(line.db); };
  });
  CLI::App* sample = add_command(line, "sample", "生成示例省 (the sample province; invented but for names and coast)");
  sample->add_flag("--small", line.sample.small, "只生成一个区县 (one county)");
  sample->add_option("--doorplates", line.sample.doorplates, "门牌数 (number of doorplates)")
      ->check(CLI::Range(1'000u, 10'000'000u));
  sample->callback([&line] {
    line.sample.db = line.db;
    line.command = [&line] { return run_sample(line.sample); };
  });
  CLI::App* import = add_command(line, "import", "导入文件 (import a file)");
  import->add_option("what", "导入的内容 (what): divisions 行政区划")->required()->check(CLI::IsMember({"divisions"}));
  boundary::DivisionImport& divisions = line.import.divisions;
  import->add_option("file", divisions.path, "GeoJSON GPKG SHP CSV ...")->required();
  import->add_option("--crs", divisions.crs, "坐标系：cgcs2000 wgs84 gcj02 bd09 EPSG:4549 ...");
  import->add_option("--code-field", divisions.code_field, "代码字段");
  import->add_option("--name-field", divisions.name_field, "名称字段");
  import->add_option("--parent-field", divisions.parent_field, "上级代码字段");
  import->add_option("--code-system", divisions.system, "代码体系：nbs 统计用，mca 民政部")->check(CLI::IsMember({"nbs", "mca"}));
  import->add_option("--effective-from", line.effective_from, "生效日期，如 2023-06-30");
  import->callback([&line] {
    line.import.db = line.db;
    line.command = [&line]() -> geo::Result<void> {
      const auto day = geo::parse_date(line.effective_from, "effective-from");
      if (!day) return day.error();
      line.import.divisions.effective_from = *day;
      return run_import_divisions(std::move(line.import));
    };
  });
  add_command(line, "check", "检查文件与变更记录 (integrity of file and change log)")->callback([&line] {
    line.command = [&line] { return run_check(line.db); };
  });
}

void add_lookup_commands(CommandLine& line) {
  const auto add = [&line](const char* name, const char* help, auto run) {
    CLI::App* sub = add_command(line, name, help);
    sub->add_option("text", line.lookup.texts, "每个一条；省略则逐行读标准输入 (or lines of standard input)");
    sub->add_option("--limit", line.lookup.limit, "每条最多几个结果")->check(CLI::Range(1, 50));
    sub->add_flag("--jsonl", line.lookup.jsonl, "每行一个 JSON (JSON lines)");
    sub->callback([&line, run] {
      line.lookup.db = line.db;
      line.command = [&line, run] { return run(line.lookup); };
    });
  };
  add("geocode", "地址、地名 → 坐标 (text to position)", run_geocode);
  add("reverse", "坐标“纬度,经度”→ 地址 (position to address)", run_reverse);
  CLI::App* romanize = add_command(line, "romanize", "地名 → 汉语拼音 (name to Hanyu Pinyin)");
  romanize->add_option("name", line.lookup.texts, "地名")->required();
  romanize->add_option("--class", line.class_id, "类别：street division natural_village ...");
  romanize->callback([&line] {
    line.command = [&line] { return run_romanize(line.lookup.texts, line.class_id); };
  });
}

void add_serve(CommandLine& line) {
  ServiceSettings& settings = line.serve;
  CLI::App* sub = add_command(line, "serve", "提供服务 (serve)");
  // CLI11 reads a settings file for the program as a whole; its section [serve] is this command.
  sub->fallthrough();
  line.app.set_config("--config", "", "TOML 设置文件；见 data/diming.toml (settings file)")->envname("DIMING_CONFIG");
  sub->add_option("--port", settings.http.port, "端口，0 为任选 (0: any free one)")->envname("DIMING_PORT");
  sub->add_option("--address", settings.http.address, "监听地址")->envname("DIMING_ADDRESS");
  sub->add_option("--workers", settings.http.workers, "工作线程")->check(CLI::Range(1, 256))->envname("DIMING_WORKERS");
  sub->add_option("--io-threads", settings.http.io_threads, "网络线程")->check(CLI::Range(1, 64))->envname("DIMING_IO_THREADS");
  sub->add_option("--log", settings.log, "日志文件，省略为标准错误")->envname("DIMING_LOG");
  sub->add_option("--base-url", settings.base_url, "对外地址，如 https://map.example.cn")->envname("DIMING_BASE_URL");
  sub->add_option("--review-number", settings.review_number, "审图号")->envname("DIMING_REVIEW_NUMBER");
  sub->add_flag("--public", settings.public_mode, "向公众开放：须有审图号，拒绝示例数据")->envname("DIMING_PUBLIC");
  sub->add_flag("--office-anywhere", settings.office_anywhere, "允许从其他机器办理业务")->envname("DIMING_OFFICE_ANYWHERE");
  sub->add_option("--tile-cache-mib", settings.tile_cache_mib, "瓦片缓存 MiB")->envname("DIMING_TILE_CACHE_MIB");
  sub->callback([&line] {
    line.serve.db = line.db;
    line.command = [&line] { return run_serve(line.serve); };
  });
}

/// A refusal is bad input, a file that may not be used included; only damage found by `check` is not.
int tell(const geo::Error& error) {
  std::fprintf(stderr, "diming: %s%s%s [%s]\n", error.message.c_str(), error.field.empty() ? "" : " ",
               error.field.c_str(), std::string(error.code).c_str());
  return error.code == "check.broken" ? kFailed : kBadInput;
}

int tell(const CLI::App& app, const CLI::ParseError& wrong) {
  if (wrong.get_exit_code() == 0) return app.exit(wrong);
  // An unknown word comes to light as a missing subcommand.
  const auto rest = app.get_subcommands().empty() ? app.remaining() : std::vector<std::string>();
  const std::string what = rest.empty() ? std::string(wrong.what()) : "没有子命令“" + rest.front() + "”";
  std::fprintf(stderr, "diming: %s（diming --help 列出全部用法） [arguments]\n", what.c_str());
  return kBadInput;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CommandLine line;
  line.app.require_subcommand(1);
  line.app.set_version_flag("--version", "diming 0.1.0");
  add_data_commands(line);
  add_lookup_commands(line);
  add_serve(line);
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return tell(line.app, wrong);
  }
  try {
    const auto done = line.command();
    return done ? 0 : tell(done.error());
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "diming: 内部错误：%s\n", fault.what());
    return kFailed;
  }
}

}  // namespace diming::api
