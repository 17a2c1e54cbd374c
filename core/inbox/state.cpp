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

}  // namespace tributary
