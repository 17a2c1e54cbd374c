#pragma once
// Keys into actions. A press is written as text: modifiers in the order Mod, Ctrl, Alt, Shift, then the key: "e",
// "Shift+e", "Mod+k", "Alt+1", "?", "ArrowDown". Mod is Command on Apple's machines and Ctrl elsewhere. A chord is one
// press or two, "g i"; an action has none, one or several, "j or ArrowDown".
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/app/actions.h"

namespace tributary::app {

struct KeyPress {
  std::string key, code;      // KeyboardEvent's
  bool shift = false, ctrl = false, alt = false, meta = false;
  bool alt_graph = false;     // the third level of the keyboard made this character
  bool repeat = false;        // held down
  bool in_field = false;      // pressed while somebody types
};
KeyPress key_press(const platform::Event&);

// Letters as the keyboard says them, in Latin where the layout is another script; by their place for Alt. Empty for what
// no chord holds: a modifier alone, a dead key.
std::string press_text(const KeyPress&, bool apple);
// Typing in a field is not disturbed: only combinations count there, and on Apple's machines Alt types characters.
bool counts_in_field(std::string_view press, bool apple);
// Without Ctrl, Alt and Command: what the switch "single keys" turns off. Escape and arrows are not meant by it.
bool is_single_key(std::string_view chord);

std::vector<std::string_view> alternatives(std::string_view keys);  // split at " or "
std::string joined(const std::vector<std::string>& chords);
bool valid_chord(std::string_view chord);
// The browser's own or needed to get about: never an action's.
bool reserved_press(std::string_view press);
// Which other action answers to this chord, or waits behind it, or stands before it.
const Action* taken_by(std::string_view chord, std::string_view except, const Preferences&);

// For people, as keyboards of the language shown name their keys (caps.… in assets/locale) and Apple's mark them. These come with
// the program's second part: what the first screen draws asks platform::later_here() before.
std::vector<std::string> key_caps(std::string_view chord, bool apple);  // "⌘", "K"; between the presses of a sequence an empty one
std::string caps_text(std::string_view chord, bool apple);              // "Ctrl+K", "Strg+K", "⌘K", "G I"
std::string first_keys(std::string_view action, const Preferences&);    // the first chord of this action, on this machine; empty: none

// Presses become actions; time is given, so that a test can let it pass.
class Keymap {
 public:
  static constexpr double sequence_ms = 1500;
  struct Answer {
    const Action* action = nullptr;
    bool taken = false;       // the browser shall do nothing of its own
  };
  Answer press(const KeyPress&, const Preferences&, bool apple, double now_ms);
  void forget() { begun_.clear(); }
  const std::string& begun() const { return begun_; }  // the first press of a sequence that is being waited for

 private:
  std::string begun_;
  double until_ms_ = 0;
};

}  // namespace tributary::app
