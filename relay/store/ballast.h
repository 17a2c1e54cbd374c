#pragma once
// A file of zeroes that holds a piece of the disk (P9): given back when the disk is full, so that what makes room
// (deleting, checkpoints) has some to work in.
#include <cstdint>
#include <string>

namespace tributary::store {

class Ballast {
 public:
  Ballast(std::string file, std::int64_t bytes);  // 0: none is ever held
  void reserve();                                 // no room: none is held
  void release();

 private:
  std::string file_;
  std::int64_t bytes_;
  bool held_ = false;
};

struct Space { std::int64_t free = 0, total = 0; };
Space space_of(const std::string& folder);        // what is left for us; zeroes when it cannot be told

}  // namespace tributary::store
