// geo/store: read connections, leased to one worker at a time.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "geo/store/connection.hpp"

namespace diming::geo {

/// A pool of read connections. Safe for many threads.
class DeskPool {
 public:
  /// Errors: those of Connection::open. `size` >= 1.
  static Result<std::unique_ptr<DeskPool>> open(const std::string& path, int size);

  /// A leased connection; goes back to the pool when it dies.
  class Lease {
   public:
    Lease(DeskPool& pool, std::unique_ptr<Connection> connection);
    ~Lease();
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    DeskPool* pool_;
    std::unique_ptr<Connection> connection_;
  };
  /// Waits until one is free.
  Lease lease();

 private:
  DeskPool() = default;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace diming::geo
