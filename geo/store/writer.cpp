#include "geo/store/writer.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <future>

#include "geo/base/fault.hpp"
#include "geo/store/dialect.hpp"
#include "geo/store/schema.hpp"

namespace diming::geo {
namespace {

constexpr std::chrono::milliseconds kFollowDeadline{2'000};
constexpr std::size_t kGroupLimit = 256;  // commands under one fsync

/// An advisory lock on FILE.lock, held while this lives.
class FileLock {
 public:
  explicit FileLock(const std::string& path)
      : fd_(::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)),
        held_(fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0) {}
  ~FileLock() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  bool held() const { return held_; }

 private:
  int fd_;
  bool held_;
};

struct Outcome {
  Result<std::string> answer;
  std::int64_t position{};
};

}  // namespace

struct Writer::Job {
  Actor actor;
  std::string reason;
  Command command;
  std::promise<Outcome> done;
  std::optional<Outcome> outcome;  // of the command, before its group is durable
  std::exception_ptr fault;        // instead of an outcome
};

struct Writer::State {
  State(const std::string& path, Followers* all) : lock(path), followers(all) {}
  FileLock lock;
  Followers* followers;
  std::optional<Connection> connection;
  std::mutex mutex;
  std::condition_variable queued;
  std::deque<std::unique_ptr<Job>> queue;
  bool closing = false;
  std::thread thread;
};

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {
  state_->thread = std::thread([this] { run(); });
}

Writer::~Writer() { close(); }

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path, Followers* followers) {
  auto state = std::make_unique<State>(path, followers);
  if (!state->lock.held())
    return Error{"store.locked", "db",
                 "数据库“" + path + "”正由另一个 diming 进程使用；请先停止它。"};
  auto connection = Connection::open(path, OpenMode::write);
  if (!connection) return connection.error();
  if (const auto updated = migrate(*connection, shipped_migrations(), shipped_views()); !updated) return updated.error();
  state->connection.emplace(std::move(connection).value());
  return std::unique_ptr<Writer>(new Writer(std::move(state)));
}

void Writer::close() {
  {
    const std::lock_guard guard(state_->mutex);
    state_->closing = true;
  }
  state_->queued.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

Result<Receipt> Writer::execute(Actor actor, std::string reason, Command command) {
  auto job = std::make_unique<Job>();
  job->actor = std::move(actor);
  job->reason = std::move(reason);
  job->command = std::move(command);
  auto done = job->done.get_future();
  {
    const std::lock_guard guard(state_->mutex);
    if (state_->closing) return Error{"store.closing", "", "服务正在停止，请稍后重试。"};
    state_->queue.push_back(std::move(job));
  }
  state_->queued.notify_one();
  Outcome outcome = done.get();
  if (!outcome.answer) return outcome.answer.error();
  const bool applied = !state_->followers || state_->followers->wait(outcome.position, kFollowDeadline);
  return Receipt{std::move(outcome.answer).value(), outcome.position, applied};
}

void Writer::run() {
  for (;;) {
    std::deque<std::unique_ptr<Job>> group;
    {
      std::unique_lock lock(state_->mutex);
      state_->queued.wait(lock, [&] { return state_->closing || !state_->queue.empty(); });
      if (state_->queue.empty()) break;
      while (!state_->queue.empty() && group.size() < kGroupLimit) {
        group.push_back(std::move(state_->queue.front()));
        state_->queue.pop_front();
      }
    }
    run_group(group);
  }
  try {
    state_->connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const Fault&) {
    // a reader holds the log: the next start folds it in
  }
}

/// A refused or faulty command leaves no trace; the others of its group go on, unless SQLite gave up the transaction.
void Writer::run_command(Connection& db, Job& job) {
  db.execute("SAVEPOINT command");
  try {
    Transaction transaction(db, job.actor, job.reason);
    auto answer = job.command(transaction);
    if (!answer) db.execute("ROLLBACK TO command");
    job.outcome.emplace(Outcome{std::move(answer), transaction.position()});
  } catch (...) {
    job.fault = std::current_exception();
    if (sqlite3_get_autocommit(db.raw()) != 0) throw;
    db.execute("ROLLBACK TO command");
  }
  db.execute("RELEASE command");
}

void Writer::run_group(std::deque<std::unique_ptr<Job>>& group) {
  Connection& db = *state_->connection;
  try {
    db.execute("BEGIN IMMEDIATE");
    const auto before = sqlite3_total_changes64(db.raw());
    for (auto& job : group) {
      run_command(db, *job);
    }
    if (sqlite3_total_changes64(db.raw()) != before) db.prepare(dialect::kMarkWritten).run();
    // A commit would write pages that the refused commands touched and gave back.
    const bool any = std::ranges::any_of(group, [](const auto& job) { return job->outcome && job->outcome->answer.ok(); });
    db.execute(any ? "COMMIT" : "ROLLBACK");
  } catch (...) {
    // Nothing of the group is durable. SQLite may have rolled back by itself (disk full, I/O error).
    if (sqlite3_get_autocommit(db.raw()) == 0) db.execute("ROLLBACK");
    for (auto& job : group) job->done.set_exception(job->fault ? job->fault : std::current_exception());
    return;
  }
  if (state_->followers) state_->followers->notify(log_position(db));
  for (auto& job : group) {
    if (job->fault)
      job->done.set_exception(job->fault);
    else
      job->done.set_value(std::move(*job->outcome));
  }
}

}  // namespace diming::geo
