// api/http: the threads that run blocking handlers.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace diming::api {

/// A fixed number of threads behind a bounded queue. Jobs must not throw. Safe for many threads.
class WorkerPool {
 public:
  WorkerPool(int threads, std::size_t queue);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False if the queue is full or the pool stops: the job was not taken.
  bool submit(std::function<void()> job);
  /// Runs what is queued, then ends the threads. Jobs of later calls are not taken.
  void stop();

 private:
  void run();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace diming::api
