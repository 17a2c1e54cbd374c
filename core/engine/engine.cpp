#include "core/engine/engine.h"

namespace tributary {
namespace {

About of_thread(ThreadId thread) { return {thread, {}, {}}; }

About of_conversation(const State& state, ConversationId id, MessageId message = {}) {
  const Conversation* conversation = state.conversations.find(id);
  return {conversation ? conversation->thread : ThreadId{}, id, message};
}

// What belongs to no thread: configuration, people, and markers that only their agent may see.
About where(const State&, const AccountConfigured&) { return {}; }
About where(const State&, const ServiceConfigured&) { return {}; }
About where(const State&, const NumberConfigured&) { return {}; }
About where(const State&, const AgentConfigured&) { return {}; }
About where(const State&, const SettingsConfigured&) { return {}; }
About where(const State&, const TemplateConfigured&) { return {}; }
About where(const State&, const ContactAdded&) { return {}; }
About where(const State&, const IdentityBound&) { return {}; }
About where(const State&, const OptedOut&) { return {}; }
About where(const State&, const OptedIn&) { return {}; }
About where(const State&, const ContactRenamed&) { return {}; }
About where(const State&, const MarkedRead&) { return {}; }
About where(const State&, const TagCreated&) { return {}; }
About where(const State&, const TagChanged&) { return {}; }
About where(const State&, const TagArchived&) { return {}; }
About where(const State&, const TagRestored&) { return {}; }
About where(const State&, const TeamConfigured&) { return {}; }
About where(const State&, const TeamArchived&) { return {}; }
About where(const State&, const ContactsMerged&) { return {}; }
About where(const State&, const ContactUnmerged&) { return {}; }
About where(const State&, const AttributesSet&) { return {}; }
About where(const State&, const CustomerSaved&) { return {}; }
About where(const State&, const CustomerLinked&) { return {}; }
About where(const State&, const ReplySaved&) { return {}; }
About where(const State&, const SavedReplyRemoved&) { return {}; }
About where(const State&, const LetGo&) { return {}; }

About where(const State&, const ThreadStarted& e) { return of_thread(e.thread); }
About where(const State& s, const ConversationOpened& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const SessionOpened& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const SessionExpired& e) {
  const Session* session = s.sessions.find(e.session);
  return session ? of_conversation(s, session->conversation) : About{};
}
About where(const State& s, const MessageReceived& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const MediaChanged& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const ReplyQueued& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const SendHeld& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const TemplateUsed& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const AttemptStarted& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const RetryScheduled& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const DeliveryChanged& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const SendAgainQueued& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const TakenUp& e) { return of_conversation(s, e.conversation, e.message); }
About where(const State& s, const Resolved& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const Reopened& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const Assigned& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const AssignedToTeam& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const NoteAdded& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const NoteEdited& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const NoteDeleted& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const Tagged& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const Untagged& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const Snoozed& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const SnoozeEnded& e) { return of_conversation(s, e.conversation); }
About where(const State& s, const CallRecorded& e) { return of_conversation(s, e.conversation); }

}  // namespace

Decision decide_command(const State& state, const Command& command, const Stamp& stamp) {
  return std::visit([&](const auto& wish) { return decide(state, wish, stamp); }, command);
}

void apply_event(State& state, const Event& event, const Stamp& stamp) {
  std::visit([&](const auto& fact) { apply(state, fact, stamp); }, event);
}

std::optional<Instant> next_wake(const State& state) {
  std::optional<Instant> soonest;
  state.expiring.visit([&](const auto& key, const Unit&) {
    soonest = key.first;
    return false;
  });
  state.waking.visit([&](const auto& key, const Unit&) {
    if (!soonest || key.first < *soonest) soonest = key.first;
    return false;
  });
  if (const auto aged = next_letting_go(state); aged && (!soonest || *aged < *soonest)) soonest = aged;
  return soonest;
}

About about(const State& after, const Event& event) {
  return std::visit([&](const auto& fact) { return where(after, fact); }, event);
}

}  // namespace tributary
