#include "web/app/notifier.h"

#include <algorithm>

#include "core/inbox/team.h"
#include "web/app/address.h"
#include "web/app/entry_words.h"
#include "web/app/person_facts.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t told_singly_max = 3;
constexpr double typing_ms = 3'000;

struct News { Concern why = Concern::none; ConversationId conversation; MessageId message; AgentId by; };

std::string name_of(const ClientSession& session, ConversationId id) {
  const Conversation* conversation = session.state().conversations.find(id);
  const Thread* thread = conversation ? session.state().threads.find(conversation->thread) : nullptr;
  return person_title(session.words(), session.state(), thread ? thread->contact : ContactId{});
}

std::string_view team_name(const ClientSession& session, ConversationId id) {
  const Conversation* conversation = session.state().conversations.find(id);
  const Team* team = conversation ? session.state().teams.find(team_of(session.state(), *conversation)) : nullptr;
  return team ? std::string_view(team->name) : std::string_view();
}

std::string title_of(const ClientSession& session, const News& news) {
  const std::string customer = name_of(session, news.conversation);
  if (news.why == Concern::reply_to_mine) return customer;
  if (news.why == Concern::unassigned) return words::formatted(words::notice_unassigned, {{"customer", customer}});
  if (news.why == Concern::back_to_me) return words::formatted(words::notice_back, {{"customer", customer}});
  if (news.why == Concern::not_delivered) return words::formatted(words::notice_not_delivered, {{"customer", customer}});
  const std::string& by = session.words().agent_name(news.by);
  const std::string_view who = by.empty() ? std::string_view(words::automation) : std::string_view(by);
  if (news.why == Concern::assigned_to_my_team) return words::formatted(words::notice_assigned_team, {{"who", who}, {"team", team_name(session, news.conversation)}, {"customer", customer}});
  return words::formatted(news.why == Concern::mention ? words::notice_mention : words::notice_assigned, {{"who", who}, {"customer", customer}});
}

std::string address_of(ConversationId conversation) {
  Address address;
  address.conversation = conversation;
  return address_text(address);
}

void show(const ClientSession& session, const Preferences& prefs, const std::vector<News>& all) {
  if (all.size() > told_singly_max) {
    platform::notify(words::product, words::pluralled(words::notices, static_cast<std::int64_t>(all.size())), "#/all", true);
    return;
  }
  for (const News& news : all) {
    const MessageBody* body = session.words().body(news.message);
    const bool open = !prefs.notify_hides_text;
    const std::string title = open ? title_of(session, news) : std::string(std::string_view(words::product));
    platform::notify(title, open ? (body ? preview_text(*body) : std::string()) : words::pluralled(words::notices, 1), address_of(news.conversation), true);
  }
}

// A team's conversation is nobody's in particular until one of its members takes it: by then it concerns that one alone.
bool waits_for_team_of(const State& state, const AssignedToTeam& assigned, AgentId me) {
  const Conversation* conversation = state.conversations.find(assigned.conversation);
  return conversation && !conversation->assignee && team_of(state, *conversation) == assigned.team && is_member(state, assigned.team, me);
}

Concern mention_of(const std::vector<AgentId>& mentions, AgentId me) {
  return std::find(mentions.begin(), mentions.end(), me) != mentions.end() ? Concern::mention : Concern::none;
}

// A note about a person is of no conversation: their latest one leads to it.
ConversationId where(const State& state, const Event& event) {
  if (const ConversationId id = about(state, event).conversation) return id;
  const auto* added = std::get_if<NoteAdded>(&event);
  const auto* edited = std::get_if<NoteEdited>(&event);
  return latest_conversation(state, added ? added->contact : edited ? edited->contact : ContactId{});
}

// Somebody who was removed answers nobody, whatever the conversation still says of them.
bool is_anybodys(const State& state, const Conversation& conversation) {
  const Agent* agent = state.agents.find(conversation.assignee);
  return conversation.assignee && (!agent || agent->active);
}

// Something happened in it that whoever answers it wants to know, or everybody as long as nobody does.
Concern in_conversation(const State& state, ConversationId id, AgentId me, Concern of_mine) {
  const Conversation* conversation = state.conversations.find(id);
  if (!conversation) return Concern::none;
  if (!is_anybodys(state, *conversation)) return Concern::unassigned;
  return conversation->assignee == me ? of_mine : Concern::none;
}

// Whoever wrote it hears that it did not arrive, whosever the conversation is now.
Concern fate_of(const State& state, const DeliveryChanged& changed, AgentId me) {
  const Outgoing* message = changed.status == Delivery::failed ? state.outgoing.find(changed.message) : nullptr;
  return message && message->author == me ? Concern::not_delivered : Concern::none;
}

// Whose words the notification shows.
MessageId message_of(const Event& event) {
  if (const auto* received = std::get_if<MessageReceived>(&event)) return received->message;
  const auto* changed = std::get_if<DeliveryChanged>(&event);
  return changed ? changed->message : MessageId{};
}

}  // namespace

Concern concern_of(const State& state, const Line& line, AgentId me) {
  if (line.stamp.actor.kind == ActorKind::agent && line.stamp.actor.agent == me) return Concern::none;
  if (const auto* note = std::get_if<NoteAdded>(&line.event)) return mention_of(note->mentions, me);
  if (const auto* note = std::get_if<NoteEdited>(&line.event)) return mention_of(note->mentions, me);
  if (const auto* assigned = std::get_if<Assigned>(&line.event)) return assigned->to == me ? Concern::assigned_to_me : Concern::none;
  if (const auto* assigned = std::get_if<AssignedToTeam>(&line.event)) return waits_for_team_of(state, *assigned, me) ? Concern::assigned_to_my_team : Concern::none;
  if (const auto* changed = std::get_if<DeliveryChanged>(&line.event)) return fate_of(state, *changed, me);
  if (const auto* ended = std::get_if<SnoozeEnded>(&line.event)) return in_conversation(state, ended->conversation, me, Concern::back_to_me);
  const auto* received = std::get_if<MessageReceived>(&line.event);
  return received ? in_conversation(state, received->conversation, me, Concern::reply_to_mine) : Concern::none;
}

bool wanted(const Preferences& prefs, Concern why) {
  switch (why) {
    case Concern::reply_to_mine:
    case Concern::back_to_me:
    case Concern::not_delivered: return prefs.notify_mine;
    case Concern::unassigned: return prefs.notify_unassigned;
    case Concern::assigned_to_me:
    case Concern::assigned_to_my_team: return prefs.notify_assigned;
    case Concern::mention: return prefs.notify_mention;
    case Concern::none: break;
  }
  return false;
}

// From ten in the evening until seven in the morning: over midnight, usually.
bool quiet_now(const Preferences& prefs, int hour) {
  if (!prefs.quiet_hours || prefs.quiet_from == prefs.quiet_until) return false;
  if (prefs.quiet_from < prefs.quiet_until) return hour >= prefs.quiet_from && hour < prefs.quiet_until;
  return hour >= prefs.quiet_from || hour < prefs.quiet_until;
}

void Notifier::look(ClientSession& session, const UiState& state) {
  const std::vector<Line> lines = session.take_news();
  const AgentId me = session.welcome() ? session.welcome()->agent : AgentId{};
  if (lines.empty() || !state.speaks || !me) return;
  const Preferences& prefs = state.prefs;
  if (quiet_now(prefs, platform::local_hour(platform::now_ms()))) return;
  std::vector<News> all;
  bool elsewhere = false;
  for (const Line& line : lines) {
    const Concern why = concern_of(session.state(), line, me);
    if (!wanted(prefs, why)) continue;
    const ConversationId conversation = where(session.state(), line.event);
    all.push_back(News{why, conversation, message_of(line.event), line.stamp.actor.agent});
    elsewhere = elsewhere || conversation != state.open;
  }
  if (all.empty()) return;
  if (prefs.notify_desktop && !state.page_visible) show(session, prefs, all);
  const bool typing = platform::now_ms() - typed_ms_ < typing_ms;
  if (prefs.notify_sound && !typing && (!state.page_visible || elsewhere)) platform::chime();
}

}  // namespace tributary::app
