#pragma once
// Where the entries of a thread lie. Only those in view (and a little around) are measured; the others keep
// the height they had, or an estimate. The view is tied to an entry, so a better estimate above, an older
// page or a picture that arrives never moves what is being read.
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

struct ThreadItem {
  const ThreadEntry* entry = nullptr;    // exactly one of these two
  const NotSent* not_sent = nullptr;
  std::int64_t number = 0;               // in the thread (core/view/thread.h); what was not sent goes on behind
  std::uint64_t key = 0;
  bool day = false;                      // a day separator stands above
  bool first = true, last = true;        // of a run by one author
  bool fresh = false;                    // "New messages" stands above
  bool says_state = true;                // its delivery is told; within a run only where it changes
  std::string_view reaction = {};        // what the customer answered it with: an emoji on the bubble's edge
  double top = 0;
  float height = 0;
};

struct ThreadLayout {
  std::vector<ThreadItem> items;         // measured and to be drawn: what lies in view and half a view around
  double content = 0;                    // the height of all of it
  bool empty = true;
  std::uint32_t below_seen = 0;          // how many have come since the bottom was last in view
};

// The same for the page's node, the scroll's anchor and the passage.
std::uint64_t entry_key(const ThreadEntry&);

// Lays out for this view and moves state.thread as the person wants.
ThreadLayout lay_out_thread(Frame&, const Conversation&, Rect view);

}  // namespace tributary::app
