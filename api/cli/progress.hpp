// api/cli: how far long work is, for a person at a terminal.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

namespace diming::api {

/// A bar that redraws itself on a terminal's standard error; elsewhere one line a step. One thread.
class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// `done` in [0, 1].
  void show(std::string_view step, double done);

 private:
  bool terminal_;
  std::string step_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_{};
};

}  // namespace diming::api
