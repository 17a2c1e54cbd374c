#include "web/app/keymap.h"

namespace tributary::app {
namespace {

constexpr std::string_view between = " or ";

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

const Action* taken_by(std::string_view chord, std::string_view except, const Preferences& prefs) {
  for (const Action& action : actions()) {
    if (action.name == except) continue;
    for (std::string_view one : alternatives(keys_of(action, prefs)))
      if (one == chord || begins(one, chord) || begins(chord, one)) return &action;
  }
  return nullptr;
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
