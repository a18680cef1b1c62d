// api/http: one JSON object a line; the cage of spdlog.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "geo/base/result.hpp"

namespace diming::api {

/// One answered request. The query is left out: it may hold names and keys.
struct AccessRecord {
  std::string_view request_id, method, path, remote;
  int status = 0;
  std::size_t bytes = 0;  ///< of the body sent
  double ms = 0;          ///< from the whole head to the last byte handed to the system
};

/// Writes each record at once. Every text is escaped as JSON, so nothing a client sends can forge a line. Safe for
/// many threads.
class Log {
 public:
  /// Standard error for "", else a file to append to. Errors: http.log_unusable.
  static geo::Result<std::unique_ptr<Log>> open(const std::string& path);
  /// Writes nothing.
  static std::unique_ptr<Log> silent();
  struct State;
  explicit Log(std::unique_ptr<State> state);
  ~Log();

  void access(const AccessRecord& record);
  void info(std::string_view event, std::string_view message);
  void warn(std::string_view event, std::string_view message);
  /// A fault while answering a request; "" for none.
  void fault(std::string_view request_id, std::string_view what);
  void flush();

 private:
  void message(std::string_view level, std::string_view event, std::string_view text);
  std::unique_ptr<State> state_;
};

}  // namespace diming::api
