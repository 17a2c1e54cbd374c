#pragma once
// Every action a person can take, one row each: buttons, context menus, keys, the palette and the sheet of keys all go
// through the same row. A new feature appends a row to action_table.cpp and its words; nothing else has to know it.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/frame.h"
#include "web/app/words.h"

namespace tributary::app {

enum class ActionGroup : std::uint8_t { conversation, writing, go, look, app };
Word group_label(ActionGroup);

// What an action is about: the open conversation and the message that has the focus, unless a menu says otherwise.
struct Target {
  ConversationId conversation;
  MessageId message;
};
Target target_of(const Frame&);

enum : std::uint8_t {
  action_repeats = 1,    // goes on while its key is held down
  action_anywhere = 2,   // also while a dialog is open
  action_unlisted = 4,   // not offered by the palette: it would do nothing from there
};

struct Action {
  std::string_view name;      // stable: preferences remember it
  Word label, synonyms;      // synonyms: what else people call it, set apart by commas
  ActionGroup group;
  std::string_view keys;      // default chords, "j or ArrowDown", "g i", "Mod+k"; empty: none
  bool (*possible)(const Frame&, const Target&);
  void (*run)(Frame&, const Target&);
  std::uint8_t flags = 0;
};

std::span<const Action> actions();
const Action* find_action(std::string_view name);

// The chords that call it now: chosen by the person, else the default; set apart by " or ".
std::string_view keys_of(const Action&, const Preferences&);

// Whether it can be done now, and doing it, by name: the name must be a row's.
bool possible(const Frame&, std::string_view name);
bool possible(const Frame&, std::string_view name, const Target&);
void perform(Frame&, std::string_view name);
void perform(Frame&, std::string_view name, const Target&);

}  // namespace tributary::app
