#pragma once
// Whether anyone still needs to do something (D37-D39). An inbound message reopens by itself.
#include "core/inbox/decision.h"

namespace tributary {

struct Resolve { ConversationId conversation; };   // completes its open sessions (C4)
struct Resolved { ConversationId conversation; };
struct Reopen { ConversationId conversation; };
struct Reopened { ConversationId conversation; };

Decision decide(const State&, const Resolve&, const Stamp&);
Decision decide(const State&, const Reopen&, const Stamp&);
void apply(State&, const Resolved&, const Stamp&);
void apply(State&, const Reopened&, const Stamp&);

}  // namespace tributary
