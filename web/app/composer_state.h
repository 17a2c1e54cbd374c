#pragma once
// What is being written and what hangs open at it: notes beside replies, the list at the caret, the menu of the Send
// button, the forms of its dialogs.
#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/base/types.h"
#include "web/app/rect.h"

namespace tributary::app {

// A list at the caret, for a word that begins with @, / or a colon.
struct Suggestions {
  enum class Of : std::uint8_t { nothing, people, replies, emoji } of = Of::nothing;
  std::uint64_t field = 0;           // where it is being typed
  std::uint32_t from = 0, to = 0;    // bytes: from the sign to the caret
  std::string query;                 // behind the sign, without case
  int chosen = 0;
  std::uint64_t closed_in = 0;       // Escape: this very word of this field opens it no more
  std::uint32_t closed_from = 0;
};

// A row of it.
struct Suggestion {
  std::string title, detail;   // detail: a second, quieter part
  std::string put;             // what takes the place of the word at the caret
  bool writes_note = false;    // colleagues are mentioned in notes: from a reply the text moves there
  bool manages = false;        // no word at all: leads to where saved replies are kept
};

// When a reply goes, and what is done with its conversation once it has been sent.
struct SendPlan {
  Instant at = {};            // none: at once
  enum class Then : std::uint8_t { nothing, resolve, snooze } then = Then::nothing;
  Instant until = {};         // snooze
};

struct ComposerState {
  std::map<ConversationId, std::string> notes;  // drafts of private notes; those of replies are UiState::drafts
  std::set<ConversationId> noting;              // where the second tab is in front
  Suggestions suggestions;
  float top = 0;                                // of its frame, as it was drawn last
  enum class Menu : std::uint8_t { closed, ways, snooze, later } menu = Menu::closed;
  Rect menu_box;                                // with its button: a press elsewhere closes it
  std::map<std::uint64_t, std::string> typed;   // the fields of the dialog that is open
  TemplateId chosen;                            // templates: the one whose blanks are being filled in
  std::uint64_t wrong_at = 0;                   // the field of these that is wrong; 0: none in particular
  std::string wrong;                            // why its button did nothing …
  bool stopped = false;                         // … because something newer arrived: the next press sends anyway
  CommandId again;                              // what was refused and is edited in it: kept until this is sent
  std::map<ConversationId, SendPlan> plans;     // of replies that were refused and are edited (kept_plan.h)
};

}  // namespace tributary::app
