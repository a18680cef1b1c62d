#include "api/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace diming::api {
namespace {

constexpr int kWidth = 30;  // characters of the bar
constexpr std::chrono::milliseconds kRedraw{100};

}  // namespace

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (terminal_ && !step_.empty()) std::fputs("\n", stderr);
}

void Progress::show(std::string_view step, double done) {
  const auto now = std::chrono::steady_clock::now();
  const bool new_step = step != step_;
  if (!new_step && (!terminal_ || (now - drawn_ < kRedraw && done < 1))) return;
  step_ = step;
  drawn_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const int percent = static_cast<int>(100 * std::clamp(done, 0.0, 1.0));
  if (!terminal_) {
    std::fprintf(stderr, "[%3d%%] %s (%.1f s)\n", percent, step_.c_str(), seconds);
    return;
  }
  const int filled = percent * kWidth / 100;
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  std::fprintf(stderr, "\r\033[K%s %3d%% %s (%.0f s)", bar.c_str(), percent, step_.c_str(), seconds);
  std::fflush(stderr);
}

}  // namespace diming::api
