#include "relay/store/checkpoint.h"

#include <sqlite3.h>

#include <utility>

namespace tributary::store {

Checkpointer::Checkpointer(std::string file) : file_(std::move(file)) {}

int Checkpointer::run() {
  if (!database_) {
    database_ = std::make_unique<Database>(file_);
    // Whether what the log holds may still be trusted, the writer knows when it closes the file, and nobody here.
    sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  int pages = 0, in_file = -1;
  const int code = sqlite3_wal_checkpoint_v2(database_->handle(), "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &in_file);
  if (code == SQLITE_OK) return in_file;
  if ((code & 0xff) == SQLITE_BUSY) return -1;  // the writer is at a checkpoint of its own
  failed_ = !is_disk_full(code);
  database_->fail(code);
}

CheckpointPace::Next CheckpointPace::next(int pages) {
  if (pages < last_) last_ = pages, in_file_ = -1, second_ = false;  // shorter than before: the log began again
  if (in_file_ >= 0 && pages >= long_) {
    const bool much = pages - std::exchange(in_file_, -1) > every_ / 8;
    second_ = much && !second_;
    last_ = pages;
    return second_ ? Next::behind : Next::here;
  }
  in_file_ = -1;
  if (pages - last_ < every_) return Next::nothing;
  last_ = pages;
  second_ = false;
  return Next::behind;
}

}  // namespace tributary::store
