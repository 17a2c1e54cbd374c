#include "core/inbox/state.h"

namespace tributary {

void State::lie_over(const State& base) {
  settings = base.settings;
  conversation_count = base.conversation_count;
  customer_count = base.customer_count;
  accounts.lie_over(&base.accounts);
  numbers.lie_over(&base.numbers);
  services.lie_over(&base.services);
  templates.lie_over(&base.templates);
  saved_replies.lie_over(&base.saved_replies);
  agents.lie_over(&base.agents);
  tags.lie_over(&base.tags);
  tag_of_number.lie_over(&base.tag_of_number);
  teams.lie_over(&base.teams);
  team_of_number.lie_over(&base.team_of_number);
  contacts.lie_over(&base.contacts);
  merged.lie_over(&base.merged);
  customers.lie_over(&base.customers);
  identities.lie_over(&base.identities);
  threads.lie_over(&base.threads);
  thread_of.lie_over(&base.thread_of);
  conversations.lie_over(&base.conversations);
  snoozing.lie_over(&base.snoozing);
  waking.lie_over(&base.waking);
  notes.lie_over(&base.notes);
  notes_of_contact.lie_over(&base.notes_of_contact);
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
