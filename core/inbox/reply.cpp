#include "core/inbox/reply.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/sendable.h"

namespace tributary {

std::optional<Refused> why_not_sendable(const State& state, const Conversation& conversation, Channel channel,
                                        NumberId number_id, IdentityId identity_id, Instant now, Wording wording, ServiceId service) {
  if (channel == Channel::voice) return Refused(Refusal::no_channel);
  const Number* number = state.numbers.find(number_id);
  const Thread* thread = state.threads.find(conversation.thread);
  if (thread) service = thread->service;
  if (!number || !service || number->service != service) return Refused(Refusal::number_detached);
  if (is_set_apart(state, conversation.thread, identity_id)) return Refused(Refusal::no_channel);
  const Identity* identity = state.identities.find(identity_id);
  if (identity && std::find(identity->opted_out.begin(), identity->opted_out.end(), number_id) != identity->opted_out.end())
    return Refused(Refusal::opted_out);
  if (channel != Channel::whatsapp || wording == Wording::approved) return {};
  const Instant closes = whatsapp_closes(state, conversation, number_id, identity_id);
  if (now < closes) return {};
  Refused refused(Refusal::whatsapp_window_closed);
  refused.since = closes;
  return refused;
}

std::optional<Refused> why_not_sendable(const State& state, const Target& target, Instant not_before, Instant now) {
  const auto at = [&](Instant when) { return why_not_sendable(state, *target.conversation, target.channel, target.number, target.identity, when); };
  if (auto why = at(now)) return why;
  auto then = at(std::max(now, not_before));
  if (then && then->why == Refusal::whatsapp_window_closed) then->why = Refusal::window_closed_by_then;
  return then;
}

Decision decide(const State& state, const SendReply& command, const Stamp& stamp) {
  if (auto wrong = wrong_with_text(command.text); wrong && (wrong->why != Refusal::empty_message || command.attachments.empty())) return *wrong;
  TRY(target, target_of(state, command.conversation, command.session, command.how, stamp.at));
  if (auto why = why_not_sendable(state, target, command.how.not_before, stamp.at)) return *why;
  if (auto wrong = wrong_with_attachments(command.attachments, target.channel)) return *wrong;
  if (auto wrong = wrong_with_options(state, target, command.how, stamp); wrong && !PLANTED(16)) return *wrong;
  MessageBody body;
  if (!blank(command.text)) body.text = command.text;
  body.media = static_cast<std::uint32_t>(command.attachments.size());
  TRY(outcome, queue_message(state, target, command.how, std::move(body), stamp));
  put_media_rows(command.attachments, same_bits<MessageId>(stamp.cause), outcome.contents);
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
  conversation.failed = false;
  ++conversation.messages;
  change_session(state, event.session, [](Session& session) { session.status = SessionStatus::waiting_reply; });
  Outgoing& message = state.outgoing.edit(event.message);
  message.id = event.message;
  message.conversation = event.conversation;
  message.session = event.session;
  message.number = event.number;
  message.identity = event.identity;
  message.position = conversation.messages;
  message.author = stamp.actor.agent;
  message.channel = event.channel;
  message.queued = stamp.at;
  message.changed = stamp.at;
  state.outbox.edit({event.conversation, message.position}) = event.message;
}

}  // namespace tributary
