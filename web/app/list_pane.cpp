#include <algorithm>
#include <utility>

#include "web/app/icons.h"
#include "web/app/list_head.h"
#include "web/app/list_row.h"
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

// Every view has a word for being done, and where to go from there.
void nothing_here(Frame& f, Rect box) {
  const NodeId id = node_id("list-empty");
  if (!f.session.welcome() || f.session.link() == ClientSession::Link::catching_up) {
    if (waited_for_inbox(f)) list_skeleton(f, box);
    f.ui.node(id, NodeRole::status, Rect{box.x, box.y, 1, 1}, words::loading);
    return;
  }
  if (f.inbox.filling()) return list_skeleton(f, box);
  if (f.state.filter.narrows()) {
    const EmptyState none{icon::funnel, words::list_no_match, words::list_no_match_hint, words::list_filter_clear};
    if (empty_state(f.ui, id, box, none)) f.want(intent::ShowList{f.state.view, {}});
    return;
  }
  const InboxCounts& counts = f.inbox.counts();
  EmptyState what;
  switch (f.state.view) {
    case InboxView::mine:
      what = EmptyState{icon::tick_circle, words::nothing_mine, words::nothing_mine_hint};
      if (counts.unassigned > 0) what.action = words::show_unassigned;
      break;
    case InboxView::unassigned:
      what = EmptyState{icon::tick_circle, words::nothing_unassigned, words::nothing_unassigned_hint};
      if (counts.all > 0) what.action = words::show_all;
      break;
    case InboxView::all: what = EmptyState{icon::tray, words::nothing_all, words::nothing_all_hint}; break;
  }
  const InboxView next = f.state.view == InboxView::mine ? InboxView::unassigned : InboxView::all;
  if (empty_state(f.ui, id, box, what)) f.want(intent::OpenView{next});
}

float count_room(const Ui& ui, std::string_view count) { return count.empty() ? 0 : pill_width(ui, count) + gap::small; }

// How many are shown, beside the title. On a phone that alone tells which view this is: the count gives way to it, first its
// word and then all of it.
std::string_view count_beside(Frame& f, std::string_view title, float room) {
  const bool plain = f.state.filter.statuses.empty();
  const auto shown = static_cast<std::int64_t>(plain ? f.inbox.open() : f.inbox.count());
  if (shown == 0) return {};
  const std::string_view number = f.ui.number(shown);
  const float left = room - f.ui.width_of(Style::title, title);
  for (std::string_view one : {plain ? words::plural(f.ui, words::open_count, shown) : number, number})
    if (count_room(f.ui, one) <= left) return one;
  return {};
}

void header(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float top = box.y + (ui.sizes().header - 24) / 2;
  const float filters = list_filter_tools(f, Rect{box.x, box.y, box.w, ui.sizes().header});
  const float tools = filters + list_tools(f, Rect{box.x, box.y, box.w - filters, ui.sizes().header});
  const SavedView* saved = shown_view(f);
  const std::string_view title = saved ? std::string_view(saved->name) : view_word(f.state.view);
  const float beside = box.w - 18 - tools - gap::small;
  const std::string_view count = count_beside(f, title, beside);
  const float count_w = count_room(ui, count), room = beside - count_w;
  platform::Node& heading = ui.node(node_id("list-title"), NodeRole::heading, Rect{box.x + 18, top, room, 24}, title);
  heading.level = 2;
  ui.enter(heading.id);
  const bool large = ui.width_of(Style::title, title) <= room;  // a long word in a narrow pane is read whole, smaller
  ui.text_in(box.x + 18, top + (large ? 0.0f : 2.0f), room, large ? Style::title : Style::body_strong, t.text, title);
  ui.leave();
  if (!count.empty()) pill(ui, box.right() - tools - count_w, top + 3, count, t.selected, t.accent);
}

void keep_in_view(Frame& f, Rect view) {  // j and k may have chosen a row outside
  if (!f.state.list_follows) return;
  const std::optional<std::size_t> position = f.inbox.position(std::exchange(f.state.list_follows, ConversationId{}));
  if (!position) return;
  const float row_h = f.ui.sizes().row;
  const double top = static_cast<double>(*position) * static_cast<double>(row_h);
  f.state.list.y = std::min(f.state.list.y, top);
  f.state.list.y = std::max(f.state.list.y, top + static_cast<double>(row_h - view.h));
}

}  // namespace

NodeId nodes::list_row(ConversationId conversation) { return node_id("row", conversation); }

void list_pane(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const NodeId region = node_id("list-region");
  ui.fill(box, ui.theme().surface);
  ui.node(region, NodeRole::region, box, view_word(f.state.view));
  ui.enter(region);
  const float head = ui.sizes().header;
  if (f.state.picks.empty()) header(f, box);
  else picks_bar(f, Rect{box.x, box.y, box.w, head});
  const float search = head + list_search_height(ui);
  list_search(f, Rect{box.x, box.y + head, box.w, search - head});
  const float above = search + filter_pills(f, Rect{box.x, box.y + search, box.w, box.h - search});
  const Rect view{box.x, box.y + above, box.w, box.h - above};
  const int count = static_cast<int>(f.inbox.count());
  const float each = ui.sizes().row;
  const double row_h = static_cast<double>(each), content = static_cast<double>(count) * row_h + static_cast<double>(gap::small);
  f.state.list.y += wanted_scroll(ui, f.state.list);
  keep_in_view(f, view);
  settle_scroll(ui, f.state.list, view, content);
  const NodeId id = node_id("list");
  platform::Node& list = ui.node(id, NodeRole::list, view, words::conversations);
  scroller(list, f.state.list, content, !f.state.open);
  list.set_size = count;
  ui.enter(id);
  ui.clip(view);
  const int overscan = static_cast<int>(view.h / each) / 2 + 1, top = static_cast<int>(f.state.list.y / row_h);
  const int first = top > overscan ? top - overscan : 0;
  for (int i = first; i < count; ++i) {
    const float y = view.y + static_cast<float>(static_cast<double>(i) * row_h - f.state.list.y);
    if (y > view.bottom() + static_cast<float>(overscan) * each) break;
    const bool in_view = y < view.bottom() && y + each > view.y;
    list_row(f, Rect{box.x + 8, y + 1, box.w - 16, each - 2}, f.inbox.row(static_cast<std::size_t>(i)), in_view, i + 1, count);
  }
  ui.unclip();
  ui.leave();
  if (count == 0) nothing_here(f, view);
  ui.leave();
  ui.line_down(box.right(), box.y, box.h, ui.theme().border);
}

}  // namespace tributary::app
