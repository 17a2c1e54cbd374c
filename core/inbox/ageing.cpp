#include "core/inbox/ageing.h"

#include "core/base/planted.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/delivery.h"

namespace tributary {
namespace {

// The next full hour: what was sent in one hour leaves together.
Instant leaves_at(Instant changed) {
  const std::int64_t due = changed.ms + limits::outgoing_kept_ms;
  return Instant{(due + limits::hour_ms - 1) / limits::hour_ms * limits::hour_ms};
}

// A row of the list tells of its last message, however long ago that failed.
void mark_failed(State& state, const Outgoing& message, bool failed) {
  const Conversation* conversation = state.conversations.find(message.conversation);
  if (conversation && conversation->last_message == message.id && conversation->failed != failed) state.conversations.edit(message.conversation).failed = failed;
}

}  // namespace

bool may_age(Delivery status, Channel channel) { return status >= Delivery::accepted && !is_over(status, channel); }

void stop_ageing(State& state, const Outgoing& message) {
  if (!PLANTED(172)) state.ageing.erase({message.changed, message.id});
}

void start_ageing(State& state, const Outgoing& message) {
  if (may_age(message.status, message.channel)) state.ageing.edit({message.changed, message.id});
}

std::optional<Instant> next_letting_go(const State& state) {
  std::optional<Instant> soonest;
  state.ageing.visit([&](const auto& key, const Unit&) {
    soonest = leaves_at(key.first);
    return false;
  });
  return soonest;
}

std::optional<LetGo> letting_go(const State& state, Instant now) {
  LetGo due;
  state.ageing.visit([&](const auto& key, const Unit&) {
    if (leaves_at(key.first) > now || due.messages.size() >= limits::let_go_at_once_max) return false;
    due.messages.push_back(key.second);
    return true;
  });
  return due.messages.empty() ? std::nullopt : std::optional<LetGo>(std::move(due));
}

Decision decide(const State& state, const TakeUp& command, const Stamp&) {
  const Outgoing& was = command.outgoing;
  if (state.outgoing.find(was.id)) return Outcome{};
  const Conversation* conversation = state.conversations.find(was.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  const Session* session = state.sessions.find(was.session);
  if (!session || session->conversation != was.conversation) return Refusal::unknown_session;
  if (!was.id || !may_age(was.status, was.channel) || was.position == 0 || was.position > conversation->messages) return Refusal::invalid_value;
  return Decision(TakenUp{was.id, was.conversation, was.session, was.number, was.identity, was.status, was.error, was.attempts, was.position, was.queued,
                          was.approved_words, was.channel, was.author});
}

void apply(State& state, const LetGo& event, const Stamp&) {
  for (MessageId id : event.messages) {
    const Outgoing* message = state.outgoing.find(id);
    if (!message) continue;
    stop_ageing(state, *message);
    mark_failed(state, *message, message->status == Delivery::failed);
    state.outgoing.erase(id);
  }
}

// Another 30 days begin.
void apply(State& state, const TakenUp& event, const Stamp& stamp) {
  Outgoing& message = state.outgoing.edit(event.message);
  stop_ageing(state, message);
  message = Outgoing{};
  message.id = event.message;
  message.conversation = event.conversation;
  message.session = event.session;
  message.number = event.number;
  message.identity = event.identity;
  message.status = event.status;
  message.error = event.error;
  message.attempts = event.attempts;
  message.position = event.position;
  message.queued = event.queued;
  message.changed = stamp.at;
  message.approved_words = event.approved_words;
  message.channel = event.channel;
  message.author = event.author;
  start_ageing(state, message);
  mark_failed(state, message, false);
}

}  // namespace tributary
