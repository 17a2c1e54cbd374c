#pragma once
// Who is on the other side. A contact has any number of identities, none mandatory, all re-bindable;
// an address is never a key.
#include "core/inbox/decision.h"

namespace tributary {

// What a provider told us about the sender. The host has turned the address into the identity.
// `formerly`: what an earlier release may have filed the same address under; zero when there can be no such row.
struct IdentityClaim { IdentityKind kind = IdentityKind::phone; IdentityId id; std::string address; IdentityId formerly = {}; };

struct ContactAdded { ContactId contact; };
struct IdentityBound { IdentityId identity; IdentityKind kind = IdentityKind::phone; ContactId contact; };

struct OptedOut { IdentityId identity; NumberId number; };  // STOP, or the provider's "unsubscribed" (21610)
struct OptedIn { IdentityId identity; NumberId number; };   // START

struct RenameContact { ContactId contact; std::string name; };
struct ContactRenamed { ContactId contact; };               // the name itself is the ContactName row beside it

// The identity under which the address is known here: its own, else the former one, else none.
const Identity* known_identity(const State&, const IdentityClaim&);
// The contact these claims speak of: the first claim that is known decides; none known = none.
ContactId known_contact(const State&, const std::vector<IdentityClaim>&);

Decision decide(const State&, const RenameContact&, const Stamp&);
void apply(State&, const ContactAdded&, const Stamp&);
void apply(State&, const IdentityBound&, const Stamp&);
void apply(State&, const OptedOut&, const Stamp&);
void apply(State&, const OptedIn&, const Stamp&);
void apply(State&, const ContactRenamed&, const Stamp&);

}  // namespace tributary
