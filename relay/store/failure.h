#pragma once
// The disk or the file let us down. Constraint violations are values, never this.
#include <cerrno>
#include <stdexcept>
#include <string>

namespace tributary::store {

// Written by hand for the operator. After one of these from a writer the process stops taking writes (P1c).
class StorageFailed : public std::runtime_error {
 public:
  StorageFailed(const std::string& sentence, bool disk_full) : std::runtime_error(sentence), disk_full_(disk_full) {}
  bool disk_full() const { return disk_full_; }

 private:
  bool disk_full_;
};

// Too many files and sockets are open, here or on the whole machine: nothing is wrong with the disk, and a later attempt may do.
class OutOfHandles : public StorageFailed {
 public:
  explicit OutOfHandles(const std::string& sentence) : StorageFailed(sentence, false) {}
  static bool is(int error) { return error == EMFILE || error == ENFILE; }
};

// Whoever was writing broke off in the middle, so nothing of the turn is kept. The disk is well, and the next turn may do.
class TurnUndone : public StorageFailed {
 public:
  explicit TurnUndone(const std::string& sentence) : StorageFailed(sentence, false) {}
};

// A copy could not be made. The file it was to be a copy of is not concerned, and nobody needs to stop.
class BackupFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tributary::store
