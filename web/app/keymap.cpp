#include "web/app/keymap.h"

#include <array>

namespace tributary::app {
namespace {

constexpr std::string_view between = " or ";

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

struct Cap { std::string_view name, apple, other; };
constexpr std::array<Cap, 13> caps{{{"Mod", "⌘", "Ctrl"}, {"Ctrl", "⌃", "Ctrl"}, {"Alt", "⌥", "Alt"}, {"Shift", "⇧", "Shift"}, {"Enter", "↩", "Enter"},
                                    {"Escape", "Esc", "Esc"}, {"ArrowUp", "↑", "↑"}, {"ArrowDown", "↓", "↓"}, {"ArrowLeft", "←", "←"},
                                    {"ArrowRight", "→", "→"}, {"Backspace", "⌫", "Backspace"}, {"PageUp", "Page Up", "Page Up"},
                                    {"PageDown", "Page Down", "Page Down"}}};

std::string cap_of(std::string_view name, bool apple) {
  for (const Cap& cap : caps)
    if (cap.name == name) return std::string(apple ? cap.apple : cap.other);
  if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z') return std::string(1, static_cast<char>(name[0] - 'a' + 'A'));
  return std::string(name);
}

bool begins(std::string_view chord, std::string_view with) {
  return chord.size() > with.size() && chord.substr(0, with.size()) == with && chord[with.size()] == ' ';
}

struct Found { const Action* action = nullptr; bool longer = false; };

// The action that answers to exactly this, and whether a longer chord begins so.
Found look_up(std::string_view chord, const Preferences& prefs) {
  Found found;
  for (const Action& action : actions()) {
    for (std::string_view one : alternatives(keys_of(action, prefs))) {
      if (!prefs.single_keys && is_single_key(one)) continue;
      if (one == chord && !found.action) found.action = &action;
      found.longer = found.longer || begins(one, chord);
    }
  }
  return found;
}

}  // namespace

std::vector<std::string_view> alternatives(std::string_view keys) {
  std::vector<std::string_view> found;
  while (!keys.empty()) {
    const std::size_t end = keys.find(between);
    found.push_back(keys.substr(0, end));
    keys = end == std::string_view::npos ? std::string_view() : keys.substr(end + between.size());
  }
  return found;
}

std::string joined(const std::vector<std::string>& chords) {
  std::string keys;
  for (const std::string& chord : chords) keys += (keys.empty() ? "" : std::string(between)) + chord;
  return keys;
}

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

const Action* taken_by(std::string_view chord, std::string_view except, const Preferences& prefs) {
  for (const Action& action : actions()) {
    if (action.name == except) continue;
    for (std::string_view one : alternatives(keys_of(action, prefs)))
      if (one == chord || begins(one, chord) || begins(chord, one)) return &action;
  }
  return nullptr;
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

std::string aria_keys(std::string_view keys, bool apple) {
  std::string text;
  for (std::string_view chord : alternatives(keys)) {
    if (chord.find(' ') != std::string_view::npos) continue;
    const Parts parts = parts_of(chord);
    text += text.empty() ? "" : " ";
    for (std::string_view modifier : parts.modifiers) text += (modifier == "Mod" ? (apple ? "Meta" : "Control") : std::string(modifier == "Ctrl" ? "Control" : modifier)) + "+";
    text += parts.key;
  }
  return text;
}

Keymap::Answer Keymap::press(const KeyPress& pressed, const Preferences& prefs, bool apple, double now_ms) {
  const std::string press = press_text(pressed, apple);
  if (press.empty() || (pressed.in_field && !counts_in_field(press, apple))) return {};
  const bool waiting = !begun_.empty() && now_ms <= until_ms_;
  const std::string chord = waiting ? begun_ + " " + press : press;
  begun_.clear();
  const Found found = look_up(chord, prefs);
  if (found.longer && !pressed.repeat) {
    begun_ = chord;
    until_ms_ = now_ms + sequence_ms;
    return {nullptr, true};
  }
  if (!found.action) return {nullptr, waiting};  // a sequence that leads nowhere does nothing, not something else
  const bool again = pressed.repeat && (found.action->flags & action_repeats) == 0;
  return {again ? nullptr : found.action, true};
}

}  // namespace tributary::app
