#pragma once
// One process per folder: a second one gets a sentence instead of a damaged file. The lock ends with the process.
#include <string>

namespace tributary::store {

class FolderLock {
 public:
  // Makes the folder (0700) when it is absent. Throws StorageFailed when another process, or another opener in
  // this one, has it.
  explicit FolderLock(const std::string& folder, const std::string& name);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_ = -1;
};

void make_private_folder(const std::string& folder);  // with its parents, and durable; throws StorageFailed
void sync_folder(const std::string& folder);          // a rename is durable only after this

}  // namespace tributary::store
