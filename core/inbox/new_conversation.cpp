#include "core/inbox/new_conversation.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/arrival.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

bool is_ours(const State& state, const std::string& address) {
  bool ours = false;
  state.numbers.for_each([&](NumberId, const Number& number) { ours |= is_connected(number) && number.address == address; });
  return ours;
}

// The words, and whether WhatsApp takes them: `now` and `then` say that its 24 hours are over now, and when they leave.
Result<Prepared> words_of(const State& state, const StartConversation& command, const Number& number, const std::optional<Refused>& now, const std::optional<Refused>& then) {
  if (command.message_template) return prepare_template(state, command.message_template, command.values, number.channel, Wanted{true, !then, number.account});
  if (now) return *now;
  if (auto wrong = wrong_with_text(command.text); wrong && (wrong->why != Refusal::empty_message || command.attachments.empty())) return *wrong;
  if (!then) return Prepared{blank(command.text) ? std::string() : command.text, {}};
  Refused late = *then;
  late.why = Refusal::window_closed_by_then;
  return late;
}

}  // namespace

Decision decide(const State& state, const StartConversation& command, const Stamp& stamp) {
  const Number* number = state.numbers.find(command.number);
  if (!number) return Refusal::unknown_number;
  if (!is_connected(*number)) return Refusal::number_detached;
  if (!command.to.id) return Refusal::invalid_phone;
  if (is_ours(state, command.to.address)) return Refusal::own_number;
  TRY(place, place_for(state, *number, number->channel, {command.to}, stamp, Opening::by_us));
  const Conversation* known = state.conversations.find(place.conversation);
  Conversation fresh;  // what the engine will have made by then, as far as sending asks
  fresh.id = place.conversation;
  fresh.thread = place.thread;
  const Identity* before = known_identity(state, command.to);
  const auto why_not = [&](Instant at) {
    return why_not_sendable(state, known ? *known : fresh, number->channel, number->id, before ? before->id : command.to.id, at, Wording::free, number->service);
  };
  const auto now = why_not(stamp.at), then = why_not(std::max(stamp.at, command.not_before));
  if (now && now->why != Refusal::whatsapp_window_closed) return *now;
  TRY(prepared, words_of(state, command, *number, now, then));
  if (command.message_template && !command.attachments.empty()) return Refusal::invalid_value;
  if (auto wrong = wrong_with_attachments(command.attachments, number->channel)) return *wrong;
  if (command.not_before > stamp.at + limits::send_later_ms_max) return Refusal::date_too_far;
  const auto message = same_bits<MessageId>(stamp.cause);
  if (state.outgoing.find(message)) return Refusal::id_conflict;
  Outcome outcome = std::move(place.made);
  if (known && known->status != WorkStatus::open) outcome.events.push_back(Reopened{place.conversation});
  outcome.events.push_back(ReplyQueued{message, place.conversation, place.session, number->id, command.to.id, number->channel, (known ? known->messages : 0) + 1});
  if (command.not_before > stamp.at) outcome.events.push_back(SendHeld{message, place.conversation, command.not_before});
  if (!prepared.use.content_sid.empty()) outcome.events.push_back(TemplateUsed{message, place.conversation, command.message_template});
  const bool unclaimed = !known || !known->assignee;
  if (unclaimed && stamp.actor.kind == ActorKind::agent && state.agents.find(stamp.actor.agent))
    outcome.events.push_back(Assigned{place.conversation, stamp.actor.agent});
  MessageBody body;
  body.id = message;
  body.text = prepared.text;
  body.media = static_cast<std::uint32_t>(command.attachments.size());
  outcome.contents.push_back(std::move(body));
  put_media_rows(command.attachments, message, outcome.contents);
  if (!prepared.use.message_template) return outcome;
  prepared.use.message = message;
  outcome.contents.push_back(std::move(prepared.use));
  return outcome;
}

}  // namespace tributary
