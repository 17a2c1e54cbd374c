#pragma once
// Put away until when: the five choices of D35 in the agent's own time zone, a date of one's own, and back.
#include <array>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

struct MenuItem { std::string_view name, icon, detail; Intent intent; bool current = false; };
std::vector<MenuItem> snooze_items(Frame&, const Conversation&);

// The five choices: what each is called and when it ends. "Tomorrow 9:00 AM" where clocks say it like that, else "Tomorrow 09:00".
struct NamedTime { std::string_view name; Instant at; };
std::array<NamedTime, 5> named_snooze_choices(Frame&);

// "14:02" today, "23 Nov, 09:00" on another day.
std::string_view when_words(Frame&, Instant);
// Snoozes, and says until when.
intent::Do snooze_until(Frame&, const Conversation&, Instant);

}  // namespace tributary::app
