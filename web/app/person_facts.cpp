#include "web/app/person_facts.h"


#include "core/base/phone.h"
#include "core/base/sorted.h"
#include "core/inbox/contact_merge.h"
#include "web/app/words.h"

namespace tributary::app {

ContactId contact_of(const State& state, ConversationId id) {
  const Conversation* conversation = state.conversations.find(id);
  const Thread* thread = conversation ? state.threads.find(conversation->thread) : nullptr;
  return thread ? root_contact(state, thread->contact) : ContactId{};
}

ConversationId latest_conversation(const State& state, ContactId person) {
  const Conversation* latest = nullptr;
  for (ThreadId id : threads_of(state, root_contact(state, person))) {
    const Thread* thread = state.threads.find(id);
    const Conversation* one = thread ? state.conversations.find(thread->latest) : nullptr;
    if (one && (!latest || latest->last_activity < one->last_activity)) latest = one;
  }
  return latest ? latest->id : ConversationId{};
}

std::string addresses_words(Frame& f, ContactId person) {
  std::string_view all;
  for (IdentityId id : identities_of(f.data(), person)) {
    const std::string& address = f.words().address(id);
    all = words::dotted(f.ui, {all, address.substr(0, 1) == "+" ? f.ui.keep(for_people(address)) : std::string_view(address)});
  }
  return std::string(all);
}

std::string_view kind_word(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::phone: return words::people::kind_phone;
    case IdentityKind::whatsapp: return words::people::kind_whatsapp;
    case IdentityKind::business_scoped: return words::people::kind_business;
    case IdentityKind::short_code: return words::people::kind_short_code;
    case IdentityKind::sender_name: break;
  }
  return words::people::kind_sender;
}

std::vector<ConversationId> conversations_of(const Frame& f, ContactId person) {
  std::vector<std::pair<Instant, ConversationId>> found;
  for (ThreadId thread : threads_of(f.data(), person))
    for (ConversationId id : f.session.inbox().of_thread(thread))
      if (const Conversation* one = f.data().conversations.find(id)) found.push_back({one->last_activity, id});
  sort_list(found, [](const auto& a, const auto& b) { return b.first < a.first; });
  std::vector<ConversationId> newest_first;
  for (const auto& one : found) newest_first.push_back(one.second);
  return newest_first;
}

}  // namespace tributary::app
