// Whole answers through the server: conditional requests, packing, CORS, pages, operations.
#include <gtest/gtest.h>

#include "api/http/etag.hpp"
#include "api/http/static_files.hpp"
#include "tests/api/support/raw_client.hpp"

namespace diming {
namespace {

using test::field_of;
using test::status_of;

api::Router data_router() {
  api::Router router;
  const auto data = [](const api::Request&, geo::Connection&) {
    return api::Response::json(std::string(4000, '1')).set("ETag", "\"v1\"").set("Cache-Control", "no-cache");
  };
  const auto done = [](const api::Request&, geo::Connection&) { return api::Response::no_content(); };
  router.add("GET", "/data", data);
  router.add("POST", "/data", done);
  router.add("POST", "/search", done, {.cross_origin = true});
  return router;
}

std::string preflight(const test::TestServer& server, const std::string& path) {
  return server.talk(
      "OPTIONS " + path +
      " HTTP/1.1\r\nHost: a\r\nOrigin: https://b\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
}

TEST(Answers, packed_for_who_accepts_it) {
  const test::TestServer server(data_router());
  const auto plain = server.get("/data");
  EXPECT_EQ(field_of(plain, "Content-Length"), "4000");
  EXPECT_EQ(field_of(plain, "Vary"), "Accept-Encoding");
  const auto packed = server.get("/data", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(field_of(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(field_of(packed, "ETag"), "W/\"v1\"");
  EXPECT_LT(test::body_of(packed).size(), 200u);
}

TEST(Answers, known_tag_is_304_without_body) {
  const test::TestServer server(data_router());
  for (const auto* list : {"\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"}) {
    const auto fresh = server.get("/data", "If-None-Match: " + std::string(list) + "\r\n");
    EXPECT_EQ(status_of(fresh), 304) << list;
    EXPECT_EQ(test::body_of(fresh), "");
    EXPECT_EQ(field_of(fresh, "Content-Length"), std::nullopt);
    EXPECT_EQ(field_of(fresh, "Cache-Control"), "no-cache");
    EXPECT_EQ(field_of(fresh, "Vary"), "Accept-Encoding");
  }
  EXPECT_EQ(status_of(server.get("/data", "If-None-Match: \"v2\"\r\n")), 200);
}

TEST(Answers, any_site_may_read_and_only_read) {
  const test::TestServer server(data_router());
  EXPECT_EQ(field_of(server.get("/data"), "Access-Control-Allow-Origin"), "*");
  const auto data = preflight(server, "/data");
  EXPECT_EQ(status_of(data), 204);
  EXPECT_EQ(field_of(data, "Allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(field_of(data, "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(field_of(preflight(server, "/search"), "Access-Control-Allow-Methods"), "OPTIONS, POST");
}

TEST(Answers, named_origin_alone_is_let_in) {
  api::ServerSettings settings;
  settings.cors_origin = "https://b";
  const test::TestServer server(data_router(), settings);
  EXPECT_EQ(field_of(preflight(server, "/data"), "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(field_of(server.get("/data", "Origin: https://b\r\n"), "Access-Control-Allow-Origin"), "https://b");
  const auto other = server.get("/data", "Origin: https://c\r\n");
  EXPECT_EQ(field_of(other, "Access-Control-Allow-Origin"), std::nullopt);
  EXPECT_EQ(field_of(other, "Vary"), "Accept-Encoding, Origin");
}

TEST(Answers, wrong_method_names_the_right_ones) {
  const test::TestServer server(data_router());
  const auto response = server.talk("PUT /data HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(response), 405);
  EXPECT_EQ(field_of(response, "Allow"), "GET, HEAD, OPTIONS, POST");
  EXPECT_EQ(field_of(response, "Content-Type"), "application/problem+json");
}

TEST(Answers, health_is_always_up_and_ready_tells_how_far) {
  double progress = 0.567;
  api::Router router = data_router();
  api::register_ops_routes(router, [&] { return api::Health{progress >= 1, progress, "正在建立地址索引"}; });
  const test::TestServer server(std::move(router));
  EXPECT_EQ(status_of(server.get("/healthz")), 200);
  const auto waiting = server.get("/readyz");
  EXPECT_EQ(status_of(waiting), 503);
  EXPECT_NE(test::body_of(waiting).find("56%"), std::string::npos);
  progress = 1;
  EXPECT_EQ(status_of(server.get("/readyz")), 200);
  const auto metrics = server.get("/metrics");
  EXPECT_NE(metrics.find("diming_http_requests_total{method=\"GET\",route=\"/readyz\",status=\"5xx\"} 1\n"),
            std::string::npos);
}

constexpr api::StaticFile kFiles[] = {
    {"assets/app-1a2b.js", "let a = 1"}, {"assets/app-1a2b.js.br", "BR"},
    {"assets/app-1a2b.js.gz", "GZ"},     {"index.html", "<p>map"},
    {"office/index.html", "<p>office"},  {"worker.mjs", "w"},
};

struct Pages {
  api::StaticFiles files{kFiles, {.prefix = "/", .fallbacks = {{"office/", "office/index.html"}}}};
  test::TestServer server{router()};
  api::Router router() const {
    api::Router router;
    files.add_to(router);
    return router;
  }
};

TEST(StaticFiles, hashed_asset_is_kept_for_ever_and_packed) {
  const Pages pages;
  const auto plain = pages.server.get("/assets/app-1a2b.js");
  EXPECT_EQ(test::body_of(plain), "let a = 1");
  EXPECT_EQ(field_of(plain, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(field_of(plain, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(field_of(plain, "Vary"), "Accept-Encoding");
  const auto br = pages.server.get("/assets/app-1a2b.js", "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(test::body_of(br), "BR");
  EXPECT_EQ(field_of(br, "Content-Encoding"), "br");
  EXPECT_NE(field_of(br, "ETag"), field_of(plain, "ETag"));
  EXPECT_EQ(test::body_of(pages.server.get("/assets/app-1a2b.js", "Accept-Encoding: gzip\r\n")), "GZ");
  EXPECT_EQ(status_of(pages.server.get("/assets/app-1a2b.js",
                                       "Accept-Encoding: br\r\nIf-None-Match: " + *field_of(br, "ETag") + "\r\n")),
            304);
  EXPECT_EQ(status_of(pages.server.get("/assets/app-1a2b.js.br")), 404);
}

TEST(StaticFiles, page_is_asked_for_again_and_guarded) {
  const Pages pages;
  const auto page = pages.server.get("/");
  EXPECT_EQ(test::body_of(page), "<p>map");
  EXPECT_EQ(field_of(page, "Cache-Control"), "no-cache");
  EXPECT_EQ(field_of(page, "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(field_of(page, "Content-Security-Policy").value_or("").find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(field_of(pages.server.get("/worker.mjs"), "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(test::body_of(pages.server.get("/office/")), "<p>office");
  EXPECT_EQ(test::body_of(pages.server.get("/office/cases/7")), "<p>office");
  EXPECT_EQ(status_of(pages.server.get("/other")), 404);
  EXPECT_EQ(status_of(pages.server.get("/%2e%2e/etc/passwd")), 400);
}

}  // namespace
}  // namespace diming
