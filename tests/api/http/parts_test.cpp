// The parts of the server that need no socket.
#include <gtest/gtest.h>

#include <random>

#include "api/http/compress.hpp"
#include "api/http/etag.hpp"
#include "api/http/events.hpp"
#include "api/http/log.hpp"
#include "api/http/metrics.hpp"
#include "api/http/router.hpp"
#include "api/http/target.hpp"
#include "api/http/wire.hpp"
#include "geo/base/fault.hpp"
#include "geo/base/json.hpp"
#include "tests/support/support.hpp"

namespace diming::api {
namespace {

TEST(Target, parts_are_decoded_once) {
  const auto target = parse_target("/a%2Fb/%25E5/c+d?q=%E5%9C%B0+%2B&empty&x=1=2&&=v");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"a/b", "%E5", "c+d"}));
  EXPECT_EQ(target->query, (Pairs{{"q", "地 +"}, {"empty", ""}, {"x", "1=2"}, {"", "v"}}));
}

TEST(Target, encoded_text_reads_back_the_same) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (auto n = random() % 12 + 1; n > 0; --n) {
      static constexpr std::string_view kPieces[] = {"地", "名", "𠀀", "a", "/", "%", "+", "?", " ", "~", "é"};
      text += kPieces[random() % std::size(kPieces)];
    }
    const auto target =
        parse_target("/" + percent_encode(text) + "?" + percent_encode(text) + "=" + percent_encode(text));
    ASSERT_TRUE(target) << text;
    EXPECT_EQ(target->segments, std::vector<std::string>{text});
    EXPECT_EQ(target->query, (Pairs{{text, text}}));
  }
}

Response nothing(const Request&, geo::Connection&) {
  return {};
}

std::string route_of(const Router& router, std::string_view method, const std::string& path) {
  const auto target = parse_target(path);
  const auto match = router.match(method, target->segments);
  std::string out = match.route ? match.route->pattern : "-";
  for (const auto& [name, value] : match.params) out += " " + name + "=" + value;
  for (const auto& name : match.allowed) out += " " + name;
  return out;
}

TEST(Router, more_text_wins) {
  Router router;
  for (const auto* pattern : {"/", "/{path*}", "/tiles/{set}", "/tiles/{set}/{z}/{x}/{y}.mvt",
                              "/tiles/{set}/{z}/{x}/{y}", "/tiles/styles", "/tiles/{set}/meta"})
    router.add("GET", pattern, nothing);
  router.add("POST", "/tiles/{id}", nothing);
  EXPECT_EQ(route_of(router, "GET", "/"), "/");
  EXPECT_EQ(route_of(router, "GET", "/tiles/styles"), "/tiles/styles");
  EXPECT_EQ(route_of(router, "GET", "/tiles/a"), "/tiles/{set} set=a");
  EXPECT_EQ(route_of(router, "HEAD", "/tiles/a"), "/tiles/{set} set=a");
  EXPECT_EQ(route_of(router, "POST", "/tiles/a"), "/tiles/{id} id=a");
  EXPECT_EQ(route_of(router, "GET", "/tiles/a/1/2/3.mvt"), "/tiles/{set}/{z}/{x}/{y}.mvt set=a z=1 x=2 y=3");
  EXPECT_EQ(route_of(router, "GET", "/tiles/a/1/2/3"), "/tiles/{set}/{z}/{x}/{y} set=a z=1 x=2 y=3");
  EXPECT_EQ(route_of(router, "GET", "/tiles/a/1/2/.mvt"), "/tiles/{set}/{z}/{x}/{y} set=a z=1 x=2 y=.mvt");
  EXPECT_EQ(route_of(router, "GET", "/tiles/styles/meta"), "/tiles/{set}/meta set=styles") << "comes back from text";
  EXPECT_EQ(route_of(router, "GET", "/x/y/"), "/{path*} path=x/y/");
  EXPECT_EQ(route_of(router, "PUT", "/tiles/a"), "- GET HEAD OPTIONS POST");
}

TEST(Router, malformed_or_double_pattern_is_a_fault) {
  Router router;
  router.add("GET", "/a/{b}", nothing);
  for (const auto* pattern : {"", "a", "/{", "/{}", "/{a}{b}", "/{a*}/b", "/x{a*}", "/a/{c}"})
    EXPECT_THROW(router.add("GET", pattern, nothing), geo::Fault) << pattern;
}

TEST(Etag, lists_are_read_as_the_rfc_says) {
  EXPECT_TRUE(lists_etag("*", "\"a\"", true));
  EXPECT_TRUE(lists_etag("\"x\", W/\"a\"", "\"a\"", false));
  EXPECT_FALSE(lists_etag("\"x\", W/\"a\"", "\"a\"", true));
  EXPECT_TRUE(lists_etag("\"a,b\" , \"c\"", "\"c\"", true));
  EXPECT_FALSE(lists_etag("\"a,b\"", "\"a\"", false));
  EXPECT_FALSE(lists_etag("a", "\"a\"", false));
  EXPECT_FALSE(lists_etag("\"a", "\"a\"", false));
  EXPECT_FALSE(lists_etag("", "\"a\"", false));
  EXPECT_FALSE(strong_match("W/\"a\"", "W/\"a\""));
  EXPECT_EQ(etag_of("abc").size(), 34u);
}

TEST(Compress, coding_follows_the_weights) {
  EXPECT_TRUE(accepts_coding("gzip, br", "br"));
  EXPECT_TRUE(accepts_coding("GZIP;q=0.5", "gzip"));
  EXPECT_TRUE(accepts_coding("*", "br"));
  EXPECT_FALSE(accepts_coding("*;q=0", "br"));
  EXPECT_FALSE(accepts_coding("gzip;q=0, *", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip; q=0.000", "gzip"));
  EXPECT_FALSE(accepts_coding("", "gzip"));
  EXPECT_FALSE(accepts_coding("xgzip", "gzip"));
}

TEST(Compress, text_is_packed_and_its_tag_weakened) {
  Request request;
  request.headers = {{"accept-encoding", "gzip"}};
  Response response = Response::json(std::string(5000, '1')).set("ETag", "\"a\"");
  ASSERT_TRUE(may_compress(response));
  compress(request, response);
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("ETag"), "W/\"a\"");
  EXPECT_LT(bytes_of(response.body).size(), 100u);
  EXPECT_TRUE(bytes_of(response.body).starts_with("\x1f\x8b"));
  EXPECT_FALSE(may_compress(response)) << "packed already";
  EXPECT_FALSE(may_compress(Response::json(std::string(kMinCompressed - 1, '1'))));
  EXPECT_TRUE(may_compress(Response::json(std::string(kMinCompressed, '1'))));
  EXPECT_FALSE(may_compress(Response::of("image/png", std::string(5000, '1'))));
}

TEST(Events, one_who_missed_too_much_is_told_to_load_anew) {
  EventHub hub(10, 2);
  for (int id = 11; id <= 14; ++id) hub.publish("change", "x", id);
  const auto first = [&](std::optional<std::int64_t> after) {
    std::string got;
    hub.unsubscribe(hub.subscribe(after, [&](EventHub::Frame frame) { got += *frame; }));
    return got;
  };
  EXPECT_EQ(first(std::nullopt), "");
  EXPECT_EQ(first(14), "");
  EXPECT_EQ(first(12), event_frame("change", "x", 13) + event_frame("change", "x", 14));
  EXPECT_EQ(first(11), event_frame("resync", "{}", 14));
}

TEST(Events, every_kind_of_line_end_makes_a_field) {
  EXPECT_EQ(event_frame("e", "a\r\nb\rc\nd", 1), "id: 1\nevent: e\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(event_frame("e", "", 1), "id: 1\nevent: e\ndata: \n\n");
}

TEST(Metrics, counts_by_route_and_class) {
  Router router;
  router.add("GET", "/a/{b}", nothing);
  Metrics& metrics = *router.metrics();
  metrics.count(1, 200, 0.003, 10);
  metrics.count(1, 204, 99, 5);
  metrics.count(0, 404, 0, 0);
  const auto text = metrics.prometheus();
  for (const auto* line : {"diming_http_requests_total{method=\"GET\",route=\"/a/{b}\",status=\"2xx\"} 2\n",
                           "diming_http_requests_total{method=\"\",route=\"none\",status=\"4xx\"} 1\n",
                           "diming_http_request_seconds_bucket{method=\"GET\",route=\"/a/{b}\",le=\"0.0025\"} 0\n",
                           "diming_http_request_seconds_bucket{method=\"GET\",route=\"/a/{b}\",le=\"0.005\"} 1\n",
                           "diming_http_request_seconds_bucket{method=\"GET\",route=\"/a/{b}\",le=\"+Inf\"} 2\n",
                           "diming_http_response_bytes_total{method=\"GET\",route=\"/a/{b}\"} 15\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

TEST(Log, hostile_text_stays_inside_its_line) {
  const test::TempDir folder;
  const auto path = folder.file("access.log");
  {
    const auto log = Log::open(path);
    ASSERT_TRUE(log);
    (*log)->access({.request_id = "r",
                    .method = "GET",
                    .path = "/a\"}\n{\"level\":\"forged\"",
                    .remote = "::1",
                    .status = 200,
                    .bytes = 3,
                    .ms = 1.5});
    (*log)->fault("r", "line\nbreak");
  }
  const auto text = test::read_file(path);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  const auto line = geo::json::parse(std::string_view(text).substr(0, text.find('\n')));
  ASSERT_TRUE(line) << text;
  EXPECT_EQ(line->root()["path"].text(), "/a\"}\n{\"level\":\"forged\"");
  EXPECT_EQ(line->root()["status"].integer(), 200);
  const auto refused = Log::open(folder.path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "http.log_unusable");
}

TEST(Response, field_cannot_carry_a_line_break) {
  const auto response = Response::text("a").set("X-A", "b\r\nSet-Cookie: c");
  EXPECT_EQ(response.header("x-a"), "b  Set-Cookie: c");
}

TEST(Wire, date_is_imf_fixdate) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace diming::api
