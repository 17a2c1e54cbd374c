#pragma once
// One conversation changed by a key, a button or a menu: what is said of it, and the way back that stands beside it as long
// as beside a change of many.
#include <optional>
#include <string>

#include "core/inbox/many.h"
#include "core/sync/client_session.h"
#include "web/app/intent.h"

namespace tributary::app {

// "Assigned to Sam", "Tag VIP added": what was done, whether to one or before how many it was done to.
std::string done_words(const ClientSession&, AgentId me, const EachChange&);
// What is done to the same thing again takes the place of what was said of it before.
std::uint64_t subject_of(const EachChange&, ConversationId);
// What of this is a change of one conversation, with a way back that is compared before it is gone; nothing: another command.
std::optional<EachChange> change_of(const Command&);
// Of what is said of a changed status: the next change of it takes its place.
std::uint64_t status_subject(ConversationId);

}  // namespace tributary::app
