#include "api/http/log.hpp"

#include <fmt/chrono.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>

#include "geo/base/json.hpp"

namespace diming::api {
namespace {

std::string now_utc() {
  const auto now = std::chrono::system_clock::now();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)), ms);
}

}  // namespace

struct Log::State {
  explicit State(spdlog::sink_ptr sink, bool writes) : logger("diming", std::move(sink)), on(writes) {
    logger.set_pattern("%v");
    logger.flush_on(spdlog::level::info);
  }
  void line(const geo::json::Writer& out) { logger.info("{}", out.view()); }
  spdlog::logger logger;
  bool on;
};

Log::Log(std::unique_ptr<State> state) : state_(std::move(state)) {}
Log::~Log() = default;

geo::Result<std::unique_ptr<Log>> Log::open(const std::string& path) {
  try {
    const spdlog::sink_ptr sink = path.empty() ? spdlog::sink_ptr(std::make_shared<spdlog::sinks::stderr_sink_mt>())
                                               : std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
    return std::make_unique<Log>(std::make_unique<State>(sink, true));
  } catch (const spdlog::spdlog_ex&) {
    return geo::Error{"http.log_unusable", "log", "日志文件 " + path + " 无法写入，请检查路径和权限"};
  }
}

std::unique_ptr<Log> Log::silent() {
  return std::make_unique<Log>(std::make_unique<State>(std::make_shared<spdlog::sinks::null_sink_mt>(), false));
}

void Log::access(const AccessRecord& record) {
  if (!state_->on) return;
  geo::json::Writer out;
  out.begin_object()
      .member("time", now_utc())
      .member("level", "access")
      .member("request_id", record.request_id)
      .member("method", record.method)
      .member("path", record.path)
      .member("status", record.status)
      .member("bytes", static_cast<std::int64_t>(record.bytes))
      .key("ms")
      .number(record.ms, 3)
      .member("remote", record.remote)
      .end_object();
  state_->line(out);
}

void Log::message(std::string_view level, std::string_view event, std::string_view text) {
  if (!state_->on) return;
  geo::json::Writer out;
  out.begin_object().member("time", now_utc()).member("level", level).member("event", event).member("message", text);
  state_->line(out.end_object());
}

void Log::info(std::string_view event, std::string_view text) {
  message("info", event, text);
}
void Log::warn(std::string_view event, std::string_view text) {
  message("warn", event, text);
}

void Log::fault(std::string_view request_id, std::string_view what) {
  if (!state_->on) return;
  geo::json::Writer out;
  out.begin_object().member("time", now_utc()).member("level", "error").member("event", "fault");
  if (!request_id.empty()) out.member("request_id", request_id);
  state_->line(out.member("message", what).end_object());
}

void Log::flush() {
  state_->logger.flush();
}

}  // namespace diming::api
