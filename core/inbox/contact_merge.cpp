#include "core/inbox/contact_merge.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

template <class Visit>
void each_child(const State& state, ContactId parent, Visit&& visit) {
  const std::pair<ContactId, ContactId> first{parent, {}};
  state.merged.visit([&](const auto& key, const Unit&) {
    if (key.first != parent) return false;
    visit(key.second);
    return true;
  }, &first);
}

int height(const State& state, ContactId contact, int limit) {
  int highest = 0;
  if (limit > 0) each_child(state, contact, [&](ContactId child) { highest = std::max(highest, 1 + height(state, child, limit - 1)); });
  return highest;
}

void collect(const State& state, ContactId contact, int limit, std::vector<ContactId>& into) {
  into.push_back(contact);
  if (limit > 0) each_child(state, contact, [&](ContactId child) { collect(state, child, limit - 1, into); });
}

}  // namespace

ContactId root_contact(const State& state, ContactId id) {
  for (int steps = 0; steps < limits::merges_deep_max; ++steps) {
    const Contact* contact = state.contacts.find(id);
    if (!contact || !contact->merged_into) return id;
    id = contact->merged_into;
  }
  return id;
}

std::vector<ContactId> merged_family(const State& state, ContactId root) {
  std::vector<ContactId> family;
  collect(state, root, limits::merges_deep_max, family);
  return family;
}

std::vector<IdentityId> identities_of(const State& state, ContactId root) {
  std::vector<IdentityId> all;
  for (ContactId id : merged_family(state, root))
    if (const Contact* contact = state.contacts.find(id)) all.insert(all.end(), contact->identities.begin(), contact->identities.end());
  return all;
}

std::vector<ThreadId> threads_of(const State& state, ContactId root) {
  std::vector<ThreadId> all;
  const std::vector<ContactId> family = merged_family(state, root);
  state.services.for_each([&](ServiceId service, const Service&) {
    for (ContactId contact : family)
      if (const ThreadId* thread = state.thread_of.find({service, contact})) all.push_back(*thread);
  });
  return all;
}

bool is_set_apart(const State& state, ThreadId thread_id, IdentityId identity_id) {
  const Thread* thread = state.threads.find(thread_id);
  const Identity* identity = state.identities.find(identity_id);
  return thread && identity && root_contact(state, identity->contact) != root_contact(state, thread->contact);
}

Decision decide(const State& state, const MergeContacts& command, const Stamp&) {
  if (!state.contacts.find(command.into) || !state.contacts.find(command.from)) return Refusal::unknown_contact;
  const ContactId into = root_contact(state, command.into), from = root_contact(state, command.from);
  if (into == from) return Refusal::already_merged;
  if (height(state, from, limits::merges_deep_max) + 1 >= limits::merges_deep_max) return Refusal::invalid_value;
  return Decision(ContactsMerged{into, from});
}

Decision decide(const State& state, const UnmergeContact& command, const Stamp&) {
  const Contact* contact = state.contacts.find(command.contact);
  if (!contact) return Refusal::unknown_contact;
  if (!contact->merged_into) return Refusal::not_merged;
  return Decision(ContactUnmerged{command.contact, contact->merged_into});
}

void apply(State& state, const ContactsMerged& event, const Stamp&) {
  state.contacts.edit(event.from).merged_into = event.into;
  state.merged.edit({event.into, event.from});
}

void apply(State& state, const ContactUnmerged& event, const Stamp&) {
  state.contacts.edit(event.contact).merged_into = {};
  if (!PLANTED(15)) state.merged.erase({event.out_of, event.contact});
}

}  // namespace tributary
