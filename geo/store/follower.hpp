// geo/store: derived structures that keep up with the change log.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "geo/store/change_log.hpp"

namespace diming::geo {

/// A derived structure (tile features, geocode index, division index, SSE feed). It never writes the file.
class Follower {
 public:
  virtual ~Follower() = default;
  virtual std::string name() const = 0;
  /// Builds from the whole file as `snapshot` sees it. `progress` in [0, 1] may be called now and then.
  virtual void rebuild(Connection& snapshot, const std::function<void(double)>& progress) = 0;
  /// Takes over changes, in order, each exactly once; `snapshot` sees at least the last of them.
  virtual void follow(std::span<const LoggedChange> changes, Connection& snapshot) = 0;
};

/// Runs each follower on a thread of its own with a read connection of its own, and tells when all have reached a
/// position of the log. Safe for use by many threads after `start`.
class Followers {
 public:
  explicit Followers(std::string path);
  ~Followers();
  /// Before `start`. The follower must outlive this.
  void add(Follower& follower);
  /// Rebuilds all in parallel and returns at once; `ready` and `progress` tell how far they are.
  void start();
  void stop();
  bool ready() const;
  /// In [0, 1]: mean of the rebuilds.
  double progress() const;
  /// Tells that the log has grown.
  void notify(std::int64_t position);
  /// True once every follower has reached `position`; false if `deadline` passes first.
  bool wait(std::int64_t position, std::chrono::milliseconds deadline) const;
  /// Position that every follower has reached.
  std::int64_t position() const;
  /// What a follower died of, or "".
  std::string failure() const;

 private:
  struct Lane;
  void run(Lane& lane);
  std::string path_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::int64_t target_ = 0;
  bool stopping_ = false;
};

}  // namespace diming::geo
