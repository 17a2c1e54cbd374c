#include "core/inbox/sending.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/arrival.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/snooze.h"
#include "core/inbox/work_status.h"

namespace tributary {
namespace {

bool reaches(Channel channel, IdentityKind kind) {
  if (kind == IdentityKind::phone) return true;
  return channel == Channel::whatsapp ? kind == IdentityKind::whatsapp || kind == IdentityKind::business_scoped : kind == IdentityKind::short_code;
}

// While two contacts were merged, one may have written last in the other's conversation. Once they are set apart again, what
// is written there goes to the person whose conversation it is: to the address of their own that was bound last.
Result<Target> to_their_own(const State& state, Target target) {
  if (!is_set_apart(state, target.conversation->thread, target.identity)) return target;
  const Thread* thread = state.threads.find(target.conversation->thread);
  const Contact* contact = state.contacts.find(thread->contact);
  if (!contact) return Refused(Refusal::no_channel);
  const auto own = std::find_if(contact->identities.rbegin(), contact->identities.rend(), [&](IdentityId id) {
    const Identity* identity = state.identities.find(id);
    return identity && reaches(target.channel, identity->kind);
  });
  if (own == contact->identities.rend()) return Refused(Refusal::no_channel);
  target.identity = *own;
  return target;
}

// A named session that is over is no target: the answer tells which one is current instead.
Result<Target> target_in_session(const State& state, Target target, const Session& session, Instant now) {
  const Session* current = current_session(state, *target.conversation, session.channel);
  if (&session != current || session.status == SessionStatus::expired || now >= session.expires) {
    Refused refused(Refusal::session_expired);
    if (current && !is_over(*current, now)) refused.current = current->id;
    return refused;
  }
  target.channel = session.channel;
  target.number = session.number;
  target.identity = session.identity;
  target.named = session.id;
  return to_their_own(state, target);
}

// Another address of the same person, from a number of the same service.
Result<Target> target_elsewhere(const State& state, Target target, const SendOptions& how) {
  const Number* number = state.numbers.find(how.number);
  if (!number) return Refused(Refusal::unknown_number);
  const Identity* identity = state.identities.find(how.identity);
  const Thread* thread = state.threads.find(target.conversation->thread);
  const bool same_person = identity && thread && root_contact(state, identity->contact) == root_contact(state, thread->contact);
  if (!same_person || !reaches(number->channel, identity->kind)) return Refused(Refusal::no_channel);
  target.channel = number->channel;
  target.number = how.number;
  target.identity = how.identity;
  return target;
}

SessionId session_of(const State& state, const Target& target, const Stamp& stamp, Events& made) {
  if (target.named) return target.named;
  const SessionOpened fresh{derive<SessionId>(stamp.cause, "session"), target.conversation->id, target.number,
                            target.identity, target.channel, false};
  return session_for(state, fresh, stamp, made);
}

bool claims(const State& state, const Conversation& conversation, const Stamp& stamp) {
  return state.settings.first_reply_claims && stamp.actor.kind == ActorKind::agent && !conversation.assignee &&
         state.agents.find(stamp.actor.agent);
}

// How many messages this author has not seen. Their own, sent a moment ago and not confirmed to them yet, do not count.
std::uint32_t unseen(const State& state, const Conversation& conversation, std::uint32_t seen, AgentId author) {
  if (conversation.messages <= seen) return 0;
  std::uint32_t newer = conversation.messages - seen;
  const std::pair<ConversationId, std::uint32_t> first{conversation.id, seen + 1};
  state.outbox.visit([&](const auto& key, MessageId id) {
    if (key.first != conversation.id) return false;
    const Outgoing* mine = state.outgoing.find(id);
    if (mine && mine->author == author && newer > 0) --newer;
    return true;
  }, &first);
  return newer;
}

// A colleague may have resolved it since, or the time has passed while nobody was connected: no reason to stop the message.
void put_what_follows(const State& state, const SendOptions& how, ConversationId id, const Stamp& stamp, Events& events) {
  if (!how.then_resolve && how.then_snooze.ms == 0) return;
  const Decision follows = how.then_resolve ? decide(state, Resolve{id}, stamp) : decide(state, Snooze{id, how.then_snooze}, stamp);
  if (follows) events.insert(events.end(), follows->events.begin(), follows->events.end());
}

}  // namespace

Result<Target> target_of(const State& state, ConversationId conversation, SessionId session_id, const SendOptions& how, Instant now) {
  Target target;
  const Session* session = state.sessions.find(session_id);
  if (session_id && !session) return Refused(Refusal::unknown_session);
  if (session && conversation && session->conversation != conversation) return Refused(Refusal::unknown_session);
  target.conversation = state.conversations.find(session ? session->conversation : conversation);
  if (!target.conversation) return Refused(Refusal::unknown_conversation);
  if (session) return target_in_session(state, target, *session, now);
  if (how.number || how.identity) return target_elsewhere(state, target, how);
  if (target.conversation->messages == 0) return Refused(Refusal::no_channel);
  target.channel = target.conversation->channel;
  target.number = target.conversation->number;
  target.identity = target.conversation->identity;
  return to_their_own(state, target);
}

std::optional<Refused> wrong_with_text(std::string_view text) {
  if (!valid_utf8(text)) return Refused(Refusal::invalid_value);
  if (blank(text)) return Refused(Refusal::empty_message);
  if (code_points(text) <= static_cast<std::size_t>(limits::message_characters_max)) return {};
  Refused refused(Refusal::message_too_long);
  refused.limit = limits::message_characters_max;
  return refused;
}

std::optional<Refused> wrong_with_options(const State& state, const Target& target, const SendOptions& how, const Stamp& stamp) {
  if (how.not_before.ms - stamp.at.ms > limits::send_later_ms_max) return Refused(Refusal::date_too_far);
  if (!how.seen || how.anyway) return {};
  const std::uint32_t newer = unseen(state, *target.conversation, *how.seen, stamp.actor.agent);
  if (newer == 0) return {};
  Refused refused(Refusal::stale);
  refused.limit = newer;
  return refused;
}

Result<Outcome> queue_message(const State& state, const Target& target, const SendOptions& how, MessageBody body, const Stamp& stamp) {
  const Conversation& conversation = *target.conversation;
  const auto message = same_bits<MessageId>(stamp.cause);
  if (state.outgoing.find(message) || conversation.last_message == message) return Refused(Refusal::id_conflict);
  Outcome outcome;
  const SessionId session = session_of(state, target, stamp, outcome.events);
  outcome.events.push_back(ReplyQueued{message, conversation.id, session, target.number, target.identity, target.channel, conversation.messages + 1});
  if (how.not_before > stamp.at) outcome.events.push_back(SendHeld{message, conversation.id, how.not_before});
  if (claims(state, conversation, stamp)) outcome.events.push_back(Assigned{conversation.id, stamp.actor.agent});
  put_what_follows(state, how, conversation.id, stamp, outcome.events);
  body.id = message;
  outcome.contents.push_back(std::move(body));
  return outcome;
}

void apply(State& state, const SendHeld& event, const Stamp&) {
  Outgoing& message = state.outgoing.edit(event.message);
  message.not_before = event.not_before;
  message.held = true;
}

}  // namespace tributary
