// api/cli: the running service, put together from all rooms.
#pragma once
#include <memory>
#include <string>

#include "api/http/server.hpp"
#include "geo/base/result.hpp"

namespace diming::api {

struct ServiceSettings {
  std::string db;
  ServerSettings http;
  std::string log;              ///< "" = standard error
  std::string base_url;         ///< under which clients reach the service; "" = as they ask
  std::string review_number;    ///< 审图号
  bool public_mode = false;     ///< open to everybody: needs a 审图号 and refuses sample data
  bool office_anywhere = false; ///< filing also from other machines
  std::size_t tile_cache_mib = 256;
};

/// Everything that serves one file. Threads of its own; `stop` may be called once from any.
class Service {
 public:
  /// Errors: those of Writer::open, DeskPool::open, Log::open, Server::start, and
  /// serve.review_number_missing, serve.sample_not_public.
  static geo::Result<std::unique_ptr<Service>> start(const ServiceSettings& settings);
  ~Service();
  std::uint16_t port() const;
  void stop();

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace diming::api
