// Keys that are pressed to be remembered: the preferences page gives an action new ones.
#include "web/app/app.h"
#include "web/app/panes.h"
#include "web/app/words.h"

namespace tributary::app {

// Who turns to something else has changed their mind; the buttons that settle a conflict belong to it.
void App::leave_capture() {
  const KeyCapture& capture = state_.capture;
  const bool elsewhere = input_.focused != 0 && input_.focused != nodes::key_button(capture.action);
  if (!capture.action.empty() && capture.taken_by.empty() && elsewhere) state_.capture = KeyCapture{};
}

void App::capture_key(const KeyPress& press) {
  KeyCapture& capture = state_.capture;
  const std::string text = press_text(press, platform::apple_keys());
  if (text.empty() || press.repeat) return;
  if (text == "Escape") return act(intent::CaptureKeys{});
  capture.taken_by.clear();
  capture.reserved = !valid_chord(text) || text == "Enter";
  const bool second = !capture.pressed.empty() && capture.until_ms > 0;
  if (capture.reserved) {
    capture.pressed = text;
    capture.until_ms = 0;
    return;
  }
  capture.pressed = second ? capture.pressed + " " + text : text;
  // Only a letter or sign alone begins a sequence.
  if (second || !is_single_key(text) || text.size() > 2) return keep_captured(false);
  capture.until_ms = platform::now_ms() + Keymap::sequence_ms;
  platform::wake_after(Keymap::sequence_ms);
}

void App::capture_time() {
  const KeyCapture& capture = state_.capture;
  if (capture.action.empty() || capture.until_ms == 0) return;
  const double left = capture.until_ms - platform::now_ms();
  if (left > 0) platform::wake_after(left);
  else keep_captured(false);
}

// Keeps what was pressed. Whoever has these keys already is named first; taking them leaves that action its others.
void App::keep_captured(bool from_others) {
  KeyCapture& capture = state_.capture;
  capture.until_ms = 0;
  const Action* action = find_action(capture.action);
  if (!action || capture.pressed.empty()) return;
  Preferences p = state_.prefs;
  for (const Action* other = taken_by(capture.pressed, action->name, p); other; other = taken_by(capture.pressed, action->name, p)) {
    if (!from_others) {
      capture.taken_by = other->name;
      return platform::announce(words::formatted(words::key_taken, {{"keys", caps_text(capture.pressed, platform::apple_keys())}, {"action", other->label}}), true);
    }
    std::vector<std::string> left;
    for (std::string_view one : alternatives(keys_of(*other, p))) {
      Preferences alone;
      alone.keys[std::string(other->name)] = std::string(one);
      if (taken_by(capture.pressed, action->name, alone) != other) left.emplace_back(one);
    }
    p.keys[std::string(other->name)] = joined(left);
  }
  const std::string name(action->name);
  if (capture.pressed == action->keys) p.keys.erase(name);
  else p.keys[name] = capture.pressed;
  const std::string told = words::formatted(words::key_chosen, {{"action", action->label}, {"keys", caps_text(capture.pressed, platform::apple_keys())}});
  act(intent::CaptureKeys{});
  act(intent::SetPreferences{std::move(p), told});
}

}  // namespace tributary::app
