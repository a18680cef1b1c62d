// Each limit one below, at, and one above.
#include <gtest/gtest.h>

#include "tests/api/support/raw_client.hpp"

namespace diming {
namespace {

api::Router small_router() {
  api::Router router;
  const auto size = [](const api::Request& r) { return api::Response::text(std::to_string(r.body.size())); };
  router.add_light("GET", "/{rest*}", size);
  router.add_light("POST", "/default", size);
  router.add_light("POST", "/tight", size, {.body_limit = 10});
  return router;
}

int status(const test::TestServer& server, const std::string& bytes) {
  return test::status_of(server.talk(bytes));
}

TEST(Limits, target_length_at_the_limit_passes_and_one_more_is_414) {
  const test::TestServer server(small_router());
  const auto get = [&](std::size_t size) {
    return status(server, "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  };
  EXPECT_EQ(get(8191), 200);
  EXPECT_EQ(get(8192), 200);
  EXPECT_EQ(get(8193), 414);
  EXPECT_EQ(status(server, "GET /" + std::string(100'000, 'a')), 414) << "refused before the line ends";
}

TEST(Limits, header_count_at_the_limit_passes_and_one_more_is_431) {
  const test::TestServer server(small_router());
  const auto get = [&](int count) {
    std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    for (int i = 2; i < count; ++i) bytes += "X:\r\n";
    return status(server, bytes + "\r\n");
  };
  EXPECT_EQ(get(99), 200);
  EXPECT_EQ(get(100), 200);
  EXPECT_EQ(get(101), 431);
  EXPECT_EQ(get(12'000), 431);
}

TEST(Limits, header_bytes_at_the_limit_pass_and_one_more_is_431_however_they_arrive) {
  const test::TestServer server(small_router());
  const std::string fixed = "Host: a\r\nConnection: close\r\nX: ";
  const auto get = [&](std::size_t fields, std::size_t piece) {
    const std::string bytes = "GET / HTTP/1.1\r\n" + fixed + std::string(fields - fixed.size() - 4, 'a') + "\r\n\r\n";
    test::RawClient client(server.port());
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      if (!client.send(std::string_view(bytes).substr(at, piece))) break;
    return test::status_of(client.read_to_end());
  };
  for (const std::size_t piece : {std::size_t{100'000}, std::size_t{1000}, std::size_t{7}}) {
    EXPECT_EQ(get(16'383, piece), 200);
    EXPECT_EQ(get(16'384, piece), 200);
    EXPECT_EQ(get(16'385, piece), 431);
  }
}

TEST(Limits, body_at_the_limit_passes_and_one_more_is_413) {
  const test::TestServer server(small_router());
  const auto plain = [&](const std::string& path, std::size_t size) {
    return status(server, "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " +
                              std::to_string(size) + "\r\n\r\n" + std::string(size, 'b'));
  };
  const auto chunked = [&](std::size_t size) {
    std::string bytes = "POST /tight HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < size; ++i) bytes += "1\r\nb\r\n";
    return status(server, bytes + "0\r\n\r\n");
  };
  EXPECT_EQ(plain("/tight", 9), 200);
  EXPECT_EQ(plain("/tight", 10), 200);
  EXPECT_EQ(plain("/tight", 11), 413);
  EXPECT_EQ(chunked(9), 200);
  EXPECT_EQ(chunked(10), 200);
  EXPECT_EQ(chunked(11), 413);
  const std::size_t mebibyte = std::size_t{1} << 20;
  EXPECT_EQ(plain("/default", mebibyte - 1), 200);
  EXPECT_EQ(plain("/default", mebibyte), 200);
  EXPECT_EQ(plain("/default", mebibyte + 1), 413);
}

TEST(Limits, declared_body_over_the_limit_is_413_before_it_is_sent) {
  const test::TestServer server(small_router());
  EXPECT_EQ(status(server, "POST /tight HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n"), 413);
  EXPECT_EQ(status(server, "POST /tight HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n"),
            413);
}

TEST(Limits, connections_of_one_address_at_the_limit_pass_and_one_more_is_429) {
  api::ServerSettings settings;
  settings.per_address.max_connections = 2;
  const test::TestServer server(small_router(), settings);
  const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  test::RawClient first(server.port());
  first.send(get);
  EXPECT_EQ(test::status_of(first.read_response()), 200);
  auto second = std::make_unique<test::RawClient>(server.port());
  second->send(get);
  EXPECT_EQ(test::status_of(second->read_response()), 200);
  test::RawClient third(server.port());
  EXPECT_EQ(test::status_of(third.read_to_end()), 429);
  second->end_sending();
  EXPECT_EQ(second->read_to_end(), "");
  test::RawClient fourth(server.port());
  fourth.send(get);
  EXPECT_EQ(test::status_of(fourth.read_response()), 200);
  test::RawClient other_address(server.port(), true);
  if (!other_address.connected()) GTEST_SKIP() << "no IPv6 on this machine";
  other_address.send(get);
  EXPECT_EQ(test::status_of(other_address.read_response()), 200);
}

TEST(Limits, connections_in_all_at_the_limit_pass_and_one_more_is_503) {
  api::ServerSettings settings;
  settings.max_connections = 1;
  const test::TestServer server(small_router(), settings);
  test::RawClient first(server.port());
  first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(test::status_of(first.read_response()), 200);
  test::RawClient second(server.port());
  EXPECT_EQ(test::status_of(second.read_to_end()), 503);
}

TEST(Limits, requests_over_the_burst_are_429_and_the_connection_stays) {
  api::ServerSettings settings;
  settings.per_address.requests_per_second = 0.001;
  settings.per_address.burst = 3;
  const test::TestServer server(small_router(), settings);
  test::RawClient client(server.port());
  for (const int expected : {200, 200, 200, 429, 429}) {
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto response = client.read_response();
    EXPECT_EQ(test::status_of(response), expected);
    EXPECT_EQ(test::field_of(response, "Retry-After").has_value(), expected == 429);
  }
}

TEST(Limits, trusted_proxy_is_limited_by_the_address_it_names) {
  api::ServerSettings settings;
  settings.per_address.requests_per_second = 0.001;
  settings.per_address.burst = 1;
  settings.trusted_proxies = {"127.0.0.1"};
  const test::TestServer server(small_router(), settings);
  const auto from = [&](const std::string& client) {
    return test::status_of(server.get("/", "X-Forwarded-For: 9.9.9.9, " + client + "\r\n"));
  };
  EXPECT_EQ(from("192.0.2.1"), 200);
  EXPECT_EQ(from("192.0.2.1"), 429);
  EXPECT_EQ(from("192.0.2.2"), 200);
}

TEST(AddressLimits, bucket_fills_with_time) {
  api::AddressLimits limits({.max_connections = 0, .requests_per_second = 2, .burst = 2});
  const auto start = api::AddressLimits::Clock::now();
  EXPECT_EQ(limits.wait_seconds("a", start), 0);
  EXPECT_EQ(limits.wait_seconds("a", start), 0);
  EXPECT_EQ(limits.wait_seconds("a", start), 1);
  EXPECT_EQ(limits.wait_seconds("b", start), 0);
  EXPECT_EQ(limits.wait_seconds("a", start + std::chrono::milliseconds(499)), 1);
  EXPECT_EQ(limits.wait_seconds("a", start + std::chrono::milliseconds(501)), 0);
}

TEST(AddressLimits, key_is_the_subscriber) {
  using api::AddressLimits;
  EXPECT_EQ(AddressLimits::key_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(AddressLimits::key_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(AddressLimits::key_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(AddressLimits::key_of("2001:db8:1:2::9"), AddressLimits::key_of("2001:db8:1:2:ffff::"));
  EXPECT_NE(AddressLimits::key_of("2001:db8:1:3::9"), AddressLimits::key_of("2001:db8:1:2::9"));
}

}  // namespace
}  // namespace diming
