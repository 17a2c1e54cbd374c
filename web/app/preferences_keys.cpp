// The part of the preferences page where every action gets other keys, or none.
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/key_caps.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float row_h = 44, tool = 32;

std::string spoken_keys(std::string_view keys) {
  std::string said;
  for (std::string_view one : alternatives(keys)) said += (said.empty() ? "" : ", ") + caps_text(one, platform::apple_keys());
  return said.empty() ? std::string(std::string_view(words::no_keys)) : said;
}

void set_keys(Frame& f, const Action& action, std::optional<std::string> keys) {
  Preferences p = f.state.prefs;
  const std::string name(action.name);
  if (keys && *keys != action.keys) p.keys[name] = *keys;
  else p.keys.erase(name);
  f.want(intent::SetPreferences{std::move(p), words::formatted(words::key_chosen, {{"action", action.label}, {"keys", spoken_keys(keys ? *keys : action.keys)}})});
}

std::string_view capture_words(Frame& f) {
  const KeyCapture& c = f.state.capture;
  const std::string keys = caps_text(c.pressed.empty() ? "?" : c.pressed, platform::apple_keys());
  if (c.reserved) return words::format(f.ui, words::key_reserved, {{"keys", keys}});
  if (!c.taken_by.empty()) {
    const Action* other = find_action(c.taken_by);
    return words::format(f.ui, words::key_taken, {{"keys", keys}, {"action", other ? std::string_view(other->label) : std::string_view()}});
  }
  if (!c.pressed.empty()) return words::format(f.ui, words::key_more, {{"keys", keys}});
  return words::key_press;
}

// Below the row while its keys are pressed: what happens, and what can be done about a conflict.
float capture_box(Frame& f, float x, float y, float w) {
  Ui& ui = f.ui;
  const KeyCapture& c = f.state.capture;
  const std::string_view said = capture_words(f);
  const float words_h = ui.paragraph_height(Style::small, said, w - 2 * gap::medium), buttons = c.taken_by.empty() ? 0 : size::button + gap::small;
  const Rect box{x, y, w, words_h + buttons + 2 * gap::small};
  const bool bad = c.reserved || !c.taken_by.empty();
  ui.fill(box, bad ? ui.theme().warning_bg : ui.theme().selected, radius::button);
  ui.paragraph(node_id("capture-words"), x + gap::medium, y + gap::small, w - 2 * gap::medium, Style::small, bad ? ui.theme().warning : ui.theme().text, said);
  if (!c.taken_by.empty()) {
    const float take_w = button_width(ui, words::key_take), at = y + gap::small + words_h + gap::small;
    if (button(ui, node_id("capture-take"), Rect{x + gap::medium, at, take_w, size::button}, words::key_take, {ButtonLook::primary})) f.want(intent::TakeKeys{});
    const Rect cancel{x + gap::medium + take_w + gap::small, at, button_width(ui, words::key_cancel), size::button};
    if (button(ui, node_id("capture-cancel"), cancel, words::key_cancel)) f.want(intent::CaptureKeys{});
  }
  return box.h + gap::small;
}

// At a row's end: one place for taking its keys away, and one for giving them back as soon as any action has other keys.
float tools_width(const Preferences& prefs) { return prefs.keys.empty() ? tool : 2 * tool + gap::tiny; }

void tools(Frame& f, float right, float y, const Action& action) {
  const bool changed = f.state.prefs.keys.count(std::string(action.name)) > 0, off = keys_of(action, f.state.prefs).empty();
  const NodeId which = node_id(action.name);
  const Rect reset{right - tool, y + 6, tool, tool}, away{right - tools_width(f.state.prefs), y + 6, tool, tool};
  if (!off && button(f.ui, node_id("key-off", which), away, words::format(f.ui, words::key_off_of, {{"action", action.label}}), {ButtonLook::quiet, icon::cross, true}))
    set_keys(f, action, std::string());
  if (changed && button(f.ui, node_id("key-reset", which), reset, words::format(f.ui, words::key_reset_of, {{"action", action.label}}), {ButtonLook::quiet, icon::again, true}))
    set_keys(f, action, std::nullopt);
}

float key_row(Frame& f, float x, float y, float w, const Action& action) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view keys = keys_of(action, f.state.prefs);
  const bool capturing = f.state.capture.action == action.name;
  const float room = w - tools_width(f.state.prefs) - gap::small, caps = keys.empty() ? ui.width_of(Style::caption, words::no_keys) : caps_width(ui, keys);
  const bool below = room < ui.width_of(Style::body, action.label) + caps + 3 * gap::medium;  // the keys take a line of their own
  const float h = row_h + (below ? 26.0f : 0.0f);
  const Rect box{x, y, room, h - 4};
  const NodeId id = nodes::key_button(action.name);
  if (capturing || ui.hovered(box)) ui.fill(box, capturing ? t.selected : t.hover, radius::button);
  platform::Node& node = ui.node(id, NodeRole::button, box, words::format(ui, words::key_change, {{"action", action.label}, {"keys", spoken_keys(keys)}}));
  if (capturing) node.flags |= platform::node_takes_keys;
  ui.enter(id);
  ui.text_in(x + gap::small, y + 10, room - gap::medium - (below ? 0 : caps + gap::medium), Style::body, t.text, action.label);
  const float middle = below ? y + 48 : y + box.h / 2, end = below ? x + gap::small + caps : x + room - gap::small;
  if (keys.empty()) ui.text(end - caps, middle - 8, Style::caption, t.muted, words::no_keys);
  else draw_caps(ui, end, middle, keys);
  ui.leave();
  if (ui.activated(id)) f.want(intent::CaptureKeys{capturing ? std::string() : std::string(action.name)});
  tools(f, x + w, y, action);
  return h + (capturing ? capture_box(f, x, y + h, w) : 0);
}

}  // namespace

NodeId nodes::key_button(std::string_view action) { return node_id("key-change", node_id(action)); }

void keys_section(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  y += ui.paragraph(node_id("keys-hint"), x, y, w, Style::small, ui.theme().muted, words::pref_map_hint) + gap::medium;
  const Action* before = nullptr;
  for (const Action& action : actions()) {
    if (!before || before->group != action.group) {
      platform::Node& heading = ui.node(node_id("keys-group", static_cast<std::uint64_t>(action.group)), NodeRole::heading, Rect{x, y + gap::small, w, 18}, group_label(action.group));
      heading.level = 3;
      ui.enter(heading.id);
      ui.text(x, y + gap::small, Style::small_strong, ui.theme().muted, group_label(action.group));
      ui.leave();
      y += 34;
    }
    y += key_row(f, x, y, w, action);
    before = &action;
  }
  y += gap::medium;
  const float reset_w = button_width(ui, words::key_reset_all);
  if (button(ui, node_id("keys-reset"), Rect{x, y, reset_w, size::button}, words::key_reset_all, {ButtonLook::plain, {}, false, f.state.prefs.keys.empty()})) {
    Preferences p = f.state.prefs;
    p.keys.clear();
    f.want(intent::SetPreferences{std::move(p), std::string(std::string_view(words::keys_were_reset))});
  }
  y += size::button + gap::huge;
}

}  // namespace tributary::app
