#include "geo/store/follower.hpp"

#include <algorithm>
#include <atomic>

#include "geo/base/fault.hpp"

namespace diming::geo {

struct Followers::Lane {
  Follower* follower{};
  std::thread thread;
  std::atomic<double> progress{0};
  std::int64_t position = -1;  // guarded by mutex_, as are the next two
  bool ready = false;
  std::string failure;
};

Followers::Followers(std::string path) : path_(std::move(path)) {}
Followers::~Followers() { stop(); }

void Followers::add(Follower& follower) {
  lanes_.push_back(std::make_unique<Lane>());
  lanes_.back()->follower = &follower;
}

void Followers::start() {
  for (auto& lane : lanes_) lane->thread = std::thread([this, target = lane.get()] { run(*target); });
}

void Followers::stop() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& lane : lanes_)
    if (lane->thread.joinable()) lane->thread.join();
}

void Followers::run(Lane& lane) {
  const auto reach = [&](std::int64_t position) {
    {
      const std::lock_guard guard(mutex_);
      lane.position = position;
      lane.ready = true;
    }
    changed_.notify_all();
  };
  try {
    auto connection = Connection::open(path_, OpenMode::read);
    if (!connection) throw Fault("follower.open", connection.error().message);
    std::int64_t reached = 0;
    {
      const Snapshot snapshot(*connection);
      reached = log_position(*connection);
      lane.follower->rebuild(*connection, [&](double progress) { lane.progress = progress; });
    }
    lane.progress = 1;
    reach(reached);
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopping_ || target_ > reached; });
        if (stopping_) return;
      }
      const Snapshot snapshot(*connection);
      const std::int64_t end = log_position(*connection);
      while (reached < end) {
        const auto changes = read_changes(*connection, reached, end);
        lane.follower->follow(changes, *connection);
        reached = changes.back().position;
      }
      reach(reached);
    }
  } catch (const std::exception& fault) {
    {
      const std::lock_guard guard(mutex_);
      lane.ready = false;
      lane.failure = lane.follower->name() + ": " + fault.what();
    }
    changed_.notify_all();
  }
}

bool Followers::ready() const {
  const std::lock_guard guard(mutex_);
  return std::all_of(lanes_.begin(), lanes_.end(), [](const auto& lane) { return lane->ready; });
}

double Followers::progress() const {
  double sum = 0;
  for (const auto& lane : lanes_) sum += lane->progress;
  return lanes_.empty() ? 1 : sum / static_cast<double>(lanes_.size());
}

void Followers::notify(std::int64_t position) {
  {
    const std::lock_guard guard(mutex_);
    target_ = std::max(target_, position);
  }
  changed_.notify_all();
}

bool Followers::wait(std::int64_t position, std::chrono::milliseconds deadline) const {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, deadline, [&] {
    return std::all_of(lanes_.begin(), lanes_.end(), [&](const auto& lane) { return lane->position >= position; });
  });
}

std::int64_t Followers::position() const {
  const std::lock_guard guard(mutex_);
  std::int64_t least = target_;
  for (const auto& lane : lanes_) least = std::min(least, lane->position);
  return least;
}

std::string Followers::failure() const {
  const std::lock_guard guard(mutex_);
  for (const auto& lane : lanes_)
    if (!lane->failure.empty()) return lane->failure;
  return "";
}

}  // namespace diming::geo
