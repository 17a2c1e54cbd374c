#include "web/app/list_row.h"

#include <algorithm>

#include "core/inbox/team.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/list_row_marks.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float action_edge = 30;

struct RowWords { std::string_view title, channel, preview, time, unread, assignee; RowMarks marks; };

// Nobody's yet, but a team's.
std::string_view team_words(const Frame& f, ConversationId id) {
  const Conversation* conversation = f.data().conversations.find(id);
  const Team* team = conversation ? f.data().teams.find(team_of(f.data(), *conversation)) : nullptr;
  return team ? std::string_view(team->name) : std::string_view();
}

RowWords words_of(Frame& f, const ListRow& row) {
  RowWords w;
  w.title = f.ui.keep(person_title(f.words(), f.data(), row.contact));
  w.channel = channel_word(row.channel);
  w.preview = preview_words(f, row);
  w.time = f.ui.keep(platform::format_short(static_cast<double>(row.last_activity.ms)));
  if (row.unread > 0) w.unread = words::plural(f.ui, words::unread, row.unread);
  if (row.assignee && row.assignee != f.me()) w.assignee = agent_words(f, row.assignee);
  if (!row.assignee) w.assignee = team_words(f, row.conversation);
  w.marks = marks_of(f, row);
  return w;
}

std::string_view spoken(Frame& f, const RowWords& w) {
  return words::listed(f.ui, {w.title, w.channel, w.preview, w.time, w.unread, spoken_marks(f, w.marks), w.assignee});
}

struct RowLook { Rect box, bar; std::uint32_t ground = 0; bool current = false, unread = false, actions = false; float x = 0, right = 0; };

// Name and time on the first line.
void first_line(Ui& ui, const RowLook& look, const RowWords& w, float y) {
  const Theme& t = ui.theme();
  const float time_w = look.actions ? 0 : ui.width_of(Style::figure, w.time);
  ui.text_in(look.x, y, look.right - time_w - 10 - look.x, look.unread ? Style::body_strong : Style::body, t.text, w.title);
  if (!look.actions) ui.text(look.right - time_w, y + 3, Style::figure, t.muted, w.time);
}

// What was said last, and how much of it is new.
void preview_line(Ui& ui, const RowLook& look, const RowWords& w, const ListRow& row, float y, float x, float right) {
  const Theme& t = ui.theme();
  if (look.unread && !look.actions) right -= badge(ui, right, y, row.unread) + gap::small;
  if (row.last_direction == Direction::out) {
    ui.icon(x, y + 1, 16, t.muted, icon::reply);
    x += 20;
  }
  ui.text_in(x, y, right - x, Style::small, look.unread ? t.text : t.muted, w.preview);
}

void three_lines(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const float y = look.box.y + (look.box.h - 59) / 2;
  first_line(ui, look, w, y);
  preview_line(ui, look, w, row, y + 21, look.x, look.right);
  const std::string_view below = words::dotted(ui, {w.channel, w.assignee});
  const float room = look.right - look.x, kept = std::min(ui.width_of(Style::caption, below), room * 0.35f);
  const float end = look.x + draw_marks(f, look.x, y + 41, w.marks, room - kept);
  ui.text_in(end, y + 42, look.right - end, Style::caption, ui.theme().faint, below);
}

void two_lines(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const float y = look.box.y + (look.box.h - 40) / 2, most = (look.right - look.x) * 0.5f, states = marks_width(f, w.marks, most);
  first_line(ui, look, w, y);
  draw_marks(f, look.right - states + 6, y + 21, w.marks, most);
  preview_line(ui, look, w, row, y + 21, look.x, look.right - states);
}

void one_line(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float y = look.box.y + (look.box.h - 20) / 2, time_w = look.actions ? -gap::small : ui.width_of(Style::figure, w.time), most = (look.right - look.x) * 0.35f, states = marks_width(f, w.marks, most);
  const float name_w = std::min((look.right - look.x) * 0.42f, ui.width_of(look.unread ? Style::dense_strong : Style::dense, w.title));
  ui.text_in(look.x, y, name_w + 1, look.unread ? Style::dense_strong : Style::dense, t.text, w.title);
  const float right = look.right - time_w - gap::small - states;
  draw_marks(f, right, y + 1, w.marks, most);
  preview_line(ui, look, w, row, y + 1, look.x + name_w + gap::small, right - (states > 0 ? 2 : 0));
  if (!look.actions) ui.text(look.right - time_w, y + 2, Style::figure, t.muted, w.time);
}

void who(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const float edge = ui.sizes().avatar_list, x = look.box.x + 10, y = look.box.y + (look.box.h - edge) / 2;
  avatar(ui, x, y, edge, w.title);
  if (edge >= 32) avatar_mark(ui, x, y, edge, channel_icon(row.channel), channel_colour(ui.theme(), row.channel), look.ground);
}

// What can be done without opening it; the same is in the row's menu and on keys.
void quick_actions(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const bool resolved = row.status == WorkStatus::resolved, mine = row.assignee && row.assignee == f.me(), unread = row.unread > 0;
  const Rect bar = look.bar;
  const NodeId id = node_id("row-actions", row.conversation);
  ui.fill(bar, t.surface, radius::button);
  ui.stroke(bar, t.border, radius::button);
  ui.node(id, NodeRole::toolbar, bar, words::quick_actions);
  ui.enter(id);
  float x = bar.x + 2;
  const auto one = [&](std::string_view salt, std::string_view name, std::string_view picture, Intent wanted) {
    ButtonOptions options{ButtonLook::quiet, picture, true};
    options.hint = name;
    if (button(ui, node_id(salt, row.conversation), Rect{x, bar.y + 2, action_edge, bar.h - 4}, words::listed(ui, {name, w.title}), options)) f.want(std::move(wanted));
    x += action_edge;
  };
  const Conversation* conversation = f.data().conversations.find(row.conversation);
  if (unread && conversation) one("row-read", words::mark_read, icon::open_envelope, intent::MarkRead{row.conversation, conversation->inbound});
  if (!mine) one("row-mine", words::assign_to_me, icon::person_plus, intent::Assign{row.conversation, f.me()});
  if (resolved) one("row-reopen", words::reopen, icon::again, intent::Reopen{row.conversation});
  else one("row-resolve", words::resolve, icon::tick_circle, intent::Resolve{row.conversation});
  ui.leave();
}

// In the place of the face: there under the pointer, with the row that keys have reached, and everywhere once one is picked.
bool shows_box(const Frame& f, const RowLook& look, NodeId row, ConversationId conversation) {
  const NodeId focused = f.ui.input().focused;
  const bool reached = f.ui.input().focus_by_keys && focused == row;
  return !f.state.picks.empty() || look.actions || reached || focused == nodes::list_pick(conversation);
}

void pick_box(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const bool picked = f.state.picks.has(row.conversation);
  const float edge = 20, x = look.box.x + 10 + (ui.sizes().avatar_list - edge) / 2, y = look.box.y + (look.box.h - edge) / 2;
  const NodeId id = nodes::list_pick(row.conversation);
  const Rect target{look.box.x, look.box.y, look.x - look.box.x - 4, look.box.h};
  platform::Node& node = ui.node(id, NodeRole::checkbox, target, words::format(ui, words::list_select, {{"name", w.title}}));
  node.flags |= platform::node_focus_ring_inset | (picked ? platform::node_checked : 0u);
  const Rect box{x, y, edge, edge};
  ui.fill(box, picked ? t.accent : mix(t.surface, t.hover, ui.warmth(id, target)), 5);
  ui.stroke(box, picked ? t.accent : t.border_strong, 5, 1.5f);
  if (picked) ui.icon(x + 2, y + 2, 16, t.on_accent, icon::tick);
  if (ui.activated(id)) f.want(intent::Pick{row.conversation, (ui.input().activated_with & platform::key_shift) != 0});
}

// A press on a row opens it; with Shift or Ctrl, or by a finger once something is picked, it picks.
Intent pressed_row(const Frame& f, ConversationId conversation) {
  const int with = f.ui.input().activated_with;
  if ((with & platform::key_shift) != 0) return intent::Pick{conversation, true};
  if ((with & (platform::key_ctrl | platform::key_meta)) != 0 || (f.ui.touch() && !f.state.picks.empty())) return intent::Pick{conversation, false};
  return intent::OpenConversation{conversation};
}

RowLook look_of(Frame& f, NodeId id, Rect box, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  RowLook look;
  look.box = box;
  look.current = row.conversation == f.state.open;
  look.unread = row.unread > 0;
  look.actions = !f.narrow() && ui.hovered(box);
  const bool marked = look.current || f.state.picks.has(row.conversation);
  const float chosen = ui.ease(node_id("chosen", id), marked ? 1.0f : 0.0f, motion_ms::hover);
  const std::uint32_t fill = mix(pressable(ui, id, box, 0, t.hover), t.selected, chosen);
  look.ground = fill >> 24 == 255 ? fill : mix(t.surface, fill | 0xFF000000u, static_cast<float>(fill >> 24) / 255);
  if (fill >> 24) ui.fill(box, fill, radius::row);
  if (t.strong && look.current) ui.stroke(box, t.accent, radius::row, 2);
  look.x = box.x + 10 + ui.sizes().avatar_list + (ui.sizes().row_lines == 1 ? gap::small : gap::medium);
  look.right = box.right() - 10;
  if (!look.actions) return look;
  const float count = 1.0f + (row.assignee && row.assignee == f.me() ? 0.0f : 1.0f) + (look.unread ? 1.0f : 0.0f);
  const float w = count * action_edge + 4, h = std::min(32.0f, box.h - 2);
  look.bar = Rect{box.right() - 8 - w, box.y + (box.h - h) / 2, w, h};
  look.right = look.bar.x - gap::small;
  return look;
}

void draw_row(Frame& f, NodeId id, Rect box, const ListRow& row, const RowWords& w) {
  const RowLook look = look_of(f, id, box, row);
  if (shows_box(f, look, id, row.conversation)) pick_box(f, look, w, row);
  else who(f, look, w, row);
  if (f.ui.sizes().row_lines == 3) three_lines(f, look, w, row);
  else if (f.ui.sizes().row_lines == 2) two_lines(f, look, w, row);
  else one_line(f, look, w, row);
  if (look.actions) quick_actions(f, look, w, row);
}

}  // namespace

void list_row(Frame& f, Rect box, const ListRow& row, bool in_view, int position, int count) {
  Ui& ui = f.ui;
  const RowWords w = words_of(f, row);
  const NodeId id = nodes::list_row(row.conversation);
  platform::Node& node = ui.node(id, NodeRole::listitem, box, spoken(f, w));
  node.position = position;
  node.set_size = count;
  node.flags |= platform::node_focus_ring_inset | (row.conversation == f.state.open ? platform::node_current : 0u);
  ui.enter(id);
  const bool with_box = !f.state.picks.empty() || ui.input().focused == nodes::list_pick(row.conversation);
  if (in_view || with_box) draw_row(f, id, box, row, w);
  ui.leave();
  if (ui.activated(id)) f.want(pressed_row(f, row.conversation));
}

void list_skeleton(Frame& f, Rect view) {
  Ui& ui = f.ui;
  const Sizes& s = ui.sizes();
  const float shares[] = {0.46f, 0.34f, 0.52f, 0.4f, 0.3f};
  int index = 0;
  for (float y = view.y; y + s.row <= view.bottom() && index < 8; y += s.row, ++index) {
    const float x = view.x + 18, middle = y + s.row / 2, words_x = x + s.avatar_list + gap::medium, room = view.right() - 20 - words_x;
    ui.circle(x + s.avatar_list / 2, middle, s.avatar_list / 2, ui.theme().sunken);
    const float share = shares[index % 5];
    if (s.row_lines == 1) {
      skeleton_bar(ui, Rect{words_x, middle - 5, room * (share + 0.3f), 10});
      continue;
    }
    skeleton_bar(ui, Rect{words_x, middle - 16, room * share, 11});
    skeleton_bar(ui, Rect{words_x, middle + 5, room * (1.1f - share), 9});
  }
}

}  // namespace tributary::app
