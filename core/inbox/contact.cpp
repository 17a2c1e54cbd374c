#include "core/inbox/contact.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/naming.h"

namespace tributary {

const Identity* known_identity(const State& state, const IdentityClaim& claim) {
  const Identity* own = state.identities.find(claim.id);
  return own ? own : state.identities.find(claim.formerly);
}

ContactId known_contact(const State& state, const std::vector<IdentityClaim>& claims) {
  for (const IdentityClaim& claim : claims) {
    const Identity* identity = known_identity(state, claim);
    if (identity && identity->contact) return identity->contact;
  }
  return {};
}

Decision decide(const State& state, const RenameContact& command, const Stamp&) {
  if (!state.contacts.find(command.contact)) return Refusal::unknown_contact;
  if (!valid_utf8(command.name)) return Refusal::invalid_value;
  if (auto wrong = too_long(command.name, limits::name_characters_max)) return *wrong;
  return Outcome{{ContactRenamed{command.contact}}, {ContactName{command.contact, for_display(command.name)}}};
}

void apply(State& state, const ContactAdded& event, const Stamp&) { state.contacts.edit(event.contact).id = event.contact; }

// Binding again moves the identity: an address may change hands, and the history stays where it happened.
void apply(State& state, const IdentityBound& event, const Stamp&) {
  Identity& identity = state.identities.edit(event.identity);
  if (identity.contact && identity.contact != event.contact)
    std::erase(state.contacts.edit(identity.contact).identities, event.identity);
  identity.id = event.identity;
  identity.kind = event.kind;
  identity.contact = event.contact;
  auto& bound = state.contacts.edit(event.contact).identities;
  if (std::find(bound.begin(), bound.end(), event.identity) == bound.end()) bound.push_back(event.identity);
}

void apply(State& state, const OptedOut& event, const Stamp&) {
  auto& numbers = state.identities.edit(event.identity).opted_out;
  if (std::find(numbers.begin(), numbers.end(), event.number) == numbers.end()) numbers.push_back(event.number);
}

void apply(State& state, const OptedIn& event, const Stamp&) {
  std::erase(state.identities.edit(event.identity).opted_out, event.number);
}

void apply(State& state, const ContactRenamed& event, const Stamp&) { state.contacts.edit(event.contact).renamed = true; }

}  // namespace tributary
