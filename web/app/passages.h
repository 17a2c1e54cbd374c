#pragma once
// Tells the page what was written in the open thread, messages and private notes: everything that is loaded, drawn or not,
// so that the browser's own search finds it and copying gives it back as it was written.
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

class Passages {
 public:
  // Once per frame; does nothing while the thread is the same.
  void look(Frame&);

 private:
  struct Seen { ThreadId thread; std::uint64_t version = 0; std::size_t not_sent = 0; std::uint64_t names = 0; bool operator==(const Seen&) const = default; };
  Seen seen_;
  std::vector<std::uint64_t> told_;  // what the page has, in order: ids; of notes with their words
};

}  // namespace tributary::app
