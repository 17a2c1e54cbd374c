#pragma once
// What is known of the person behind a conversation, however many merged contacts that is.
#include <string>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

ContactId contact_of(const State&, ConversationId);         // the root of merged ones; none: unknown conversation
ConversationId latest_conversation(const State&, ContactId);
std::string addresses_words(Frame&, ContactId);             // for people, set apart by dots
std::string_view kind_word(IdentityKind);
std::vector<ConversationId> conversations_of(const Frame&, ContactId);  // newest first; costs what it returns

}  // namespace tributary::app
