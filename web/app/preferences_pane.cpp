// The preferences page: what a person chooses for themselves, and it applies at once.
#include <array>

#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/choices.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

using Names = std::span<const std::string_view>;
struct Column { float x = 0, y = 0, w = 0; };

void heading(Frame& f, Column& c, std::string_view title, int level) {
  const Style style = level == 1 ? Style::heading : Style::title;
  platform::Node& node = f.ui.node(node_id(title, static_cast<std::uint64_t>(level)), NodeRole::heading, Rect{c.x, c.y, c.w, line_height(style)}, title);
  node.level = level;
  f.ui.enter(node.id);
  f.ui.text(c.x, c.y, style, f.ui.theme().text, title);
  f.ui.leave();
  c.y += line_height(style) + gap::medium;
}

void label_and_hint(Frame& f, Column& c, std::string_view name, std::string_view label, std::string_view hint, float w) {
  f.ui.text(c.x, c.y, Style::body_strong, f.ui.theme().text, label);
  c.y += line_height(Style::body_strong);
  c.y += f.ui.paragraph(node_id("pref-hint", node_id(name)), c.x, c.y, w, Style::small, f.ui.theme().muted, hint) + gap::small;
}

void change(Frame& f, Preferences changed) { f.want(intent::SetPreferences{std::move(changed), {}}); }

// The new one, or -1.
int one_of(Frame& f, Column& c, std::string_view name, std::string_view label, std::string_view hint, Names names, int chosen) {
  label_and_hint(f, c, name, label, hint, c.w);
  const float h = radio_height(f.ui, names, c.w);
  const int picked = radio_group(f.ui, node_id("pref", node_id(name)), Rect{c.x, c.y, c.w, h}, label, names, chosen);
  c.y += h + gap::huge;
  return picked;
}

template <class E>
void choice(Frame& f, Column& c, std::string_view name, std::string_view label, std::string_view hint, Names names, E Preferences::*field) {
  const int picked = one_of(f, c, name, label, hint, names, static_cast<int>(f.state.prefs.*field));
  if (picked < 0) return;
  Preferences p = f.state.prefs;
  p.*field = static_cast<E>(picked);
  change(f, std::move(p));
}

void on_or_off(Frame& f, Column& c, std::string_view name, std::string_view label, std::string_view hint, bool Preferences::*field) {
  const float top = c.y;
  label_and_hint(f, c, name, label, hint, c.w - toggle_width - gap::large);
  if (toggle(f.ui, node_id("pref", node_id(name)), c.x + c.w - toggle_width, top, label, f.state.prefs.*field)) {
    Preferences p = f.state.prefs;
    p.*field = !(p.*field);
    change(f, std::move(p));
  }
  c.y += gap::large;
}

void text_size(Frame& f, Column& c) {
  Ui& ui = f.ui;
  label_and_hint(f, c, "size", words::pref_size, words::pref_size_hint, c.w);
  const int percent = f.state.prefs.text_percent;
  const std::string_view said = words::format(ui, words::percent, {{"n", ui.number(percent)}});
  const float said_w = 60, w = std::min(c.w - said_w, 420.0f);
  ui.text(c.x + w + gap::medium, c.y + 6, Style::body_strong, ui.theme().text, said);
  const int wanted = slider(ui, node_id("pref-size"), Rect{c.x, c.y, w, size::button}, words::pref_size, said, percent,
                            Steps{text_percent_min, text_percent_max, text_percent_step}, words::act_smaller, words::act_larger);
  c.y += size::button + gap::huge;
  if (wanted == percent) return;
  Preferences p = f.state.prefs;
  p.text_percent = wanted;
  change(f, std::move(p));
}

void language(Frame& f, Column& c) {
  constexpr std::array<std::string_view, 4> codes{"", "en", "de", "ar"};
  const std::array<std::string_view, 4> names{words::language_automatic, "English", "Deutsch", "العربية"};
  int chosen = 0;
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == f.state.prefs.language) chosen = static_cast<int>(i);
  const int picked = one_of(f, c, "language", words::pref_language, words::pref_language_hint, names, chosen);
  if (picked < 0) return;
  Preferences p = f.state.prefs;
  p.language = codes[static_cast<std::size_t>(picked)];
  change(f, std::move(p));
}

void looks(Frame& f, Column& c) {
  const std::array<std::string_view, 4> themes{words::theme_system, words::theme_light, words::theme_dark, words::theme_contrast};
  const std::array<std::string_view, 3> densities{words::density_comfortable, words::density_cosy, words::density_compact};
  const std::array<std::string_view, 3> choices{words::choice_automatic, words::choice_on, words::choice_off};
  heading(f, c, words::group_look, 2);
  choice(f, c, "theme", words::pref_theme, words::pref_theme_hint, themes, &Preferences::theme);
  choice(f, c, "density", words::pref_density, words::pref_density_hint, densities, &Preferences::density);
  text_size(f, c);
  choice(f, c, "motion", words::pref_motion, words::pref_motion_hint, choices, &Preferences::reduced_motion);
  choice(f, c, "sharper", words::pref_sharper, words::pref_sharper_hint, choices, &Preferences::sharper_text);
  language(f, c);
}

std::string_view keys_or_none(Frame& f, std::string_view action) {
  const std::string keys = first_keys(action, f.state.prefs);
  return keys.empty() ? std::string_view(words::no_keys) : f.ui.keep(keys);
}

void undo_send(Frame& f, Column& c) {
  std::array<std::string_view, std::size(undo_choices)> names{words::choice_off};
  int chosen = 0;
  for (std::size_t i = 1; i < names.size(); ++i) {
    names[i] = words::format(f.ui, words::seconds, {{"n", f.ui.number(undo_choices[i])}});
    if (undo_choices[i] == f.state.prefs.undo_seconds) chosen = static_cast<int>(i);
  }
  const int picked = one_of(f, c, "undo", words::pref_undo, words::pref_undo_hint, names, chosen);
  if (picked < 0) return;
  Preferences p = f.state.prefs;
  p.undo_seconds = undo_choices[picked];
  change(f, std::move(p));
}

void typing(Frame& f, Column& c) {
  heading(f, c, words::pref_writing, 2);
  on_or_off(f, c, "enter", words::pref_enter, words::format(f.ui, words::pref_enter_hint, {{"keys", keys_or_none(f, "send")}}), &Preferences::enter_sends);
  c.y += gap::small;
  undo_send(f, c);
  heading(f, c, words::pref_keys, 2);
  on_or_off(f, c, "single", words::pref_single, words::format(f.ui, words::pref_single_hint, {{"keys", keys_or_none(f, "resolve_next")}}), &Preferences::single_keys);
}

// What is no one person's own lies on a page of its own.
void shared_things(Frame& f, Column& c) {
  heading(f, c, words::library::title, 2);
  c.y += f.ui.paragraph(node_id("pref-library-hint"), c.x, c.y - gap::small, c.w, Style::small, f.ui.theme().muted, words::library::hint) + gap::small;
  const float h = f.ui.target(size::button);
  if (button(f.ui, node_id("pref-library"), Rect{c.x, c.y, button_width(f.ui, words::library::open), h}, words::library::open)) f.want(intent::OpenLibrary{f.state.library.part});
  c.y += h + gap::huge;
}

void own_password(Frame& f, Column& c) {
  heading(f, c, words::password, 2);
  c.y += f.ui.paragraph(node_id("pref-password-hint"), c.x, c.y - gap::small, c.w, Style::small, f.ui.theme().muted, words::people::password_hint) + gap::small;
  const float h = f.ui.target(size::button);
  const std::string_view name = words::people::password_open;
  if (button(f.ui, node_id("pref-password"), Rect{c.x, c.y, button_width(f.ui, name), h}, name)) f.want(intent::OpenForm{Dialog::password_form});
  c.y += h + gap::huge;
}

void reset_everything(Frame& f, Column& c) {
  const std::string_view name = words::reset_all;
  const float w = button_width(f.ui, name);
  if (button(f.ui, node_id("reset-all"), Rect{c.x, c.y, w, size::button}, name, {ButtonLook::danger}))
    f.want(intent::SetPreferences{Preferences{}, std::string(std::string_view(words::all_were_reset))});
  c.y += size::button + gap::huge;
}

}  // namespace

void preferences_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  Scroll& scroll = f.state.preferences_scroll;
  begin_scroll_area(ui, scroll, node_id("preferences"), NodeRole::region, box, static_cast<double>(f.state.preferences_height), words::preferences, true);
  const float w = std::min(box.w - 2 * gap::large, 720.0f), top = box.y + gap::huge - static_cast<float>(scroll.y);
  Column c{box.x + (box.w - w) / 2, top, w};
  heading(f, c, words::preferences, 1);
  c.y += ui.paragraph(node_id("preferences-hint"), c.x, c.y - gap::small, c.w, Style::small, ui.theme().muted, words::pref_hint) + gap::large;
  shared_things(f, c);
  looks(f, c);
  notify_section(f, c.x, c.y, c.w);
  typing(f, c);
  keys_section(f, c.x, c.y, c.w);
  own_password(f, c);
  reset_everything(f, c);
  ui.unclip();
  ui.leave();
  const float height = c.y - top + 2 * gap::huge;
  f.wants_frame = f.wants_frame || height != f.state.preferences_height;
  f.state.preferences_height = height;
}

}  // namespace tributary::app
