#include "core/inbox/reply.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/arrival.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

struct Target {
  const Conversation* conversation = nullptr;
  Channel channel = Channel::sms;
  NumberId number;
  IdentityId identity;
  SessionId named;
};

// A named session that is over is no target: the answer tells which one is current instead (decisions.md 20).
Result<Target> target_of(const State& state, const SendReply& command, Instant now) {
  Target target;
  const Session* session = state.sessions.find(command.session);
  if (command.session && !session) return Refused(Refusal::unknown_session);
  if (session && command.conversation && session->conversation != command.conversation) return Refused(Refusal::unknown_session);
  target.conversation = state.conversations.find(session ? session->conversation : command.conversation);
  if (!target.conversation) return Refused(Refusal::unknown_conversation);
  if (!session) {
    target.channel = target.conversation->channel;
    target.number = target.conversation->number;
    target.identity = target.conversation->identity;
    return target;
  }
  const Session* current = current_session(state, *target.conversation, session->channel);
  if (session != current || session->status == SessionStatus::expired || now >= session->expires) {
    Refused refused(Refusal::session_expired);
    if (current && !is_over(*current, now)) refused.current = current->id;
    return refused;
  }
  target.channel = session->channel;
  target.number = session->number;
  target.identity = session->identity;
  target.named = session->id;
  return target;
}

std::optional<Refused> wrong_with(std::string_view text) {
  if (!valid_utf8(text)) return Refused(Refusal::invalid_value);
  if (blank(text)) return Refused(Refusal::empty_message);
  if (code_points(text) <= static_cast<std::size_t>(limits::message_characters_max)) return {};
  Refused refused(Refusal::message_too_long);
  refused.limit = limits::message_characters_max;
  return refused;
}

// A conversation that was resolved keeps its completed session until the window is over: a parting word
// belongs to what it ends.
SessionId session_of(const State& state, const Target& target, const Stamp& stamp, Events& made) {
  if (target.named) return target.named;
  const Session* current = current_session(state, *target.conversation, target.channel);
  if (current && current->status == SessionStatus::completed && stamp.at < current->expires) return current->id;
  const SessionOpened fresh{derive<SessionId>(stamp.cause, "session"), target.conversation->id, target.number,
                            target.identity, target.channel, false};
  return session_for(state, fresh, stamp, made);
}

bool claims(const State& state, const Conversation& conversation, const Stamp& stamp) {
  return state.settings.first_reply_claims && stamp.actor.kind == ActorKind::agent && !conversation.assignee &&
         state.agents.find(stamp.actor.agent);
}

}  // namespace

std::optional<Refused> why_not_sendable(const State& state, const Conversation& conversation, Channel channel,
                                        NumberId number_id, IdentityId identity_id, Instant now) {
  if (channel == Channel::voice) return Refused(Refusal::no_channel);
  const Number* number = state.numbers.find(number_id);
  const Thread* thread = state.threads.find(conversation.thread);
  if (!number || !thread || number->service != thread->service) return Refused(Refusal::number_detached);
  const Identity* identity = state.identities.find(identity_id);
  if (identity && std::find(identity->opted_out.begin(), identity->opted_out.end(), number_id) != identity->opted_out.end())
    return Refused(Refusal::opted_out);
  if (channel != Channel::whatsapp) return {};
  const Session* session = current_session(state, conversation, Channel::whatsapp);
  const Instant heard = session ? session->last_inbound : conversation.last_inbound;
  const Instant closes = heard + state.settings.whatsapp_window_ms;
  if (now < closes) return {};
  Refused refused(Refusal::whatsapp_window_closed);
  refused.since = closes;
  return refused;
}

Decision decide(const State& state, const SendReply& command, const Stamp& stamp) {
  if (auto wrong = wrong_with(command.text)) return *wrong;
  TRY(target, target_of(state, command, stamp.at));
  const Conversation& conversation = *target.conversation;
  const auto message = same_bits<MessageId>(stamp.cause);
  if (state.outgoing.find(message) || conversation.last_message == message) return Refusal::id_conflict;
  if (conversation.messages == 0) return Refusal::no_channel;
  if (auto why = why_not_sendable(state, conversation, target.channel, target.number, target.identity, stamp.at)) return *why;
  Outcome outcome;
  const SessionId session = session_of(state, target, stamp, outcome.events);
  outcome.events.push_back(ReplyQueued{message, conversation.id, session, target.number, target.identity, target.channel});
  if (claims(state, conversation, stamp)) outcome.events.push_back(Assigned{conversation.id, stamp.actor.agent});
  MessageBody body;
  body.id = message;
  body.text = command.text;
  outcome.contents.push_back(std::move(body));
  return outcome;
}

void apply(State& state, const ReplyQueued& event, const Stamp& stamp) {
  Conversation& conversation = state.conversations.edit(event.conversation);
  conversation.channel = event.channel;
  conversation.number = event.number;
  conversation.identity = event.identity;
  conversation.last_activity = stamp.at;
  conversation.last_message = event.message;
  conversation.last_direction = Direction::out;
  ++conversation.messages;
  change_session(state, event.session, [](Session& session) { session.status = SessionStatus::waiting_reply; });
  Outgoing& message = state.outgoing.edit(event.message);
  message.id = event.message;
  message.conversation = event.conversation;
  message.session = event.session;
  message.number = event.number;
  message.identity = event.identity;
  message.position = conversation.messages;
  message.queued = stamp.at;
  message.changed = stamp.at;
  state.outbox.edit({event.conversation, message.position}) = event.message;
}

}  // namespace tributary
