#include "core/inbox/state.h"

namespace tributary {

void State::lie_over(const State& base) {
  settings = base.settings;
  conversation_count = base.conversation_count;
  accounts.lie_over(&base.accounts);
  numbers.lie_over(&base.numbers);
  services.lie_over(&base.services);
  templates.lie_over(&base.templates);
  agents.lie_over(&base.agents);
  contacts.lie_over(&base.contacts);
  identities.lie_over(&base.identities);
  threads.lie_over(&base.threads);
  thread_of.lie_over(&base.thread_of);
  conversations.lie_over(&base.conversations);
  sessions.lie_over(&base.sessions);
  expiring.lie_over(&base.expiring);
  outgoing.lie_over(&base.outgoing);
  outbox.lie_over(&base.outbox);
  calls.lie_over(&base.calls);
  reads.lie_over(&base.reads);
}

void State::sink_into(State& base) {
  base.settings = settings;
  base.conversation_count = conversation_count;
  accounts.sink_into(base.accounts);
  numbers.sink_into(base.numbers);
  services.sink_into(base.services);
  templates.sink_into(base.templates);
  agents.sink_into(base.agents);
  contacts.sink_into(base.contacts);
  identities.sink_into(base.identities);
  threads.sink_into(base.threads);
  thread_of.sink_into(base.thread_of);
  conversations.sink_into(base.conversations);
  sessions.sink_into(base.sessions);
  expiring.sink_into(base.expiring);
  outgoing.sink_into(base.outgoing);
  outbox.sink_into(base.outbox);
  calls.sink_into(base.calls);
  reads.sink_into(base.reads);
}

}  // namespace tributary
