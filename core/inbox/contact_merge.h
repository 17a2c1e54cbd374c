#pragma once
// Two contacts that are one person. The one that is merged away keeps its identities and threads and points to the
// other: what comes in later goes to the other, and undoing it is one event.
#include "core/inbox/decision.h"

namespace tributary {

// Refused: unknown_contact, already_merged (also with itself), invalid_value (merges nested too deep).
struct MergeContacts { ContactId into, from; };
struct ContactsMerged { ContactId into, from; };
struct UnmergeContact { ContactId contact; };  // the one that was merged away; refused: not_merged
struct ContactUnmerged { ContactId contact, out_of; };

ContactId root_contact(const State&, ContactId);                       // itself when it is not merged
std::vector<ContactId> merged_family(const State&, ContactId root);    // the root first, then all that lead to it
std::vector<IdentityId> identities_of(const State&, ContactId root);   // of the whole family
std::vector<ThreadId> threads_of(const State&, ContactId root);        // of the whole family
// The address is somebody's who was set apart from the thread's person. Of what is not loaded yet nothing is said.
bool is_set_apart(const State&, ThreadId, IdentityId);

Decision decide(const State&, const MergeContacts&, const Stamp&);
Decision decide(const State&, const UnmergeContact&, const Stamp&);
void apply(State&, const ContactsMerged&, const Stamp&);
void apply(State&, const ContactUnmerged&, const Stamp&);

}  // namespace tributary
