// tests/api/support: raw bytes over a socket, and a server to send them to.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/server.hpp"
#include "geo/store/connection.hpp"
#include "geo/store/desk.hpp"
#include "tests/support/support.hpp"

namespace diming::test {

/// A blocking connection that says exactly what it is told. Reads give up after 20 s, so that a hanging server fails
/// the test instead of stopping it.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, bool ipv6 = false);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  /// False once the peer has closed for good.
  bool send(std::string_view bytes);
  void end_sending();
  /// All bytes until the peer closes.
  std::string read_to_end();
  /// Bytes until `end` has come, with it; what follows stays for the next call. Less if the peer closes before.
  std::string read_until(std::string_view end);
  /// One answer with the body that its Content-Length tells; `head_only` after HEAD.
  std::string read_response(bool head_only = false);

 private:
  bool fill();
  int socket_ = -1;
  bool connected_ = false;
  std::string buffer_;
};

/// 0 if there is no status line.
int status_of(std::string_view response);
std::optional<std::string> field_of(std::string_view response, std::string_view name);
std::string body_of(std::string_view response);

/// A server on a free port of this machine over an empty database.
class TestServer {
 public:
  explicit TestServer(api::Router router, api::ServerSettings settings = {});
  std::uint16_t port() const { return server_->port(); }
  api::Server& server() { return *server_; }
  /// Sends and reads until the server closes.
  std::string talk(std::string_view bytes) const;
  /// GET with Connection: close, with more fields ("A: b\r\n").
  std::string get(std::string_view target, std::string_view fields = "") const;

 private:
  TempDir folder_;
  std::unique_ptr<geo::DeskPool> desks_;
  std::unique_ptr<api::Log> log_;
  std::unique_ptr<api::Server> server_;
};

}  // namespace diming::test
