#pragma once
// An open file of the system, closed with its scope. handle() is negative when it could not be opened; errno says why.
#include <fcntl.h>
#include <unistd.h>

#include <string>

namespace tributary::store {

class FileHandle {
 public:
  FileHandle(const std::string& path, int flags, mode_t mode = 0600) : handle_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~FileHandle() { if (handle_ >= 0) ::close(handle_); }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  int handle() const { return handle_; }

 private:
  int handle_;
};

}  // namespace tributary::store
