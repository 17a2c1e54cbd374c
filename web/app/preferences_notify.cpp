// The part of the preferences page about being told of things while one looks elsewhere.
#include "web/app/panes.h"
#include "web/app/widgets/choices.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Place { float x = 0, y = 0, w = 0; };

void save(Frame& f, Preferences changed) { f.want(intent::SetPreferences{std::move(changed), {}}); }

// A row with a switch; true when it was turned over.
bool row(Frame& f, Place& at, NodeId id, std::string_view label, std::string_view hint, bool on) {
  Ui& ui = f.ui;
  const float top = at.y, room = at.w - toggle_width - gap::large;
  ui.text_in(at.x, at.y, room, Style::body_strong, ui.theme().text, label);
  at.y += line_height(Style::body_strong);
  if (!hint.empty()) at.y += ui.paragraph(id + 1, at.x, at.y, room, Style::small, ui.theme().muted, hint);
  at.y += gap::large;
  return toggle(ui, id, at.x + at.w - toggle_width, top, label, on);
}

void plain_row(Frame& f, Place& at, NodeId id, std::string_view label, std::string_view hint, bool Preferences::*field) {
  if (!row(f, at, id, label, hint, f.state.prefs.*field)) return;
  Preferences p = f.state.prefs;
  p.*field = !(p.*field);
  save(f, std::move(p));
}

// Switched on only once the system allows it; asked for only now.
void desktop(Frame& f, Place& at) {
  const bool on = f.state.prefs.notify_desktop && platform::notify_permission() == platform::Permission::granted;
  if (!row(f, at, node_id("notify-desktop"), words::notify_desktop, words::notify_desktop_hint, on)) return;
  if (!on) return f.want(intent::AskToNotify{});
  Preferences p = f.state.prefs;
  p.notify_desktop = false;
  save(f, std::move(p));
}

// A full hour as the person's clock shows it: of a day in winter, when no zone changes its time.
std::string clock_at(int hour) {
  constexpr double day_ms = 1'768'435'200'000;  // 15 January 2026, 00:00 UTC
  return platform::format_time(day_ms + (hour * 60.0 - platform::utc_offset_minutes(day_ms)) * 60'000.0);
}

void hour(Frame& f, Place& at, NodeId id, Word label, int Preferences::*field) {
  Ui& ui = f.ui;
  const int now = f.state.prefs.*field;
  const std::string_view said = ui.keep(clock_at(now));
  const float said_w = 92, w = std::min(at.w - said_w, 420.0f);
  ui.text(at.x, at.y, Style::small_strong, ui.theme().text, label);
  at.y += line_height(Style::small_strong) + gap::tiny;
  ui.text(at.x + w + gap::medium, at.y + 6, Style::body_strong, ui.theme().text, said);
  const int wanted = slider(ui, id, Rect{at.x, at.y, w, size::button}, label, said, now, Steps{0, 23, 1}, words::earlier, words::later);
  at.y += size::button + gap::large;
  if (wanted == now) return;
  Preferences p = f.state.prefs;
  p.*field = wanted;
  save(f, std::move(p));
}

}  // namespace

void notify_section(Frame& f, float x, float& y, float w) {
  Ui& ui = f.ui;
  platform::Node& title = ui.node(node_id("notify-title"), NodeRole::heading, Rect{x, y, w, line_height(Style::title)}, words::notify_title);
  title.level = 2;
  ui.enter(title.id);
  ui.text(x, y, Style::title, ui.theme().text, words::notify_title);
  ui.leave();
  Place at{x, y + line_height(Style::title) + gap::medium, w};
  desktop(f, at);
  plain_row(f, at, node_id("notify-sound"), words::notify_sound, words::notify_sound_hint, &Preferences::notify_sound);
  plain_row(f, at, node_id("notify-mine"), words::notify_mine, {}, &Preferences::notify_mine);
  plain_row(f, at, node_id("notify-assigned"), words::notify_assigned, {}, &Preferences::notify_assigned);
  plain_row(f, at, node_id("notify-mention"), words::notify_mention, {}, &Preferences::notify_mention);
  plain_row(f, at, node_id("notify-unassigned"), words::notify_unassigned, {}, &Preferences::notify_unassigned);
  plain_row(f, at, node_id("notify-hides"), words::notify_hides, words::notify_hides_hint, &Preferences::notify_hides_text);
  plain_row(f, at, node_id("notify-quiet"), words::quiet_hours, words::quiet_hours_hint, &Preferences::quiet_hours);
  if (f.state.prefs.quiet_hours) {
    hour(f, at, node_id("quiet-from"), words::quiet_from, &Preferences::quiet_from);
    hour(f, at, node_id("quiet-until"), words::quiet_until, &Preferences::quiet_until);
  }
  y = at.y + gap::medium;
}

}  // namespace tributary::app
