// The server over real sockets: connections, deadlines, drain, streams. Waits are on events, never on the clock.
#include "api/http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "api/http/events.hpp"
#include "api/http/problem.hpp"
#include "geo/base/fault.hpp"
#include "tests/api/support/raw_client.hpp"

namespace diming {
namespace {

using std::chrono::milliseconds;
const std::string kGet = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

api::Router hello_router() {
  api::Router router;
  router.add_light("GET", "/hello", [](const api::Request&) { return api::Response::text("hello"); });
  router.add("GET", "/work", [](const api::Request&, geo::Connection&) { return api::Response::text("work"); });
  router.add("POST", "/echo", [](const api::Request& r, geo::Connection&) { return api::Response::text(r.body); });
  router.add("GET", "/fault",
             [](const api::Request&, geo::Connection&) -> api::Response { throw geo::Fault("disk", "secret path"); });
  router.add_light("GET", "/big", [](const api::Request&) {
    return api::Response::of("application/octet-stream", std::string(5'000'000, 'x'));
  });
  return router;
}

TEST(Server, keep_alive_serves_many_requests_on_one_connection) {
  const test::TestServer server(hello_router());
  test::RawClient client(server.port());
  for (int i = 0; i < 50; ++i) {
    client.send(i % 2 ? kGet : "GET /work HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(test::body_of(client.read_response()), i % 2 ? "hello" : "work");
  }
}

TEST(Server, listens_on_both_families) {
  const test::TestServer server(hello_router());
  for (const bool ipv6 : {false, true}) {
    test::RawClient client(server.port(), ipv6);
    if (ipv6 && !client.connected()) GTEST_SKIP() << "no IPv6 on this machine";
    client.send(kGet);
    EXPECT_EQ(test::status_of(client.read_response()), 200);
  }
}

TEST(Server, port_in_use_is_refused) {
  const test::TestServer first(hello_router());
  test::TempDir folder;
  { const auto made = geo::Connection::open(folder.file("a"), geo::OpenMode::create); }
  auto desks = geo::DeskPool::open(folder.file("a"), 1);
  ASSERT_TRUE(desks);
  const auto log = api::Log::silent();
  api::ServerSettings settings;
  settings.port = first.port();
  const auto second = api::Server::start(settings, hello_router(), **desks, *log);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "http.port_in_use");
  settings.address = "not an address";
  const auto third = api::Server::start(settings, hello_router(), **desks, *log);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, "http.address_unusable");
}

TEST(Server, head_has_the_length_and_no_body) {
  const test::TestServer server(hello_router());
  test::RawClient client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n" + kGet);
  const auto head = client.read_response(true);
  EXPECT_EQ(test::status_of(head), 200);
  EXPECT_EQ(test::field_of(head, "Content-Length"), "5");
  EXPECT_EQ(test::body_of(client.read_response()), "hello");
}

TEST(Server, expect_continue_is_answered_before_the_body) {
  const test::TestServer server(hello_router());
  test::RawClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(test::body_of(client.read_response()), "abc");
}

TEST(Server, chunked_body_arrives_whole) {
  const test::TestServer server(hello_router());
  std::string bytes = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
  std::string whole;
  for (int i = 1; i < 400; ++i) {
    const std::string part(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%x", i);
    bytes += std::string(size.data()) + "\r\n" + part + "\r\n";
    whole += part;
  }
  EXPECT_EQ(test::body_of(server.talk(bytes + "0\r\n\r\n")), whole);
}

TEST(Server, large_answer_arrives_whole) {
  const test::TestServer server(hello_router());
  EXPECT_EQ(test::body_of(server.get("/big")), std::string(5'000'000, 'x'));
}

TEST(Server, fault_is_500_and_tells_nothing_of_the_inside) {
  const test::TestServer server(hello_router());
  const auto response = server.get("/fault", "X-Request-Id: abc-1\r\n");
  EXPECT_EQ(test::status_of(response), 500);
  EXPECT_EQ(response.find("secret"), std::string::npos);
  EXPECT_EQ(test::field_of(response, "X-Request-Id"), "abc-1");
  EXPECT_NE(test::body_of(response).find("\"request_id\":\"abc-1\""), std::string::npos);
}

TEST(Server, half_closed_client_gets_its_answer) {
  const test::TestServer server(hello_router());
  test::RawClient client(server.port());
  client.send("GET /work HTTP/1.1\r\nHost: a\r\n\r\n");
  client.end_sending();
  EXPECT_EQ(test::body_of(client.read_to_end()), "work");
}

api::ServerSettings short_deadlines() {
  api::ServerSettings settings;
  settings.header_deadline = settings.body_deadline = settings.idle_deadline = milliseconds(200);
  return settings;
}

TEST(Deadline, unfinished_head_is_408) {
  const test::TestServer server(hello_router(), short_deadlines());
  EXPECT_EQ(test::status_of(server.talk("GET /hello HTTP/1.1\r\nHost: a\r\n")), 408);
}

TEST(Deadline, dripped_head_is_408_although_bytes_keep_coming) {
  const test::TestServer server(hello_router(), short_deadlines());
  test::RawClient client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: ");
  std::atomic<bool> closed{false};
  std::thread dripper([&] {
    while (!closed && client.send("a")) std::this_thread::sleep_for(milliseconds(20));
  });
  EXPECT_EQ(test::status_of(client.read_to_end()), 408);
  closed = true;
  dripper.join();
}

TEST(Deadline, unfinished_body_is_408) {
  const test::TestServer server(hello_router(), short_deadlines());
  EXPECT_EQ(test::status_of(server.talk("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")), 408);
}

TEST(Deadline, silent_connection_is_closed_without_a_word) {
  const test::TestServer server(hello_router(), short_deadlines());
  EXPECT_EQ(server.talk(""), "");
  test::RawClient client(server.port());
  client.send(kGet);
  EXPECT_EQ(test::status_of(client.read_response()), 200);
  EXPECT_EQ(client.read_to_end(), "") << "idle after an answer";
}

TEST(Deadline, client_that_does_not_read_is_dropped) {
  api::ServerSettings settings;
  settings.write_deadline = milliseconds(200);
  std::promise<void> asked;
  api::Router router;
  router.add_light("GET", "/big", [&](const api::Request&) {
    asked.set_value();
    return api::Response::of("application/octet-stream", std::string(64'000'000, 'x'));
  });
  const auto metrics = router.metrics();
  const test::TestServer server(std::move(router), settings);
  test::RawClient client(server.port());
  client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
  asked.get_future().wait();
  while (metrics->connections.load() > 0) std::this_thread::yield();
  EXPECT_LT(client.read_to_end().size(), 64'000'000u);
}

/// A handler that waits until it is let go.
struct Gate {
  std::promise<void> entered, released;
  std::shared_future<void> release = released.get_future().share();
  api::Router router() {
    api::Router router = hello_router();
    router.add("GET", "/gate", [this](const api::Request&, geo::Connection&) {
      if (!passed.exchange(true)) entered.set_value();
      release.wait();
      return api::Response::text("through");
    });
    return router;
  }
  std::atomic<bool> passed{false};
};

TEST(ServerThreads, drain_finishes_the_request_in_work_and_closes_the_idle) {
  Gate gate;
  test::TestServer server(gate.router());
  test::RawClient idle(server.port());
  idle.send(kGet);
  EXPECT_EQ(test::status_of(idle.read_response()), 200);
  test::RawClient working(server.port());
  working.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.entered.get_future().wait();
  std::thread stopper([&] { server.server().stop(); });
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_FALSE(test::RawClient(server.port()).connected());
  gate.released.set_value();
  const auto response = working.read_to_end();
  EXPECT_EQ(test::body_of(response), "through");
  EXPECT_EQ(test::field_of(response, "Connection"), "close");
  stopper.join();
}

TEST(ServerThreads, drain_deadline_closes_what_is_left) {
  Gate gate;
  api::ServerSettings settings;
  settings.drain = milliseconds(100);
  test::TestServer server(gate.router(), settings);
  test::RawClient working(server.port());
  working.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.entered.get_future().wait();
  std::thread stopper([&] { server.server().stop(); });
  EXPECT_EQ(working.read_to_end(), "");
  gate.released.set_value();
  stopper.join();
}

TEST(ServerThreads, full_queue_is_503_with_retry_after) {
  Gate gate;
  api::ServerSettings settings;
  settings.queue = 0;
  {
    const test::TestServer none(gate.router(), settings);
    const auto response = none.get("/work");
    EXPECT_EQ(test::status_of(response), 503);
    EXPECT_EQ(test::field_of(response, "Retry-After"), "1");
    EXPECT_EQ(test::status_of(none.get("/hello")), 200) << "the I/O thread still answers";
  }
  gate.released.set_value();
}

TEST(ServerThreads, many_clients_get_their_own_answers) {
  const test::TestServer server(hello_router());
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int c = 0; c < 8; ++c)
    clients.emplace_back([&, c] {
      test::RawClient client(server.port());
      for (int i = 0; i < 100; ++i) {
        const auto body = std::to_string(c) + ":" + std::to_string(i);
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                    body);
        right += test::body_of(client.read_response()) == body;
      }
    });
  for (auto& client : clients) client.join();
  EXPECT_EQ(right.load(), 800);
}

TEST(ServerThreads, stop_under_load_cuts_no_answer) {
  test::TestServer server(hello_router());
  std::atomic<int> cut{0}, whole{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c)
    clients.emplace_back([&] {
      test::RawClient client(server.port());
      while (client.send("GET /work HTTP/1.1\r\nHost: a\r\n\r\n")) {
        const auto response = client.read_response();
        if (response.empty()) return;
        test::body_of(response) == "work" ? ++whole : ++cut;
      }
    });
  while (whole.load() < 100) std::this_thread::yield();
  server.server().stop();
  for (auto& client : clients) client.join();
  EXPECT_EQ(cut.load(), 0);
}

struct Stream {
  explicit Stream(api::EventHub& events, api::ServerSettings settings = {}) : hub(events), server(router(), settings) {}
  api::Router router() {
    api::Router router;
    router.add_light("GET", "/events", [this](const api::Request&) { return api::Response::stream(hub); });
    return router;
  }
  void open(test::RawClient& client, const std::string& fields = "") const {
    const auto before = hub.subscribers();
    client.send("GET /events HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    const auto head = client.read_until("\r\n\r\n");
    EXPECT_EQ(test::status_of(head), 200);
    EXPECT_EQ(test::field_of(head, "Content-Type"), "text/event-stream; charset=utf-8");
    EXPECT_EQ(client.read_until("\n\n"), "retry: 3000\n\n");
    while (hub.subscribers() == before) std::this_thread::yield();
  }
  api::EventHub& hub;
  test::TestServer server;
};

TEST(ServerThreads, stream_gets_events_with_their_ids) {
  api::EventHub hub;
  Stream stream(hub);
  test::RawClient client(stream.server.port());
  stream.open(client);
  hub.publish("change", "{\"a\":1}", 7);
  EXPECT_EQ(client.read_until("\n\n"), "id: 7\nevent: change\ndata: {\"a\":1}\n\n");
  hub.publish("change", "two\nlines", 8);
  EXPECT_EQ(client.read_until("\n\n"), "id: 8\nevent: change\ndata: two\ndata: lines\n\n");
  stream.server.server().stop();
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(hub.subscribers(), 0u);
}

TEST(ServerThreads, stream_resumes_behind_the_last_event_id) {
  api::EventHub hub;
  for (int i = 1; i <= 3; ++i) hub.publish("change", std::to_string(i), i);
  Stream stream(hub);
  test::RawClient client(stream.server.port());
  stream.open(client, "Last-Event-ID: 2\r\n");
  EXPECT_EQ(client.read_until("\n\n"), "id: 3\nevent: change\ndata: 3\n\n");
}

TEST(ServerThreads, silent_stream_is_pinged_and_closed_peer_is_forgotten) {
  api::EventHub hub;
  api::ServerSettings settings;
  settings.ping = milliseconds(50);
  Stream stream(hub, settings);
  {
    test::RawClient client(stream.server.port());
    stream.open(client);
    EXPECT_EQ(client.read_until("\n\n"), ": ping\n\n");
  }
  while (hub.subscribers() > 0) std::this_thread::yield();
}

TEST(ServerThreads, reader_too_slow_is_dropped) {
  api::EventHub hub;
  api::ServerSettings settings;
  settings.stream_backlog = 100'000;
  Stream stream(hub, settings);
  test::RawClient client(stream.server.port());
  stream.open(client);
  const std::string data(50'000, 'x');
  for (std::int64_t id = 1; hub.subscribers() > 0; ++id) hub.publish("change", data, id);
  SUCCEED();
}

}  // namespace
}  // namespace diming
