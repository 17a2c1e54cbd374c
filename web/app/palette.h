#pragma once
// What the command palette offers for what was typed: actions that can be done now, colleagues to assign to, people and
// views to go to, times to snooze until, tags, saved replies. Pure: state in, rows out.
#include "core/base/fold.h"
#include "web/app/actions.h"

namespace tributary::app {

struct PaletteEntry {
  const Action* action = nullptr;     // exactly one of these four, or what is wanted
  AgentId assign_to;
  TeamId assign_team = {};
  ConversationId go_to;
  std::string title;
  Word section;
  int score = 0;
  std::optional<Intent> wanted = {};
};
std::vector<PaletteEntry> palette_entries(const Frame&);
std::vector<DialogState::Person> people_of(const Frame&);
void add_more(const Frame&, std::string_view query, std::vector<PaletteEntry>&);  // palette_more.cpp

// How well every word of the query is found in a folded text: 0 not at all; the beginning of a word counts most, letters
// in order the least.
int match(std::string_view folded_query, std::string_view folded_text);
inline constexpr int match_in_word = 50;  // somewhere inside of a word: less are letters in order

}  // namespace tributary::app
