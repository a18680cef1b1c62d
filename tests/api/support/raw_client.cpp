#include "tests/api/support/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "api/http/message.hpp"

namespace diming::test {

RawClient::RawClient(std::uint16_t port, bool ipv6) : socket_(::socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM, 0)) {
  const timeval wait{20, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  v6.sin6_addr = in6addr_loopback;
  const auto* address = ipv6 ? reinterpret_cast<const sockaddr*>(&v6) : reinterpret_cast<const sockaddr*>(&v4);
  connected_ = ::connect(socket_, address, ipv6 ? sizeof v6 : sizeof v4) == 0;
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::end_sending() {
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::fill() {
  std::array<char, 65536> part;
  const auto size = ::recv(socket_, part.data(), part.size(), 0);
  if (size <= 0) return false;
  buffer_.append(part.data(), static_cast<std::size_t>(size));
  return true;
}

std::string RawClient::read_to_end() {
  while (fill()) continue;
  return std::exchange(buffer_, {});
}

std::string RawClient::read_until(std::string_view end) {
  while (buffer_.find(end) == std::string::npos)
    if (!fill()) return std::exchange(buffer_, {});
  const auto size = buffer_.find(end) + end.size();
  const auto text = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return text;
}

std::string RawClient::read_response(bool head_only) {
  std::string response = read_until("\r\n\r\n");
  const auto length = field_of(response, "Content-Length");
  if (!length || head_only) return response;
  const auto size = std::stoull(*length);
  while (buffer_.size() < size && fill()) continue;
  response += buffer_.substr(0, size);
  buffer_.erase(0, size);
  return response;
}

int status_of(std::string_view response) {
  return response.starts_with("HTTP/1.1 ") && response.size() > 12
             ? std::atoi(std::string(response.substr(9, 3)).c_str())
             : 0;
}

std::optional<std::string> field_of(std::string_view response, std::string_view name) {
  const auto head = response.substr(0, response.find("\r\n\r\n"));
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos && api::equal_ignoring_case(line.substr(0, colon), name))
      return std::string(line.substr(colon + 2));
  }
  return std::nullopt;
}

std::string body_of(std::string_view response) {
  const auto end = response.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string() : std::string(response.substr(end + 4));
}

TestServer::TestServer(api::Router router, api::ServerSettings settings) : log_(api::Log::silent()) {
  const auto path = folder_.file("test.sqlite");
  { const auto made = geo::Connection::open(path, geo::OpenMode::create); }
  auto desks = geo::DeskPool::open(path, 2);
  if (!desks) throw std::runtime_error(desks.error().message);
  desks_ = std::move(*desks);
  settings.port = 0;
  settings.workers = 2;
  auto server = api::Server::start(std::move(settings), std::move(router), *desks_, *log_);
  if (!server) throw std::runtime_error(server.error().message);
  server_ = std::move(*server);
}

std::string TestServer::talk(std::string_view bytes) const {
  RawClient client(port());
  client.send(bytes);
  return client.read_to_end();
}

std::string TestServer::get(std::string_view target, std::string_view fields) const {
  return talk("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) +
              "Connection: close\r\n\r\n");
}

}  // namespace diming::test
