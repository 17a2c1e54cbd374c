#pragma once
// What is read out of a text while it is being written, and what goes into its blanks. Pure: state in, words out.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/inbox/variables.h"
#include "web/app/frame.h"

namespace tributary::app {

// The word before the caret, if it begins with a sign that calls a list: @ and / at once, a colon from the second letter
// on ("10:30" and ":)" call nothing).
struct Called { Suggestions::Of of = Suggestions::Of::nothing; std::uint32_t from = 0; std::string_view query; };
Called called_before(std::string_view text, std::size_t caret);

// Which tab is in front, and what stands in it.
bool noting(const UiState&, ConversationId);
const std::string& draft_of(const UiState&, ConversationId);
// Why the draft in front will not be there on another device; empty: it will.
std::string draft_only_here(const Frame&, ConversationId);

// The values known for a conversation: the customer's and the agent's names, our company's, the record's fields, the
// contact's attributes. A blank may bring its own fallback: {{first_name|there}}.
Values known_values(const Frame&, const Conversation&, const std::vector<std::string>& names);
// The blanks whose values are known without an attribute: those to offer to whoever writes a saved reply, and whether one
// is of that kind, however it is spelled and whatever its fallback. One with a fallback is never left empty.
std::span<const std::string_view> blanks_offered();
bool fills_itself(std::string_view name);
// As much filled in as is known; the other blanks stay, to be seen.
std::string filled_as_known(const Frame&, const Conversation&, std::string_view text);
// "Fill in {{order}} and {{date}} before sending", or nothing when the text has no blank.
std::string missing_words(const std::vector<std::string>& names);

// Who is called by "@Name" in a note; of two names that fit, the longer one.
std::vector<AgentId> mentioned_in(const Frame&, std::string_view note);

}  // namespace tributary::app
