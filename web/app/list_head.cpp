#include "web/app/list_head.h"

#include <algorithm>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/tag_pill.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float pill_h = 26, pill_gap = 6;

// A button with a menu behind it; while that is open it stays marked and the menu knows where to hang.
void menu_button(Frame& f, NodeId id, Rect box, std::string_view name, std::string_view picture, ListMenuKind kind, bool active = false) {
  Ui& ui = f.ui;
  const ListMenuKind now = f.state.list_menu.kind == ListMenuKind::name ? ListMenuKind::filter : f.state.list_menu.kind;
  const bool open = now == kind;
  ButtonOptions options{ButtonLook::quiet, picture, true};
  options.flags = menu_flags(open);
  if (open) f.state.list_menu.anchor = box;
  const bool pressed = button(ui, id, box, name, options);
  if (active) ui.circle(box.right() - 7, box.y + 8, 4, ui.theme().accent);
  if (pressed) f.want(intent::OpenListMenu{open ? ListMenuKind::none : kind, FilterPart::none});
}

bool all_resolved(const Frame& f) {
  for (ConversationId id : f.state.picks.all())
    if (const Conversation* one = f.data().conversations.find(id); one && one->status != WorkStatus::resolved) return false;
  return true;
}

}  // namespace

NodeId nodes::list_filter_button() { return node_id("list-filter"); }
NodeId nodes::list_sort_button() { return node_id("list-sort"); }
NodeId nodes::list_bulk_button(ListMenuKind kind) { return node_id("list-bulk", static_cast<std::uint64_t>(kind)); }
NodeId nodes::list_pick(ConversationId conversation) { return node_id("row-pick", conversation); }

float list_filter_tools(Frame& f, Rect header) {
  const float edge = f.ui.target(size::button), y = header.y + (header.h - edge) / 2;
  const ListFilter& filter = f.state.filter;
  menu_button(f, nodes::list_filter_button(), Rect{header.right() - 2 * edge - gap::medium, y, edge, edge}, words::list_filter, icon::funnel,
              ListMenuKind::filter, filter.narrows());
  const std::string_view order = words::format(f.ui, words::list_sort, {{"order", sort_name(filter.sort)}});
  menu_button(f, nodes::list_sort_button(), Rect{header.right() - edge - gap::small, y, edge, edge}, order, icon::order, ListMenuKind::sort,
              filter.sort != ListSort::newest);
  return 2 * edge + gap::small;
}

void picks_bar(Frame& f, Rect header) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float edge = ui.target(size::button), y = header.y + (header.h - edge) / 2;
  const NodeId id = node_id("picks-bar");
  ui.fill(header, t.selected);
  ui.node(id, NodeRole::toolbar, header, words::list_bulk);
  ui.enter(id);
  float x = header.x + gap::tiny;
  const auto place = [&] {
    const Rect box{x, y, edge, edge};
    x += edge;
    return box;
  };
  if (button(ui, node_id("picks-none"), place(), words::list_pick_none, {ButtonLook::quiet, icon::cross, true})) f.want(intent::PickNone{});
  const auto picked = static_cast<std::int64_t>(f.state.picks.size());
  const float actions = 6 * edge + gap::tiny, room = header.right() - x - actions - gap::tiny;
  const std::string_view said = words::plural(ui, words::list_picked, picked);
  const bool fits = ui.width_of(Style::small_strong, said) <= room;
  ui.label(node_id("picks-count"), x + 2, header.y + (header.h - 18) / 2, room, Style::small_strong, t.text, fits ? said : ui.number(picked));
  x = header.right() - actions;
  if (button(ui, node_id("picks-all"), place(), words::list_pick_all, {ButtonLook::quiet, icon::ticks, true})) f.want(intent::PickAll{});
  menu_button(f, nodes::list_bulk_button(ListMenuKind::assign), place(), words::assign, icon::person_plus, ListMenuKind::assign);
  menu_button(f, nodes::list_bulk_button(ListMenuKind::tag), place(), words::list_tag, icon::tag_label, ListMenuKind::tag);
  menu_button(f, nodes::list_bulk_button(ListMenuKind::snooze), place(), words::list_snooze, icon::clock, ListMenuKind::snooze);
  const bool again = all_resolved(f);
  if (button(ui, node_id("picks-resolve"), place(), again ? words::reopen : words::resolve, {ButtonLook::quiet, again ? icon::again : icon::tick_circle, true}))
    f.want(again ? intent::ChangePicked{Reopen{}} : intent::ChangePicked{Resolve{}});
  if (button(ui, node_id("picks-read"), place(), words::mark_read, {ButtonLook::quiet, icon::open_envelope, true})) f.want(intent::ChangePicked{MarkRead{}});
  ui.leave();
}

float filter_pills(Frame& f, Rect box) {
  if (!f.state.filter.narrows()) return 0;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float h = ui.target(pill_h), left = box.x + gap::large, right = box.right() - gap::medium;
  const NodeId id = node_id("list-filters");
  ui.node(id, NodeRole::group, Rect{box.x, box.y, box.w, h}, words::list_filters);
  ui.enter(id);
  float x = left, y = box.y;
  int number = 0;
  const auto next = [&](float w) {
    if (x > left && x + w > right) x = left, y += h + pill_gap;
    const Rect at{x, y, std::min(w, right - left), h};
    x += at.w + pill_gap;
    return at;
  };
  for (FilterWord& one : filter_words(f, f.state.filter)) {
    const float dot = one.tag ? 14.0f : 0.0f;
    const Rect at = next(ui.width_of(Style::small, one.name) + dot + 42);
    const NodeId pill_id = node_id("list-filter-pill", static_cast<std::uint64_t>(++number));
    ui.node(pill_id, NodeRole::button, at, words::format(ui, words::list_filter_off, {{"what", one.name}}));
    ui.enter(pill_id);
    const Rect shape{at.x, at.y + (h - pill_h) / 2, at.w, pill_h};
    ui.fill(shape, pressable(ui, pill_id, at, t.selected, t.hover), pill_h / 2);
    ui.stroke(shape, t.strong ? t.border_strong : t.border, pill_h / 2);
    if (one.tag) tag_dot(ui, at.x + 11, shape.y + (pill_h - 8) / 2, 8, one.colour);
    ui.text_in(at.x + 12 + dot, shape.y + (pill_h - line_height(Style::small)) / 2, at.w - dot - 40, Style::small, t.text, one.name);
    ui.icon(at.right() - 23, shape.y + (pill_h - 14) / 2, 14, t.muted, icon::cross);
    ui.leave();
    if (ui.activated(pill_id)) f.want(intent::ShowList{f.state.view, std::move(one.without)});
  }
  ListFilter order;
  order.sort = f.state.filter.sort;
  if (number > 1 && button(ui, node_id("list-filter-clear"), next(button_width(ui, words::list_filter_clear, {ButtonLook::quiet})), words::list_filter_clear, {ButtonLook::quiet}))
    f.want(intent::ShowList{f.state.view, std::move(order)});
  ui.leave();
  return y + h - box.y + gap::small;
}

}  // namespace tributary::app
