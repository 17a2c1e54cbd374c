#pragma once
// The folders in which ContentFiles keeps its files: one per first two digits, which keeps them small. A flush of a folder
// that failed gives up every name in it that was not on the disk yet, whoever made it, and the next flush says that all is
// well (P1c). So names wait for their flush one at a time, bytes beside each other. And a shelf is trusted for the file that
// lies on it, which came only after the shelf's own flush; that it is there says nothing.
#include <mutex>
#include <string>
#include <utility>

namespace tributary::store {

class Shelves {
 public:
  explicit Shelves(std::string folder) : folder_(std::move(folder)) {}
  // Gives a file beside the shelves, whole and flushed, its name, durably; what had the name goes. Any thread, never the
  // loop: it waits for the disk and for whoever else does. Throws StorageFailed.
  void take(const std::string& part, const std::string& hash);

 private:
  std::string folder_;
  std::mutex one_at_a_time_;
};

}  // namespace tributary::store
