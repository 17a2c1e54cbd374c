#include <algorithm>

#include "core/engine/engine.h"

namespace tributary {
namespace {

// Each is one sentence that is never true of a sound state, and the function that looks for it.
struct Invariant { const char* name; bool (*broken)(const State&); };

template <class Table, class F>
bool any(const Table& table, F&& wrong) {
  return !table.visit([&](const auto& key, const auto& row) { return !wrong(key, row); });
}

template <class Table>
bool misfiled(const Table& table) {
  return any(table, [](const auto& key, const auto& row) { return !key || row.id != key; });
}

bool something_misfiled(const State& s) {
  return misfiled(s.accounts) || misfiled(s.numbers) || misfiled(s.services) || misfiled(s.templates) || misfiled(s.agents) ||
         misfiled(s.tags) || misfiled(s.teams) || misfiled(s.notes) || misfiled(s.snoozing) || misfiled(s.saved_replies) || misfiled(s.customers) ||
         misfiled(s.contacts) || misfiled(s.identities) || misfiled(s.threads) || misfiled(s.conversations) ||
         misfiled(s.sessions) || misfiled(s.outgoing) || misfiled(s.calls);
}

bool number_without_home(const State& s) {
  return any(s.numbers, [&](const auto&, const Number& n) { return !s.services.find(n.service) || !s.accounts.find(n.account); });
}

bool identity_of_nobody(const State& s) {
  return any(s.identities, [&](const auto& id, const Identity& i) {
    const Contact* contact = s.contacts.find(i.contact);
    return !contact || std::count(contact->identities.begin(), contact->identities.end(), id) != 1;
  });
}

bool contact_lists_a_stranger(const State& s) {
  return any(s.contacts, [&](const auto& id, const Contact& c) {
    return std::any_of(c.identities.begin(), c.identities.end(), [&](IdentityId i) {
      const Identity* identity = s.identities.find(i);
      return !identity || identity->contact != id;
    });
  });
}

bool opted_out_twice(const State& s) {
  return any(s.identities, [](const auto&, const Identity& i) {
    return std::any_of(i.opted_out.begin(), i.opted_out.end(),
                       [&](NumberId n) { return std::count(i.opted_out.begin(), i.opted_out.end(), n) != 1; });
  });
}

bool thread_of_nobody(const State& s) {
  return any(s.threads, [&](const auto&, const Thread& t) { return !s.contacts.find(t.contact) || !s.services.find(t.service); });
}

bool two_threads_for_one_contact(const State& s) {
  std::size_t threads = 0, keys = 0;
  s.threads.for_each([&](const auto&, const auto&) { ++threads; });
  const bool wrong = any(s.thread_of, [&](const ThreadKey& key, ThreadId id) {
    ++keys;
    const Thread* thread = s.threads.find(id);
    return !thread || thread->service != key.first || thread->contact != key.second;
  });
  return wrong || threads != keys;
}

bool thread_shows_another_conversation(const State& s) {
  return any(s.threads, [&](const auto& id, const Thread& t) {
    const Conversation* latest = s.conversations.find(t.latest);
    return !latest || latest->thread != id;
  });
}

bool conversation_without_thread(const State& s) {
  return any(s.conversations, [&](const auto&, const Conversation& c) { return !s.threads.find(c.thread); });
}

bool miscounted_conversations(const State& s) {
  std::uint32_t count = 0;
  s.conversations.for_each([&](const auto&, const auto&) { ++count; });
  return count != s.conversation_count;
}

bool more_inbound_than_messages(const State& s) {
  return any(s.conversations, [](const auto&, const Conversation& c) { return c.inbound > c.messages; });
}

bool message_from_nowhere(const State& s) {
  return any(s.conversations, [&](const auto&, const Conversation& c) {
    return c.messages > 0 && (!c.last_message || !s.numbers.find(c.number) || !s.identities.find(c.identity));
  });
}

// Whoever wrote last may have been set apart since; it is the answer that must not go to them.
bool answer_to_a_stranger(const State& s) {
  const auto goes_astray = [&](const Conversation& c, SessionId session) {
    const Result<Target> target = target_of(s, c.id, session, {}, {});
    return target && is_set_apart(s, c.thread, target->identity);
  };
  return any(s.conversations, [&](const auto&, const Conversation& c) {
    return goes_astray(c, {}) || std::any_of(c.sessions.begin(), c.sessions.end(), [&](SessionId session) { return session && goes_astray(c, session); });
  });
}

bool assigned_to_a_stranger(const State& s) {
  return any(s.conversations, [&](const auto&, const Conversation& c) { return c.assignee && !s.agents.find(c.assignee); });
}

bool foreign_current_session(const State& s) {
  return any(s.conversations, [&](const auto& id, const Conversation& c) {
    for (std::size_t channel = 0; channel < c.sessions.size(); ++channel) {
      if (!c.sessions[channel]) continue;
      const Session* session = s.sessions.find(c.sessions[channel]);
      if (!session || session->conversation != id || static_cast<std::size_t>(session->channel) != channel) return true;
    }
    return false;
  });
}

bool forgotten_open_session(const State& s) {
  return any(s.sessions, [&](const auto& id, const Session& session) {
    const Conversation* c = s.conversations.find(session.conversation);
    if (!c) return true;
    return is_ticking(session) && c->sessions[static_cast<std::size_t>(session.channel)] != id;
  });
}

bool expiry_out_of_step(const State& s) {
  std::size_t ticking = 0, waiting = 0;
  s.sessions.for_each([&](const auto&, const Session& session) { ticking += is_ticking(session); });
  const bool wrong = any(s.expiring, [&](const auto& key, const Unit&) {
    ++waiting;
    const Session* session = s.sessions.find(key.second);
    return !session || !is_ticking(*session) || session->expires != key.first;
  });
  return wrong || ticking != waiting;
}

bool session_window_missed(const State& s) {
  return any(s.sessions, [](const auto&, const Session& session) {
    return session.expires <= (session.last_inbound.ms ? session.last_inbound : session.opened);
  });
}

bool reply_without_place(const State& s) {
  return any(s.outgoing, [&](const auto&, const Outgoing& o) {
    const Session* session = s.sessions.find(o.session);
    return !s.conversations.find(o.conversation) || !session || session->conversation != o.conversation;
  });
}

bool read_reply_still_waiting(const State& s) {
  return any(s.outgoing, [](const auto&, const Outgoing& o) { return is_over(o.status, o.channel); });
}

bool sending_without_attempt(const State& s) {
  return any(s.outgoing, [](const auto&, const Outgoing& o) { return o.status == Delivery::sending && o.attempts == 0; });
}

bool replies_out_of_order(const State& s) {
  return any(s.outgoing, [&](const auto&, const Outgoing& o) {
    const Conversation* c = s.conversations.find(o.conversation);
    return c && (o.position == 0 || o.position > c->messages);
  });
}

bool outbox_out_of_step(const State& s) {
  std::size_t unsettled = 0, listed = 0;
  s.outgoing.for_each([&](const auto&, const Outgoing& o) { unsettled += o.status <= Delivery::unknown; });
  const bool wrong = any(s.outbox, [&](const auto& key, MessageId id) {
    ++listed;
    const Outgoing* o = s.outgoing.find(id);
    return !o || o->status > Delivery::unknown || o->conversation != key.first || o->position != key.second;
  });
  return wrong || unsettled != listed;
}

bool ageing_out_of_step(const State& s) {
  std::size_t aging = 0, listed = 0;
  s.outgoing.for_each([&](const auto&, const Outgoing& o) { aging += may_age(o.status, o.channel); });
  const bool wrong = any(s.ageing, [&](const auto& key, const Unit&) {
    ++listed;
    const Outgoing* o = s.outgoing.find(key.second);
    return !o || !may_age(o->status, o->channel) || o->changed != key.first;
  });
  return wrong || aging != listed;
}

// Who still holds a message says itself what became of it.
bool failure_said_twice(const State& s) {
  return any(s.conversations, [&](const auto&, const Conversation& c) { return c.failed && (c.last_direction != Direction::out || s.outgoing.find(c.last_message)); });
}

bool call_without_place(const State& s) {
  return any(s.calls, [&](const auto&, const Call& c) { return c.conversation && !s.conversations.find(c.conversation); });
}

bool read_the_future(const State& s) {
  return any(s.reads, [&](const auto& key, std::uint32_t count) {
    const Conversation* c = s.conversations.find(key.second);
    return !c || count == 0 || count > c->inbound;
  });
}

bool numbered_twice(const State& s) {
  const auto wrong = [](const auto& table, const auto& numbers) {
    return any(table, [&](const auto& id, const auto& row) {
      const auto* holder = numbers.find(row.number);
      return row.number == 0 || !holder || *holder != id;
    });
  };
  return wrong(s.tags, s.tag_of_number) || wrong(s.teams, s.team_of_number);
}

bool tagged_with_nothing(const State& s) {
  return any(s.conversations, [&](const auto&, const Conversation& c) {
    bool ended = false;
    for (std::size_t i = 0; i < c.tags.size(); ++i) {
      if (c.tags[i] == 0) ended = true;
      else if (ended || !s.tag_of_number.find(c.tags[i]) || std::count(c.tags.begin(), c.tags.end(), c.tags[i]) != 1) return true;
    }
    return c.team != 0 && !s.team_of_number.find(c.team);
  });
}

bool snooze_out_of_step(const State& s) {
  std::size_t snoozed = 0, listed = 0, waiting = 0;
  s.conversations.for_each([&](const auto&, const Conversation& c) { snoozed += c.status == WorkStatus::snoozed; });
  s.snoozing.for_each([&](const auto&, const auto&) { ++listed; });
  const bool wrong = any(s.waking, [&](const auto& key, const Unit&) {
    ++waiting;
    const Snoozing* known = s.snoozing.find(key.second);
    const Conversation* c = s.conversations.find(key.second);
    return !known || known->until != key.first || !c || c->status != WorkStatus::snoozed;
  });
  return wrong || snoozed != listed || listed != waiting;
}

bool note_of_nothing(const State& s) {
  std::size_t of_contacts = 0, listed = 0;
  s.notes_of_contact.for_each([&](const auto&, const auto&) { ++listed; });
  const bool wrong = any(s.notes, [&](const auto& id, const Note& n) {
    of_contacts += n.contact ? 1 : 0;
    if (n.contact && !s.notes_of_contact.find({n.contact, id})) return true;
    return n.conversation ? !s.conversations.find(n.conversation) : !s.contacts.find(n.contact);
  });
  return wrong || of_contacts != listed;
}

bool merged_astray(const State& s) {
  std::size_t merged = 0, listed = 0;
  s.merged.for_each([&](const auto&, const auto&) { ++listed; });
  const bool wrong = any(s.contacts, [&](const auto& id, const Contact& c) {
    if (c.customer && !s.customers.find(c.customer)) return true;
    if (!c.merged_into) return false;
    ++merged;
    const Contact* root = s.contacts.find(root_contact(s, id));
    return !root || root->merged_into || !s.merged.find({c.merged_into, id});
  });
  return wrong || merged != listed;
}

bool held_without_time(const State& s) {
  return any(s.outgoing, [](const auto&, const Outgoing& o) { return o.held && (o.status != Delivery::queued || o.not_before.ms == 0); });
}

bool team_of_strangers(const State& s) {
  return any(s.teams, [&](const auto&, const Team& t) {
    return std::any_of(t.members.begin(), t.members.end(), [&](AgentId agent) { return !s.agents.find(agent); });
  });
}

constexpr Invariant invariants[] = {
    {"something is filed under an id that is not its own", something_misfiled},
    {"a number has no service or no account", number_without_home},
    {"an identity belongs to nobody, or is listed twice", identity_of_nobody},
    {"a contact lists an identity that is another's", contact_lists_a_stranger},
    {"an identity has opted out of the same number twice", opted_out_twice},
    {"a thread has no contact or no service", thread_of_nobody},
    {"a contact and service have not exactly one thread", two_threads_for_one_contact},
    {"a thread's latest conversation is not its own", thread_shows_another_conversation},
    {"a conversation has no thread", conversation_without_thread},
    {"the count of conversations is wrong", miscounted_conversations},
    {"more messages came in than there are messages", more_inbound_than_messages},
    {"a conversation with messages has no number or identity to answer", message_from_nowhere},
    {"an answer would go to somebody who was set apart from the conversation's person", answer_to_a_stranger},
    {"a conversation is assigned to somebody who is no agent", assigned_to_a_stranger},
    {"a conversation's current session is another's or of another channel", foreign_current_session},
    {"a session is open but not its conversation's current one", forgotten_open_session},
    {"the sessions waiting for their end are not the open ones", expiry_out_of_step},
    {"a session ends before its window began", session_window_missed},
    {"a reply has no conversation or a foreign session", reply_without_place},
    {"a reply of which nothing more can be heard still waits in the outbox", read_reply_still_waiting},
    {"a reply is being sent without an attempt", sending_without_attempt},
    {"a reply has a place its conversation does not have", replies_out_of_order},
    {"the order of going out is not that of the unsettled replies", outbox_out_of_step},
    {"the replies that age are not those that are out of our hands", ageing_out_of_step},
    {"a conversation says that its last message failed, and somebody wrote since or the outbox holds it", failure_said_twice},
    {"a call belongs to a conversation that is not there", call_without_place},
    {"a tag or a team has another's number, or none", numbered_twice},
    {"a conversation has a tag twice, a gap in its tags, or one that is not there", tagged_with_nothing},
    {"the conversations waiting to wake are not the snoozed ones", snooze_out_of_step},
    {"a note is about nothing, or a contact's notes are not listed", note_of_nothing},
    {"a merged contact leads in a circle or is not listed, or a customer record is not there", merged_astray},
    {"a reply is held back without a time", held_without_time},
    {"a team has a member who is no agent", team_of_strangers},
    {"an agent has read more than has come in", read_the_future},
};

}  // namespace

const char* broken_invariant(const State& state) {
  for (const Invariant& invariant : invariants)
    if (invariant.broken(state)) return invariant.name;
  return nullptr;
}

}  // namespace tributary
