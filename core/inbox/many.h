#pragma once
// The same change of many conversations in one command: one transaction, one frame, one answer.
#include <variant>

#include "core/inbox/assign.h"
#include "core/inbox/read_marker.h"
#include "core/inbox/snooze.h"
#include "core/inbox/tag.h"
#include "core/inbox/work_status.h"

namespace tributary {

// What to do with each; the conversation it names is not looked at. MarkRead reads everything.
using EachChange = std::variant<Assign, Resolve, Reopen, Snooze, TagConversation, UntagConversation, MarkRead>;

// The events are those of the single commands; there is none of its own. A conversation that refuses (it is resolved
// already, has its eight tags) is left as it is; when every one refuses, the last reason is the answer.
// Refused: too_many_at_once (limit), invalid_value (none named).
struct ChangeMany { std::vector<ConversationId> conversations; EachChange change; };

Decision decide(const State&, const ChangeMany&, const Stamp&);

}  // namespace tributary
