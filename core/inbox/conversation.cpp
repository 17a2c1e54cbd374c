#include "core/inbox/conversation.h"

namespace tributary {

void apply(State& state, const ThreadStarted& event, const Stamp&) {
  Thread& thread = state.threads.edit(event.thread);
  thread.id = event.thread;
  thread.service = event.service;
  thread.contact = event.contact;
  state.thread_of.edit({event.service, event.contact}) = event.thread;
}

void apply(State& state, const ConversationOpened& event, const Stamp& stamp) {
  Conversation& conversation = state.conversations.edit(event.conversation);
  conversation.id = event.conversation;
  conversation.thread = event.thread;
  conversation.opened = stamp.at;
  conversation.last_activity = stamp.at;
  state.threads.edit(event.thread).latest = event.conversation;
  ++state.conversation_count;
}

}  // namespace tributary
