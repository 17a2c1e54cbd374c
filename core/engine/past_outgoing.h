#pragma once
// What stood in the outbox of a message that was let go of (core/inbox/ageing.h), read from the log again.
#include <optional>
#include <vector>

#include "core/inbox/line.h"

namespace tributary {

// The log, as far as a story is looked for in it; what was decided a moment ago included.
class LogReader {
 public:
  virtual ~LogReader() = default;
  virtual std::vector<Line> of_message(MessageId) const = 0;  // all that was said of it, ascending
  // Asked only of what was queued before its line said which message of its conversation it is, and of no more than 100 pages:
  // under more than that an old message stays as it is.
  // Some lines of a thread before `before` (0: the newest), ascending; none: there are no more.
  virtual std::vector<Line> of_thread(ThreadId, std::uint64_t before) const = 0;
};

// What the host submits before a command that speaks of a message, when the outbox has let go of it and the command
// could change something about it: a status that moves it, a person who sends the failed one again. Nothing otherwise,
// and the log is not asked while the outbox holds the message.
std::optional<TakeUp> story_to_take_up(const State&, const Command&, const LogReader&);

}  // namespace tributary
