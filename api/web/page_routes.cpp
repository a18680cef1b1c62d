#include "api/web/page_routes.hpp"

#include <mutex>

#include "api/http/problem.hpp"
#include "api/http/static_files.hpp"
#include "api/ogc/tile_routes.hpp"
#include "embedded/diming_data.hpp"
#include "embedded/diming_pages.hpp"
#include "embedded/diming_sources.hpp"
#include "geo/base/json.hpp"
#include "geo/store/change_log.hpp"

namespace diming::api {
namespace {

constexpr std::string_view kSetting = "SELECT value FROM setting WHERE key = ?1";
constexpr std::pair<std::string_view, std::string_view> kCounts[] = {
    {"divisions", "SELECT count(*) FROM division"},
    {"places", "SELECT count(*) FROM place"},
    {"doorplates", "SELECT count(*) FROM doorplate"},
    {"facilities", "SELECT count(*) FROM facility"},
    {"organisation_units", "SELECT count(*) FROM organisation_unit"},
};

std::string setting(geo::Connection& db, std::string_view key) {
  auto row = db.prepare(kSetting);
  row.bind_all(key);
  return row.step() ? std::string(row.text(0)) : "";
}

/// Counting ten million doorplates takes a second, so it is done once for each position of the log.
class Counts {
 public:
  std::string json(geo::Connection& db, std::int64_t position) {
    const std::lock_guard guard(mutex_);
    if (position != position_) {
      geo::json::Writer out;
      out.begin_object();
      for (const auto& [name, sql] : kCounts) {
        auto row = db.prepare(sql);
        row.step();
        out.member(name, row.integer(0));
      }
      json_ = out.end_object().take();
      position_ = position;
    }
    return json_;
  }

 private:
  std::mutex mutex_;
  std::int64_t position_ = -1;
  std::string json_;
};

Response status(geo::Connection& db, const PageDoor& door, Counts& counts) {
  const std::string notice = setting(db, "sample_notice");
  geo::json::Writer out;
  out.begin_object().member("data", notice.empty() ? "record" : "sample").member("notice", notice);
  out.member("review_number", door.review_number).member("version", "0.1.0");
  const std::int64_t position = geo::log_position(db);
  out.member("position", position).key("counts").raw(counts.json(db, position)).end_object();
  return Response::json(out.take());
}

Response style(const Request& request, const std::string& base) {
  constexpr std::string_view kMark = "{base}";
  if (request.param("name") == "land") return Response::json(StaticBytes{diming_sources::find("land.json")}).set("Cache-Control", "no-cache");
  const std::string_view text = diming_data::find("styles/" + std::string(request.param("name")) + ".json");
  if (!text.data()) return problem({"http.not_found", "", "没有这个地图样式；可用 /styles/day.json。"}, request);
  std::string filled(text);
  for (auto at = filled.find(kMark); at != std::string::npos; at = filled.find(kMark, at + base.size()))
    filled.replace(at, kMark.size(), base);
  return Response::json(std::move(filled)).set("Cache-Control", "no-cache");
}

std::vector<StaticFile> page_files() {
  std::vector<StaticFile> files;
  for (const auto& file : diming_pages::files()) files.push_back({file.path, file.content});
  return files;
}

}  // namespace

struct Pages::State {
  PageDoor door;
  std::vector<StaticFile> files = page_files();
  StaticFiles pages{files};
  Counts counts;
};

Pages::Pages(PageDoor door) : state_(std::make_unique<State>()) { state_->door = std::move(door); }
Pages::~Pages() = default;

void Pages::add_to(Router& router) {
  state_->pages.add_to(router);
  router.add("GET", "/styles/{name}.json", [this](const Request& request, geo::Connection&) {
    return style(request, base_url(request, state_->door.base_url));
  });
  router.add("GET", "/api/status", [this](const Request&, geo::Connection& db) {
    return status(db, state_->door, state_->counts);
  });
}

}  // namespace diming::api
