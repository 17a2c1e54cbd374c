#include "core/inbox/new_conversation.h"

#include "core/base/text.h"
#include "core/inbox/arrival.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

bool is_ours(const State& state, const std::string& address) {
  bool ours = false;
  state.numbers.for_each([&](NumberId, const Number& number) { ours |= number.address == address; });
  return ours;
}

// The words, and whether WhatsApp takes them now.
Result<Prepared> words_of(const State& state, const StartConversation& command, Channel channel, AccountId account, const std::optional<Refused>& why) {
  const bool closed = why && why->why == Refusal::whatsapp_window_closed;
  if (command.message_template) return prepare_template(state, command.message_template, command.values, channel, Wanted{true, !closed, account});
  if (closed) return *why;
  if (auto wrong = wrong_with_text(command.text)) return *wrong;
  return Prepared{command.text, {}};
}

}  // namespace

Decision decide(const State& state, const StartConversation& command, const Stamp& stamp) {
  const Number* number = state.numbers.find(command.number);
  if (!number) return Refusal::unknown_number;
  if (!command.to.id) return Refusal::invalid_phone;
  if (is_ours(state, command.to.address)) return Refusal::own_number;
  TRY(place, place_for(state, *number, number->channel, {command.to}, stamp, Opening::by_us));
  const Conversation* known = state.conversations.find(place.conversation);
  Conversation fresh;  // what the engine will have made by then, as far as sending asks
  fresh.id = place.conversation;
  fresh.thread = place.thread;
  const auto why = why_not_sendable(state, known ? *known : fresh, number->channel, number->id, command.to.id, stamp.at, Wording::free, number->service);
  if (why && why->why != Refusal::whatsapp_window_closed) return *why;
  TRY(prepared, words_of(state, command, number->channel, number->account, why));
  const auto message = same_bits<MessageId>(stamp.cause);
  if (state.outgoing.find(message)) return Refusal::id_conflict;
  Outcome outcome = std::move(place.made);
  if (known && known->status != WorkStatus::open) outcome.events.push_back(Reopened{place.conversation});
  outcome.events.push_back(ReplyQueued{message, place.conversation, place.session, number->id, command.to.id, number->channel, (known ? known->messages : 0) + 1});
  if (!prepared.use.content_sid.empty()) outcome.events.push_back(TemplateUsed{message, place.conversation, command.message_template});
  const bool unclaimed = !known || !known->assignee;
  if (unclaimed && stamp.actor.kind == ActorKind::agent && state.agents.find(stamp.actor.agent))
    outcome.events.push_back(Assigned{place.conversation, stamp.actor.agent});
  MessageBody body;
  body.id = message;
  body.text = prepared.text;
  outcome.contents.push_back(std::move(body));
  if (!prepared.use.message_template) return outcome;
  prepared.use.message = message;
  outcome.contents.push_back(std::move(prepared.use));
  return outcome;
}

}  // namespace tributary
