#include "web/app/list_row.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float action_edge = 30;

std::string_view status_word(WorkStatus status) {
  switch (status) {
    case WorkStatus::resolved: return words::resolved;
    case WorkStatus::pending: return words::pending;
    case WorkStatus::snoozed: return words::snoozed;
    case WorkStatus::open: break;
  }
  return {};
}

bool has_draft(const Frame& f, ConversationId conversation) {
  const auto it = f.state.drafts.find(conversation);
  return it != f.state.drafts.end() && !blank(it->second) && conversation != f.state.open;
}

struct RowWords { std::string_view title, channel, preview, time, status, unread, assignee; bool draft = false; };

RowWords words_of(Frame& f, const ListRow& row) {
  RowWords w;
  w.title = f.ui.keep(f.words().title(f.data(), row.contact));
  w.channel = channel_word(row.channel);
  w.preview = preview_words(f, row);
  w.time = f.ui.keep(platform::format_short(static_cast<double>(row.last_activity.ms)));
  w.status = status_word(row.status);
  if (row.unread > 0) w.unread = words::plural(f.ui, words::unread, row.unread);
  if (row.assignee && row.assignee != f.me()) w.assignee = agent_words(f, row.assignee);
  w.draft = has_draft(f, row.conversation);
  return w;
}

std::string_view spoken(Ui& ui, const RowWords& w) {
  return words::listed(ui, {w.title, w.channel, w.preview, w.time, w.unread, w.status, w.assignee});
}

struct RowLook { Rect box, bar; std::uint32_t ground = 0; bool current = false, unread = false, actions = false; float x = 0, right = 0; };

// States as pills, from x on; returns where they end.
float pills(Ui& ui, float x, float y, const RowWords& w) {
  const Theme& t = ui.theme();
  if (!w.status.empty()) x += pill(ui, x, y, w.status, t.success_bg, t.success) + 6;
  if (w.draft) x += pill(ui, x, y, words::draft, t.warning_bg, t.warning) + 6;
  return x;
}

float pills_width(const Ui& ui, const RowWords& w) {
  float width = 0;
  if (!w.status.empty()) width += pill_width(ui, w.status) + 6;
  if (w.draft) width += pill_width(ui, words::draft) + 6;
  return width;
}

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
  const float end = pills(ui, look.x, y + 41, w);
  const std::string_view below = words::dotted(ui, {w.channel, w.assignee});
  ui.text_in(end, y + 42, look.right - end, Style::caption, ui.theme().faint, below);
}

void two_lines(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const float y = look.box.y + (look.box.h - 40) / 2, states = pills_width(ui, w);
  first_line(ui, look, w, y);
  pills(ui, look.right - states + 6, y + 21, w);
  preview_line(ui, look, w, row, y + 21, look.x, look.right - states);
}

void one_line(Frame& f, const RowLook& look, const RowWords& w, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float y = look.box.y + (look.box.h - 20) / 2, time_w = look.actions ? -gap::small : ui.width_of(Style::figure, w.time), states = pills_width(ui, w);
  const float name_w = std::min((look.right - look.x) * 0.42f, ui.width_of(look.unread ? Style::dense_strong : Style::dense, w.title));
  ui.text_in(look.x, y, name_w + 1, look.unread ? Style::dense_strong : Style::dense, t.text, w.title);
  const float right = look.right - time_w - gap::small - states;
  pills(ui, right, y + 1, w);
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

RowLook look_of(Frame& f, NodeId id, Rect box, const ListRow& row) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  RowLook look;
  look.box = box;
  look.current = row.conversation == f.state.open;
  look.unread = row.unread > 0;
  look.actions = !f.narrow() && ui.hovered(box);
  const float chosen = ui.ease(node_id("chosen", id), look.current ? 1.0f : 0.0f, motion_ms::hover);
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

}  // namespace

void list_row(Frame& f, Rect box, const ListRow& row, int position, int count) {
  Ui& ui = f.ui;
  const RowWords w = words_of(f, row);
  const NodeId id = nodes::list_row(row.conversation);
  platform::Node& node = ui.node(id, NodeRole::listitem, box, spoken(ui, w));
  node.position = position;
  node.set_size = count;
  node.flags |= platform::node_focus_ring_inset | (row.conversation == f.state.open ? platform::node_current : 0u);
  ui.enter(id);
  const RowLook look = look_of(f, id, box, row);
  who(f, look, w, row);
  if (ui.sizes().row_lines == 3) three_lines(f, look, w, row);
  else if (ui.sizes().row_lines == 2) two_lines(f, look, w, row);
  else one_line(f, look, w, row);
  if (look.actions) quick_actions(f, look, w, row);
  ui.leave();
  if (ui.activated(id)) f.want(intent::OpenConversation{row.conversation});
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
