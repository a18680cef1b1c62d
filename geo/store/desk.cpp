#include "geo/store/desk.hpp"

namespace diming::geo {

Result<std::unique_ptr<DeskPool>> DeskPool::open(const std::string& path, int size) {
  std::unique_ptr<DeskPool> pool(new DeskPool);
  for (int i = 0; i < size; ++i) {
    auto connection = Connection::open(path, OpenMode::read);
    if (!connection) return connection.error();
    pool->free_.push_back(std::make_unique<Connection>(std::move(connection).value()));
  }
  return pool;
}

DeskPool::Lease::Lease(DeskPool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

DeskPool::Lease::~Lease() {
  if (!connection_) return;
  {
    const std::lock_guard guard(pool_->mutex_);
    pool_->free_.push_back(std::move(connection_));
  }
  pool_->freed_.notify_one();
}

DeskPool::Lease DeskPool::lease() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return !free_.empty(); });
  auto connection = std::move(free_.back());
  free_.pop_back();
  return Lease(*this, std::move(connection));
}

}  // namespace diming::geo
