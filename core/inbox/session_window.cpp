#include "core/inbox/session_window.h"

#include "core/base/planted.h"
#include "core/inbox/ageing.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/snooze.h"

namespace tributary {
namespace {

constexpr std::size_t expired_per_wake_max = 1000;  // a long sleep must not make one enormous transaction

}  // namespace

std::int64_t window_ms(const Settings& settings, Channel channel) {
  switch (channel) {
    case Channel::whatsapp: return settings.whatsapp_window_ms;
    case Channel::voice: return settings.voice_window_ms;
    case Channel::sms: break;
  }
  return settings.sms_window_ms;
}

const Session* current_session(const State& state, const Conversation& conversation, Channel channel) {
  return state.sessions.find(conversation.sessions[static_cast<std::size_t>(channel)]);
}

bool is_ticking(const Session& session) {
  return session.status != SessionStatus::completed && session.status != SessionStatus::expired;
}

bool is_over(const Session& session, Instant now) { return !is_ticking(session) || now >= session.expires; }

Instant whatsapp_closes(const State& state, const Conversation& conversation, NumberId number, IdentityId identity) {
  const Session* session = current_session(state, conversation, Channel::whatsapp);
  const bool heard = session && session->number == number && session->identity == identity && session->last_inbound.ms != 0;
  return heard ? session->last_inbound + state.settings.whatsapp_window_ms : Instant{};
}

std::optional<Instant> free_text_until(const State& state, const Conversation& conversation) {
  if (conversation.channel != Channel::whatsapp) return {};
  return whatsapp_closes(state, conversation, conversation.number, conversation.identity);
}

void change_session(State& state, SessionId id, const std::function<void(Session&)>& change) {
  Session& session = state.sessions.edit(id);
  if (session.id && is_ticking(session) && !PLANTED(1)) state.expiring.erase({session.expires, id});
  change(session);
  if (is_ticking(session)) state.expiring.edit({session.expires, id});
}

Decision decide(const State& state, const Wake&, const Stamp& stamp) {
  Outcome outcome;
  state.expiring.visit([&](const auto& key, const Unit&) {
    if (key.first > stamp.at || outcome.events.size() >= expired_per_wake_max) return false;
    outcome.events.push_back(SessionExpired{key.second});
    return true;
  });
  std::vector<ConversationId> due;
  wake_snoozed(state, stamp.at, expired_per_wake_max, due);
  for (ConversationId id : due) outcome.events.push_back(SnoozeEnded{id});
  if (auto aged = letting_go(state, stamp.at)) outcome.events.push_back(std::move(*aged));
  return outcome;
}

void apply(State& state, const SessionOpened& event, const Stamp& stamp) {
  change_session(state, event.session, [&](Session& session) {
    session = Session{};
    session.id = event.session;
    session.conversation = event.conversation;
    session.channel = event.channel;
    session.number = event.number;
    session.identity = event.identity;
    session.status = event.by_customer ? SessionStatus::active : SessionStatus::waiting_reply;
    session.opened = stamp.at;
    if (event.by_customer) session.last_inbound = stamp.at;
    session.expires = stamp.at + window_ms(state.settings, event.channel);
  });
  state.conversations.edit(event.conversation).sessions[static_cast<std::size_t>(event.channel)] = event.session;
}

void apply(State& state, const SessionExpired& event, const Stamp&) {
  change_session(state, event.session, [](Session& session) { session.status = SessionStatus::expired; });
}

}  // namespace tributary
