#pragma once
// The list at the caret: colleagues for @, saved replies for /, emoji for a colon. Filtered as one types, walked with
// the arrows, taken with Enter; the field keeps the focus.
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

// There may be a list: it hangs at a word that calls one. It is of the program's second part, and appears when that is here.
inline bool listing(const Suggestions& s) { return s.of != Suggestions::Of::nothing && platform::later_here(); }
std::vector<Suggestion> suggestions_of(const Frame&);
void suggestions_list(Frame&, Rect page);  // draws Frame::at_caret, which holds some

// "😀 smile happy|…": the emoji whose words match best, with the word that does.
struct FoundEmoji { std::string_view emoji, word; };
std::vector<FoundEmoji> find_emoji(std::string_view table, std::string_view folded_query, std::size_t most);

}  // namespace tributary::app
