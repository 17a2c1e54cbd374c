#include <algorithm>

#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

std::string_view view_word(InboxView view) {
  if (view == InboxView::mine) return words::mine;
  return view == InboxView::unassigned ? words::unassigned : words::all;
}

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

struct RowWords { std::string_view title, channel, preview, time, status, unread, assignee; };

RowWords words_of(Frame& f, const ListRow& row) {
  RowWords w;
  w.title = f.ui.keep(f.words().title(f.data(), row.contact));
  w.channel = channel_word(row.channel);
  w.preview = preview_words(f, row);
  w.time = f.ui.keep(platform::format_short(static_cast<double>(row.last_activity.ms)));
  w.status = status_word(row.status);
  if (row.unread > 0) w.unread = words::plural(f.ui, words::unread, row.unread);
  if (row.assignee && row.assignee != f.me()) w.assignee = agent_words(f, row.assignee);
  return w;
}

std::string_view spoken(Ui& ui, const RowWords& w) {
  std::string_view name = ui.join({w.title, ", ", w.channel, ", ", w.preview, ", ", w.time});
  for (std::string_view more : {w.unread, w.status, w.assignee})
    if (!more.empty()) name = ui.join({name, ", ", more});
  return name;
}

float pills(Frame& f, float x, float y, const RowWords& w, bool draft) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  x += pill(ui, x, y, w.channel, t.sunken, t.muted) + 6;
  if (!w.status.empty()) x += pill(ui, x, y, w.status, t.success_bg, t.success) + 6;
  if (draft) x += pill(ui, x, y, words::draft, t.warning_bg, t.warning) + 6;
  return x;
}

void row_looks(Frame& f, Rect box, const ListRow& row, const RowWords& w) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const bool current = row.conversation == f.state.open, unread = row.unread > 0;
  if (current) ui.fill(box, t.selected, radius::row);
  else if (ui.hovered(box)) ui.fill(box, t.hover, radius::row);
  const float x = box.x + 62, right = box.right() - 10, time_w = ui.width_of(Style::figure, w.time);
  avatar(ui, box.x + 10, box.y + 16, size::avatar_list, node_id("contact", row.contact), w.title);
  ui.circle(box.x + 46, box.y + 52, 9, current ? t.selected : t.surface);
  ui.icon(box.x + 39, box.y + 45, 14, t.muted, channel_icon(row.channel));
  ui.text_in(x, box.y + 7, right - time_w - 10 - x, unread ? Style::body_strong : Style::body, t.text, w.title);
  ui.text(right - time_w, box.y + 10, Style::figure, t.muted, w.time);
  float preview_x = x;
  if (row.last_direction == Direction::out) {
    ui.icon(x, box.y + 30, 14, t.muted, icon::reply);
    preview_x += 18;
  }
  const float badge_w = unread ? 34.0f : 0.0f;
  ui.text_in(preview_x, box.y + 28, right - preview_x - badge_w, Style::small, unread ? t.text : t.muted, w.preview);
  if (unread) badge(ui, right, box.y + 28, row.unread);
  const float end = pills(f, x, box.y + 48, w, has_draft(f, row.conversation));
  if (!w.assignee.empty()) ui.text_in(end, box.y + 49, right - end, Style::caption, t.faint, w.assignee);
}

void one_row(Frame& f, Rect box, const ListRow& row, int position, int count) {
  Ui& ui = f.ui;
  const RowWords w = words_of(f, row);
  const NodeId id = nodes::list_row(row.conversation);
  platform::Node& node = ui.node(id, NodeRole::listitem, box, spoken(ui, w));
  node.position = position;
  node.set_size = count;
  node.flags |= platform::node_focus_ring_inset | (row.conversation == f.state.open ? platform::node_current : 0u);
  ui.enter(id);
  row_looks(f, box, row, w);
  ui.leave();
  if (ui.activated(id)) f.want(intent::OpenConversation{row.conversation});
}

void skeletons(Ui& ui, Rect box) {
  for (float y = box.y; y + size::row <= box.bottom() && y < box.y + 6 * size::row; y += size::row) {
    ui.circle(box.x + 38, y + size::row / 2, 20, ui.theme().sunken);
    ui.fill(Rect{box.x + 70, y + 16, box.w * 0.4f, 12}, ui.theme().sunken, 6);
    ui.fill(Rect{box.x + 70, y + 38, box.w * 0.6f, 10}, ui.theme().sunken, 5);
  }
}

void nothing_here(Frame& f, Rect box) {
  const NodeId id = node_id("list-empty");
  if (!f.session.welcome() || f.session.link() == ClientSession::Link::catching_up) {
    skeletons(f.ui, box);
    f.ui.label(id, box.x + gap::wide, box.y - 20, box.w, Style::small, f.ui.theme().muted, words::loading);
    return;
  }
  switch (f.state.view) {
    case InboxView::mine: return empty_state(f.ui, id, box, icon::person, words::nothing_mine, words::nothing_mine_hint);
    case InboxView::unassigned: return empty_state(f.ui, id, box, icon::tick, words::nothing_unassigned, words::nothing_unassigned_hint);
    case InboxView::all: return empty_state(f.ui, id, box, icon::tray, words::nothing_all, words::nothing_all_hint);
  }
}

void header(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  platform::Node& heading = ui.node(node_id("list-title"), NodeRole::heading, Rect{box.x + 18, box.y + 18, box.w - 130, 24}, view_word(f.state.view));
  heading.level = 2;
  ui.enter(heading.id);
  ui.text(box.x + 18, box.y + 18, Style::title, t.text, view_word(f.state.view));
  ui.leave();
  std::uint32_t open = 0;
  for (const ListRow& row : f.inbox.rows()) open += row.status == WorkStatus::resolved ? 0 : 1;
  const std::string_view count = words::plural(ui, words::open_count, open);
  pill(ui, box.right() - 16 - pill_width(ui, count), box.y + 21, count, t.selected, t.accent);
}

void keep_in_view(Frame& f, Rect view) {  // j and k may have chosen a row outside
  if (f.state.list_follows != f.state.open || !f.state.open) return;
  f.state.list_follows = {};
  const auto& rows = f.inbox.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].conversation != f.state.open) continue;
    const double top = static_cast<double>(i) * static_cast<double>(size::row);
    f.state.list.y = std::min(f.state.list.y, top);
    f.state.list.y = std::max(f.state.list.y, top + static_cast<double>(size::row - view.h));
  }
}

}  // namespace

NodeId nodes::list_row(ConversationId conversation) { return node_id("row", conversation); }

void list_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const NodeId region = node_id("list-region");
  ui.fill(box, ui.theme().surface);
  ui.node(region, NodeRole::region, box, view_word(f.state.view));
  ui.enter(region);
  header(f, box);
  const Rect view{box.x, box.y + size::header, box.w, box.h - size::header};
  const auto& rows = f.inbox.rows();
  const int count = static_cast<int>(rows.size());
  const double row_h = static_cast<double>(size::row), content = static_cast<double>(count) * row_h + static_cast<double>(gap::small);
  f.state.list.y += wanted_scroll(ui, f.state.list);
  keep_in_view(f, view);
  settle_scroll(ui, f.state.list, view, content);
  const NodeId id = node_id("list");
  platform::Node& list = ui.node(id, NodeRole::list, view, words::conversations);
  scroller(list, f.state.list, content, !f.state.open);
  list.set_size = count;
  ui.enter(id);
  ui.clip(view);
  const int overscan = static_cast<int>(view.h / size::row) / 2 + 1, top = static_cast<int>(f.state.list.y / row_h);
  const int first = top > overscan ? top - overscan : 0;
  for (int i = first; i < count; ++i) {
    const float y = view.y + static_cast<float>(static_cast<double>(i) * row_h - f.state.list.y);
    if (y > view.bottom() + static_cast<float>(overscan) * size::row) break;
    one_row(f, Rect{box.x + 8, y + 2, box.w - 16, size::row - 4}, rows[static_cast<std::size_t>(i)], i + 1, count);
  }
  ui.unclip();
  ui.leave();
  if (count == 0) nothing_here(f, view);
  ui.leave();
  ui.line_down(box.right(), box.y, box.h, ui.theme().border);
}

}  // namespace tributary::app
