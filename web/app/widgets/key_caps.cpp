#include "web/app/widgets/key_caps.h"

#include "web/app/keymap.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float cap_h = 20, inner = 6, between_caps = 3, between_chords = 10;

float cap_width(const Ui& ui, std::string_view cap) {
  const float w = ui.width_of(Style::caption, cap) + 2 * inner;
  return w < cap_h ? cap_h : w;
}

// Draws when there is a Ui to draw with; the width either way.
float chord(const Ui& ui, Ui* drawn, float x, float middle, std::string_view keys) {
  const float begin = x;
  for (const std::string& cap : key_caps(keys, platform::apple_keys())) {
    if (x > begin) x += between_caps;
    if (cap.empty()) {
      if (drawn) drawn->text(x, middle - 8, Style::caption, ui.theme().muted, words::keys_then);
      x += ui.width_of(Style::caption, words::keys_then);
      continue;
    }
    const float w = cap_width(ui, cap);
    if (drawn) {
      drawn->fill(Rect{x, middle - cap_h / 2, w, cap_h}, ui.theme().sunken, radius::tag);
      drawn->stroke(Rect{x, middle - cap_h / 2, w, cap_h}, ui.theme().border, radius::tag);
      drawn->text(x + (w - ui.width_of(Style::caption, cap)) / 2, middle - 8, Style::caption, ui.theme().muted, drawn->keep(cap));
    }
    x += w;
  }
  return x - begin;
}

}  // namespace

float caps_width(const Ui& ui, std::string_view keys) {
  float w = 0;
  for (std::string_view one : alternatives(keys)) w += (w > 0 ? between_chords : 0) + chord(ui, nullptr, 0, 0, one);
  return w;
}

void draw_caps(Ui& ui, float right, float middle, std::string_view keys) {
  float x = right - caps_width(ui, keys);
  for (std::string_view one : alternatives(keys)) x += chord(ui, &ui, x, middle, one) + between_chords;
}

void draw_caps_of(Frame& f, std::string_view action, float right, float middle, float room) {
  const std::string_view keys = keys_of(*find_action(action), f.state.prefs);
  if (f.ui.shows_keys() && caps_width(f.ui, keys) <= room) draw_caps(f.ui, right, middle, keys);
}

}  // namespace tributary::app
