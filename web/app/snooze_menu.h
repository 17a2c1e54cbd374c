#pragma once
// Put away until when: the five choices of D35 in the agent's own time zone, a date of one's own, and back.
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

struct MenuItem { std::string_view name, icon, detail; Intent intent; bool current = false; };
std::vector<MenuItem> snooze_items(Frame&, const Conversation&);

// "14:02" today, "23 Nov, 09:00" on another day.
std::string_view when_words(Frame&, Instant);
// Snoozes, and offers to take it back.
intent::Do snooze_until(Frame&, const Conversation&, Instant);

}  // namespace tributary::app
