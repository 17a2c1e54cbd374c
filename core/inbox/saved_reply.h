#pragma once
// Texts that agents keep to hand: a shortcut to type after "/", a title, a body with {{blanks}} (variables.h), a folder.
#include "core/inbox/decision.h"

namespace tributary {

// Creates one when no id is given (it takes the command's) and replaces what has one. Refused: invalid_value (no
// title, a body that is empty or too long, a shortcut with blanks), text_too_long,
// list_full, name_taken (the shortcut), unknown_saved_reply.
struct SaveReply { SavedReplyId saved_reply; std::string shortcut, title, body, folder; };
struct ReplySaved { SavedReply saved_reply; };
struct RemoveSavedReply { SavedReplyId saved_reply; };
struct SavedReplyRemoved { SavedReplyId saved_reply; };

Decision decide(const State&, const SaveReply&, const Stamp&);
Decision decide(const State&, const RemoveSavedReply&, const Stamp&);
void apply(State&, const ReplySaved&, const Stamp&);
void apply(State&, const SavedReplyRemoved&, const Stamp&);

}  // namespace tributary
