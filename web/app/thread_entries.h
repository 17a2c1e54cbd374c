#pragma once
// The loaded entries of a thread as items to lay out: brings the map of heights in step with what came and went, and
// makes items of a range. Reactions stand on the message they answer; an unread one is marked.
#include "web/app/thread_layout.h"

namespace tributary::app {

// Costs what changed since the last frame, not what is loaded.
void follow_entries(Frame&, const Conversation&, const ThreadView&);
// A reaction that stands on the message it answers has no place of its own.
bool sits_on_message(const ThreadScroll&, const ThreadEntry&);
// Items of the entries [from, to), hidden ones left out, with their runs and day separators.
std::vector<ThreadItem> items_between(Frame&, const ThreadView&, std::int64_t from, std::int64_t to);
// Items of what the relay refused, below all entries.
std::vector<ThreadItem> items_not_sent(Frame&, const Conversation&);

}  // namespace tributary::app
