#pragma once
// Brings what the write-ahead log holds into the database file, on a connection of its own, so that no commit has to
// wait for it: a checkpoint of some thousand pages and its sync last as long as many rounds.
#include <atomic>
#include <memory>
#include <string>

#include "relay/store/database.h"

namespace tributary::store {

class Checkpointer {
 public:
  explicit Checkpointer(std::string file);  // opens nothing yet
  // One thread at a time, any but the writer's. What is committed while it runs stays in the log for the next time.
  // Throws StorageFailed. A full disk loses nothing: the log still holds everything.
  void run();
  // Any thread: a run met an error that was no full disk. Its flush may have been the one that gave up bytes of a commit
  // under way, which then looks as if it had succeeded: nothing committed from now on may be believed (P1c).
  bool failed() const { return failed_; }

 private:
  std::string file_;
  std::unique_ptr<Database> database_;
  std::atomic<bool> failed_ = false;
};

// When the next checkpoint is worth its sync. Of a log that is written to all the time a part always stays, and the log
// goes on growing behind it: what counts is what came since the last time, not how long the log is.
class CheckpointPace {
 public:
  explicit CheckpointPace(int pages) : every_(pages) {}
  // `pages`: what the log holds after a commit. True: time for a checkpoint; it is counted as begun.
  bool due(int pages);

 private:
  int every_, last_ = 0;
};

}  // namespace tributary::store
