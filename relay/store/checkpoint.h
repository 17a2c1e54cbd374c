#pragma once
// Brings what the write-ahead log holds into the database file, on a connection of its own, so that no commit has to
// wait for it: a checkpoint of some thousand pages and its sync last as long as many rounds.
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "relay/store/database.h"

namespace tributary::store {

class Checkpointer {
 public:
  explicit Checkpointer(std::string file);  // opens nothing yet
  // One thread at a time, any but the writer's. What is committed while it runs stays in the log for the next time.
  // Answers how many pages of the log are in the file now; -1 when somebody else is at it. Throws StorageFailed. A full disk
  // loses nothing: the log still holds everything.
  int run();
  // Any thread: a run met an error that was no full disk. Its flush may have been the one that gave up bytes of a commit
  // under way, which then looks as if it had succeeded: nothing committed from now on may be believed (P1c).
  bool failed() const { return failed_; }

 private:
  std::string file_;
  std::unique_ptr<Database> database_;
  std::atomic<bool> failed_ = false;
};

// When the next checkpoint is worth its sync, and whose. Of a log that is written to all the time a part always stays, and
// the log goes on growing behind it: what counts is what came since the last time, not how long the log is. Once it is long,
// what is left is brought in by the writer itself, between two commits, so that the next one begins the log anew: soon after
// a checkpoint, and after a second one that follows at once, because the writer waits for each page of it.
class CheckpointPace {
 public:
  enum class Next : std::uint8_t { nothing, behind, here };
  CheckpointPace(int pages, int long_log) : every_(pages), long_(long_log) {}
  // `pages`: what the log holds after a commit, while no checkpoint runs. What it says is counted as begun.
  Next next(int pages);
  // One ran behind; `in_file` as Checkpointer::run() says.
  void ran(int in_file) { in_file_ = in_file; }

 private:
  int every_, long_, last_ = 0;
  int in_file_ = -1;      // after a checkpoint of a long log that has no end yet
  bool second_ = false;   // it was the one that follows at once
};

}  // namespace tributary::store
