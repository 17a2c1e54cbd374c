#include "core/inbox/arrival.h"

#include "core/base/id_text.h"
#include "core/inbox/contact_merge.h"

namespace tributary {
namespace {

// Who has opted out under the former identity has opted out.
void bind(const State& state, const IdentityClaim& claim, Place& place) {
  place.made.events.push_back(IdentityBound{claim.id, claim.kind, place.contact});
  const Identity* formerly = state.identities.find(claim.formerly);
  if (!formerly) return;
  for (const NumberId number : formerly->opted_out) place.made.events.push_back(OptedOut{claim.id, number});
}

void bind_new_claims(const State& state, const std::vector<IdentityClaim>& claims, Place& place) {
  for (const IdentityClaim& claim : claims) {
    if (!claim.id) continue;
    const Identity* known = state.identities.find(claim.id);
    if (!known || !known->contact) bind(state, claim, place);
    place.made.contents.push_back(AddressText{claim.id, claim.address});
  }
}

const Conversation* still_going(const State& state, const Thread& thread, Instant now) {
  const Conversation* latest = state.conversations.find(thread.latest);
  if (!latest) return nullptr;
  const bool idle = now.ms - latest->last_activity.ms >= state.settings.conversation_idle_ms;
  return idle ? nullptr : latest;
}

ThreadId thread_for(const State& state, ServiceId service, const Stamp& stamp, Place& place) {
  for (ContactId contact : merged_family(state, place.contact))  // a merged contact's thread serves when the root has none
    if (const ThreadId* known = state.thread_of.find({service, contact})) return *known;
  const auto fresh = derive<ThreadId>(stamp.cause, "thread");
  place.made.events.push_back(ThreadStarted{fresh, service, place.contact});
  return fresh;
}

}  // namespace

Place contact_for(const State& state, const std::vector<IdentityClaim>& claims, const Stamp& stamp) {
  Place place;
  place.contact = root_contact(state, known_contact(state, claims));
  if (!place.contact) {
    place.contact = derive<ContactId>(stamp.cause, "contact");
    place.made.events.push_back(ContactAdded{place.contact});
  }
  bind_new_claims(state, claims, place);
  return place;
}

Result<Place> place_for(const State& state, const Number& number, Channel channel,
                        const std::vector<IdentityClaim>& claims, const Stamp& stamp, Opening opening) {
  Place place = contact_for(state, claims, stamp);
  place.thread = thread_for(state, number.service, stamp, place);
  const Thread* thread = state.threads.find(place.thread);
  if (const Conversation* going = thread ? still_going(state, *thread, stamp.at) : nullptr) {
    place.conversation = going->id;
  } else {
    if (state.conversation_count >= static_cast<std::uint32_t>(limits::conversations_max))
      return Refused(Refusal::too_many_conversations);
    place.conversation = derive<ConversationId>(stamp.cause, "conversation");
    place.made.events.push_back(ConversationOpened{place.conversation, place.thread});
  }
  const SessionOpened fresh{derive<SessionId>(stamp.cause, "session"), place.conversation, number.id, claims.front().id, channel, opening == Opening::by_customer};
  place.session = session_for(state, fresh, stamp, place.made.events);
  return place;
}

SessionId session_for(const State& state, const SessionOpened& fresh, const Stamp& stamp, Events& made) {
  const Conversation* conversation = state.conversations.find(fresh.conversation);
  const Session* current = conversation ? current_session(state, *conversation, fresh.channel) : nullptr;
  const bool in_window = current && stamp.at < current->expires;
  if (in_window && (is_ticking(*current) || (!fresh.by_customer && current->status == SessionStatus::completed))) return current->id;
  if (current && is_ticking(*current)) made.push_back(SessionExpired{current->id});
  made.push_back(fresh);
  return fresh.session;
}

}  // namespace tributary
