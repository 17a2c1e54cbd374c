#pragma once
// The list at the caret: colleagues for @, saved replies for /, emoji for a colon. Filtered as one types, walked with
// the arrows, taken with Enter; the field keeps the focus.
#include <string>
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

struct Suggestion {
  std::string title, detail;   // detail: a second, quieter part
  std::string put;             // what takes the place of the word at the caret
  bool writes_note = false;    // colleagues are mentioned in notes: from a reply the text moves there
  bool manages = false;        // no word at all: leads to where saved replies are kept
};
// There may be a list: it hangs at a word that calls one. It is of the program's second part, and appears when that is here.
inline bool listing(const Suggestions& s) { return s.of != Suggestions::Of::nothing && platform::later_here(); }
std::vector<Suggestion> suggestions_of(const Frame&);
void suggestions_list(Frame&, Rect page);  // draws it, when there is one

// "😀 smile happy|…": the emoji whose words match best, with the word that does.
struct FoundEmoji { std::string_view emoji, word; };
std::vector<FoundEmoji> find_emoji(std::string_view table, std::string_view folded_query, std::size_t most);

}  // namespace tributary::app
