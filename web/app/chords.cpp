// Chords taken apart: how people read them, and whether a text is one at all.
#include <array>

#include "web/app/keymap.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Parts { std::vector<std::string_view> modifiers; std::string_view key; };

Parts parts_of(std::string_view press) {
  Parts parts;
  for (std::string_view modifier : {"Mod+", "Ctrl+", "Alt+", "Shift+"}) {
    if (press.substr(0, modifier.size()) != modifier || press.size() == modifier.size()) continue;
    parts.modifiers.push_back(modifier.substr(0, modifier.size() - 1));
    press.remove_prefix(modifier.size());
  }
  parts.key = press;
  return parts;
}

std::vector<std::string_view> presses_of(std::string_view chord) {
  std::vector<std::string_view> presses;
  for (std::size_t blank = chord.find(' '); blank != std::string_view::npos; blank = chord.find(' ')) {
    presses.push_back(chord.substr(0, blank));
    chord.remove_prefix(blank + 1);
  }
  presses.push_back(chord);
  return presses;
}

// What is printed on a key wherever it is sold: arrows, and what Apple prints.
struct Sign { std::string_view name, sign; bool apple_only = true; };
constexpr std::array<Sign, 10> signs{{{"ArrowUp", "↑", false}, {"ArrowDown", "↓", false}, {"ArrowLeft", "←", false}, {"ArrowRight", "→", false},
                                      {"Mod", "⌘"}, {"Ctrl", "⌃"}, {"Alt", "⌥"}, {"Shift", "⇧"}, {"Enter", "↩"}, {"Backspace", "⌫"}}};

// A key the language has no word for is called what the browser calls it: F5, ü.
std::string cap_of(std::string_view name, bool apple) {
  for (const Sign& one : signs)
    if (one.name == name && (apple || !one.apple_only)) return std::string(one.sign);
  if (name.size() == 1) return std::string(1, name[0] >= 'a' && name[0] <= 'z' ? static_cast<char>(name[0] - 'a' + 'A') : name[0]);
  const std::string_view word = words::find("caps." + std::string(name == "Mod" ? "Ctrl" : name));
  return std::string(word.empty() ? name : word);
}

}  // namespace

bool valid_chord(std::string_view chord) {
  const std::vector<std::string_view> presses = presses_of(chord);
  if (presses.size() > 2) return false;
  for (std::string_view press : presses)
    if (const std::string_view key = parts_of(press).key; key.empty() || (key.size() > 1 && key.back() == '+') || reserved_press(press)) return false;
  return true;
}

bool reserved_press(std::string_view press) {
  for (std::string_view one : {"Tab", "Shift+Tab", "Space", "Shift+Space", "Shift+Escape", "F5", "F11", "F12", "Alt+F4", "Alt+Tab", "Alt+ArrowLeft",
                               "Alt+ArrowRight", "Mod+Tab", "Mod+0", "ContextMenu", "Mod+F4", "Mod+c", "Mod+v", "Mod+x", "Mod+a", "Mod+y", "Mod+q"})
    if (one == press) return true;
  for (std::string_view key : {"w", "t", "n", "l", "r", "f", "p", "+", "-", "="})
    if (press == std::string("Mod+") + std::string(key) || press == std::string("Mod+Shift+") + std::string(key)) return true;
  return false;
}

std::vector<std::string> key_caps(std::string_view chord, bool apple) {
  std::vector<std::string> shown;
  for (std::string_view press : presses_of(chord)) {
    if (!shown.empty()) shown.emplace_back();
    const Parts parts = parts_of(press);
    for (std::string_view modifier : parts.modifiers) shown.push_back(cap_of(modifier, apple));
    shown.push_back(cap_of(parts.key, apple));
  }
  return shown;
}

std::string caps_text(std::string_view chord, bool apple) {
  std::string text;
  bool first = true;
  for (const std::string& cap : key_caps(chord, apple)) {
    if (cap.empty()) text += " ";
    else text += (first || apple ? "" : "+") + cap;
    first = cap.empty();
  }
  return text;
}

std::string first_keys(std::string_view action, const Preferences& prefs) {
  const std::vector<std::string_view> keys = alternatives(keys_of(*find_action(action), prefs));
  return keys.empty() ? std::string() : caps_text(keys.front(), platform::apple_keys());
}

}  // namespace tributary::app
