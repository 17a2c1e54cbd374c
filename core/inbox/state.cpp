#include "core/inbox/state.h"

namespace tributary {
namespace {

// Every table, once: what lies over another state and what sinks into it can never be two different lists.
template <class One, class Other, class Each>
void pairs(One& over, Other& base, Each each) {
  each(over.accounts, base.accounts);
  each(over.numbers, base.numbers);
  each(over.services, base.services);
  each(over.templates, base.templates);
  each(over.saved_replies, base.saved_replies);
  each(over.agents, base.agents);
  each(over.tags, base.tags);
  each(over.tag_of_number, base.tag_of_number);
  each(over.teams, base.teams);
  each(over.team_of_number, base.team_of_number);
  each(over.contacts, base.contacts);
  each(over.merged, base.merged);
  each(over.customers, base.customers);
  each(over.identities, base.identities);
  each(over.threads, base.threads);
  each(over.thread_of, base.thread_of);
  each(over.conversations, base.conversations);
  each(over.snoozing, base.snoozing);
  each(over.waking, base.waking);
  each(over.notes, base.notes);
  each(over.notes_of_contact, base.notes_of_contact);
  each(over.sessions, base.sessions);
  each(over.expiring, base.expiring);
  each(over.outgoing, base.outgoing);
  each(over.outbox, base.outbox);
  each(over.ageing, base.ageing);
  each(over.calls, base.calls);
  each(over.reads, base.reads);
}

void take_values(State& into, const State& from) {
  into.settings = from.settings;
  into.conversation_count = from.conversation_count;
  into.customer_count = from.customer_count;
}

}  // namespace

void State::lie_over(const State& base) {
  take_values(*this, base);
  pairs(*this, base, [](auto& over, const auto& below) { over.lie_over(&below); });
}

void State::sink_into(State& base) {
  take_values(base, *this);
  pairs(*this, base, [](auto& over, auto& below) { over.sink_into(below); });
}

}  // namespace tributary
