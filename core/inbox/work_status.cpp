#include "core/inbox/work_status.h"

#include "core/inbox/catalogue.h"
#include "core/inbox/snooze.h"

namespace tributary {

Decision decide(const State& state, const Resolve& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  if (conversation->status == WorkStatus::resolved) return Refusal::already_resolved;
  return Decision(Resolved{command.conversation});
}

Decision decide(const State& state, const Reopen& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  if (conversation->status == WorkStatus::open) return Refusal::already_open;
  return Decision(Reopened{command.conversation});
}

void apply(State& state, const Resolved& event, const Stamp&) {
  set_work_status(state, event.conversation, WorkStatus::resolved);
  for (SessionId id : state.conversations.edit(event.conversation).sessions) {
    const Session* session = state.sessions.find(id);
    if (!session || !is_ticking(*session)) continue;
    change_session(state, id, [](Session& open) { open.status = SessionStatus::completed; });
  }
}

void apply(State& state, const Reopened& event, const Stamp&) {
  set_work_status(state, event.conversation, WorkStatus::open);
}

}  // namespace tributary
