#include "relay/store/checkpoint.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace tributary::store {

Checkpointer::Checkpointer(std::string file) : file_(std::move(file)) {}

void Checkpointer::run() {
  if (!database_) {
    database_ = std::make_unique<Database>(file_);
    // Whether what the log holds may still be trusted, the writer knows when it closes the file, and nobody here.
    sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  const int code = sqlite3_wal_checkpoint_v2(database_->handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  // Busy: the writer is at a checkpoint of its own.
  if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) return;
  failed_ = !is_disk_full(code);
  database_->fail(code);
}

bool CheckpointPace::due(int pages) {
  last_ = std::min(last_, pages);  // shorter than before: the log began again
  if (pages - last_ < every_) return false;
  last_ = pages;
  return true;
}

}  // namespace tributary::store
