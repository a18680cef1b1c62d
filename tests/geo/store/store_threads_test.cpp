#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "geo/store/desk.hpp"
#include "geo/store/schema.hpp"
#include "geo/store/writer.hpp"
#include "tests/support/support.hpp"

namespace diming::geo {
namespace {

const Actor kActor{"测试员", "test"};

Result<std::string> record_something(Transaction& tx) {
  Change change;
  change.kind = "setting";
  change.object_id = tx.new_id();
  change.action = "insert";
  tx.record(change);
  return std::string();
}

class StoreThreads : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(create_database(path_)); }
  test::TempDir dir_;
  std::string path_ = dir_.file("a.sqlite");
};

/// Counts what it sees; can be told to wait.
class Counter : public Follower {
 public:
  std::string name() const override { return "counter"; }
  void rebuild(Connection& snapshot, const std::function<void(double)>& progress) override {
    seen = log_position(snapshot);
    progress(1);
  }
  void follow(std::span<const LoggedChange> changes, Connection& snapshot) override {
    const std::lock_guard wait(gate);
    for (const auto& logged : changes) {
      if (logged.position != seen + 1) out_of_order = true;
      seen = logged.position;
    }
    if (log_position(snapshot) < seen) behind = true;
  }
  std::atomic<std::int64_t> seen{0};
  std::atomic<bool> out_of_order{false}, behind{false};
  std::mutex gate;
};

TEST_F(StoreThreads, followers_acknowledgedCommand_wasFollowed) {
  Counter counter;
  Followers followers(path_);
  followers.add(counter);
  followers.start();
  ASSERT_TRUE(followers.wait(0, std::chrono::seconds(60)));
  auto writer = std::move(Writer::open(path_, &followers)).value();
  std::vector<std::thread> threads;
  std::atomic<int> late{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const auto receipt = writer->execute(kActor, "", record_something);
        if (!receipt || !receipt->applied || counter.seen < receipt->position) ++late;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(late, 0);
  EXPECT_EQ(counter.seen, 200);
  EXPECT_FALSE(counter.out_of_order);
  EXPECT_FALSE(counter.behind);
}

TEST_F(StoreThreads, followers_stuckFollower_answersNotApplied) {
  Counter counter;
  Followers followers(path_);
  followers.add(counter);
  followers.start();
  ASSERT_TRUE(followers.wait(0, std::chrono::seconds(60)));
  auto writer = std::move(Writer::open(path_, &followers)).value();
  {
    const std::lock_guard hold(counter.gate);
    const auto receipt = writer->execute(kActor, "", record_something);
    ASSERT_TRUE(receipt);
    EXPECT_FALSE(receipt->applied);
  }
  EXPECT_TRUE(followers.wait(1, std::chrono::seconds(60)));
}

TEST_F(StoreThreads, desks_moreWorkersThanDesks_allGetOne) {
  auto pool = std::move(DeskPool::open(path_, 2)).value();
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        auto desk = pool->lease();
        if (log_position(*desk) == 0) ++done;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done, 120);
}

}  // namespace
}  // namespace diming::geo
