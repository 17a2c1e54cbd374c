#pragma once
// Threads and conversations open by themselves when somebody writes or calls; what they have in common is here.
#include "core/inbox/decision.h"

namespace tributary {

struct ThreadStarted { ThreadId thread; ServiceId service; ContactId contact; };
struct ConversationOpened { ConversationId conversation; ThreadId thread; };

void apply(State&, const ThreadStarted&, const Stamp&);
void apply(State&, const ConversationOpened&, const Stamp&);

}  // namespace tributary
