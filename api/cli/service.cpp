#include "api/cli/service.hpp"

#include "api/exchange/change_json.hpp"
#include "api/exchange/change_routes.hpp"
#include "api/office/case_routes.hpp"
#include "api/ogc/tile_routes.hpp"
#include "api/search/nominatim.hpp"
#include "api/web/page_routes.hpp"
#include "boundary/division/locate.hpp"
#include "gazetteer/geocode/index.hpp"
#include "geo/base/json.hpp"
#include "geo/store/writer.hpp"
#include "tiles/cache/tile_service.hpp"

namespace diming::api {
namespace {

using geo::Error;
using geo::Result;

constexpr std::string_view kSampleNotice = "SELECT value FROM setting WHERE key = 'sample_notice'";

std::string sample_notice(geo::Connection& db) {
  auto row = db.prepare(kSampleNotice);
  return row.step() ? std::string(row.text(0)) : "";
}

Result<void> may_be_public(const ServiceSettings& settings, const std::string& notice) {
  if (!settings.public_mode) return {};
  if (!notice.empty())
    return Error{"serve.sample_not_public", "public", "示例数据不得向公众提供：界线为虚构。请导入真实数据后再开放。"};
  if (settings.review_number.empty())
    return Error{"serve.review_number_missing", "review-number", "公开地图须标注审图号（地图管理条例），请设置 review-number。"};
  return {};
}

std::string attribution(const ServiceSettings& settings, const std::string& notice) {
  if (!notice.empty()) return notice;
  return settings.review_number.empty() ? std::string("未经审图，不得公开") : "审图号：" + settings.review_number;
}

std::string tile_event(const tiles::TileChange& change) {
  geo::json::Writer out;
  out.begin_object().key("layers").begin_array();
  for (const auto& layer : change.layers) out.text(layer);
  out.end_array().key("bounds");
  if (change.bounds.empty()) {
    out.null();
  } else {
    out.begin_array().number(change.bounds.west, 7).number(change.bounds.south, 7);
    out.number(change.bounds.east, 7).number(change.bounds.north, 7).end_array();
  }
  out.member("position", change.position).end_object();
  return out.take();
}

}  // namespace

// Declared in the order in which they need each other; they end in the reverse order.
struct Service::State {
  explicit State(const ServiceSettings& settings)
      : followers(settings.db), tiles(tiles::embedded_layers(), settings.tile_cache_mib << 20) {}
  std::unique_ptr<Log> log;
  std::unique_ptr<EventHub> events;
  std::unique_ptr<ChangeAnnouncer> announcer;
  boundary::DivisionIndex divisions;
  gazetteer::GeocodeIndex geocode;
  geo::Followers followers;
  tiles::TileService tiles;
  std::unique_ptr<geo::Writer> writer;
  std::unique_ptr<geo::DeskPool> desks;
  std::unique_ptr<Pages> pages;
  std::unique_ptr<Server> server;

  void start_followers(std::int64_t position) {
    events = std::make_unique<EventHub>(position);
    announcer = std::make_unique<ChangeAnnouncer>(*events);
    tiles.add_listener([this](const tiles::TileChange& change) {
      events->publish("tiles", tile_event(change), change.position);
    });
    for (geo::Follower* follower : std::initializer_list<geo::Follower*>{&divisions, &geocode, &tiles, announcer.get()})
      followers.add(*follower);
    followers.start();
  }

  Health health() const {
    const std::string failure = followers.failure();
    if (!failure.empty()) return {false, followers.progress(), "索引未能建立：" + failure};
    return {followers.ready(), followers.progress(), "正在准备地图与检索数据"};
  }

  Router routes(const ServiceSettings& settings, const std::string& notice) {
    Router router;
    register_ops_routes(router, [this] { return health(); });
    register_nominatim(router, geocode, divisions);
    register_tiles(router, tiles, {settings.base_url, attribution(settings, notice)});
    register_changes(router, *events);
    register_cases(router, {writer.get(), &divisions, geo::today_in_china, settings.office_anywhere});
    pages = std::make_unique<Pages>(PageDoor{settings.base_url, settings.review_number});
    pages->add_to(router);
    return router;
  }
};

Service::Service(std::unique_ptr<State> state) : state_(std::move(state)) {}
Service::~Service() { stop(); }
std::uint16_t Service::port() const { return state_->server->port(); }

Result<std::unique_ptr<Service>> Service::start(const ServiceSettings& settings) {
  auto state = std::make_unique<State>(settings);
  auto writer = geo::Writer::open(settings.db, &state->followers);
  if (!writer) return writer.error();
  state->writer = std::move(*writer);
  auto log = Log::open(settings.log);
  if (!log) return log.error();
  state->log = std::move(*log);
  auto desks = geo::DeskPool::open(settings.db, settings.http.workers);
  if (!desks) return desks.error();
  state->desks = std::move(*desks);
  std::string notice;
  std::int64_t position = 0;
  {
    const auto desk = state->desks->lease();
    notice = sample_notice(*desk);
    position = geo::log_position(*desk);
  }
  if (const auto allowed = may_be_public(settings, notice); !allowed) return allowed.error();
  state->start_followers(position);
  auto server = Server::start(settings.http, state->routes(settings, notice), *state->desks, *state->log);
  if (!server) return server.error();
  state->server = std::move(*server);
  return std::unique_ptr<Service>(new Service(std::move(state)));
}

void Service::stop() {
  if (state_->server) state_->server->stop();
  if (state_->writer) state_->writer->close();
  state_->followers.stop();
}

}  // namespace diming::api
