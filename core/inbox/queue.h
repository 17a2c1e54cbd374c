#pragma once
// Which team a customer's conversation waits with while nobody has it (C45). The engine knows no environment: whoever brings
// a message or a call names the queue with it, and the log says only where the conversation went.
#include "core/inbox/catalogue.h"

namespace tributary {

// A conversation that these events open or reopen, and that no person and no team has, goes to the team. Nothing where there
// is no such team or it is archived: what a customer says is never refused for its queue.
void put_in_queue(const State&, ConversationId, TeamId queue, Events&);

}  // namespace tributary
