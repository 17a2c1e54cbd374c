// The menus of the list: they hang under the button they belong to, and scroll where they are long.
#include <algorithm>

#include "web/app/icons.h"
#include "web/app/list_menu_items.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/widgets/tag_pill.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float menu_w = 248, inset = 6, naming_w = 300;

Rect place(const ListMenu& menu, Rect page, float w, float h) {
  const float least_x = page.x + gap::small, least_y = page.y + gap::small;
  const float most_x = std::max(least_x, page.right() - w - gap::small), most_y = std::max(least_y, page.bottom() - h - gap::small);
  return {std::clamp(menu.anchor.x, least_x, most_x), std::clamp(menu.anchor.bottom() + gap::tiny, least_y, most_y), w, h};
}

void ground(Frame& f, Rect box) {
  Ui& ui = f.ui;
  f.state.list_menu.box = box;
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, ui.theme().surface, radius::card);
  ui.stroke(box, ui.theme().border, radius::card);
}

bool has_key(const Ui& ui, std::string_view key) { return std::find(ui.input().keys.begin(), ui.input().keys.end(), key) != ui.input().keys.end(); }

// The parts of the filter keep their numbers wherever they stand: from its values one comes back to where one was.
int number_of(const ListMenu& menu, const ListMenuItem& item, std::size_t index) {
  if (item.leads_to != FilterPart::none) return static_cast<int>(item.leads_to) - 1;
  const bool among_parts = menu.kind == ListMenuKind::filter && menu.part == FilterPart::none;
  return static_cast<int>(index) + (among_parts ? filter_parts : 0);
}

void one_item(Frame& f, Rect row, NodeId id, ListMenuItem& item) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const bool leads_on = item.leads_to != FilterPart::none;
  if (item.tag) item.on = all_picked_have(f, *item.tag);
  if (ui.hovered(row) || ui.input().focused == id) ui.fill(row, t.hover, radius::button);
  const std::string_view count = item.chosen > 0 ? ui.number(item.chosen) : std::string_view();
  platform::Node& node = ui.node(id, NodeRole::menuitem, row, words::listed(ui, {item.name, count}));
  node.flags |= platform::node_focus_ring_inset | (leads_on ? platform::node_has_menu : 0u);
  if (item.checks) node.flags |= platform::node_checkable | (item.on ? platform::node_checked : 0u);
  else if (item.on) node.flags |= platform::node_current;
  ui.enter(id);
  const float middle = row.y + row.h / 2;
  float x = row.x + 10, right = row.right() - 10;
  if (!item.picture.empty()) ui.icon(x, middle - 9, 18, t.muted, item.picture), x += 28;
  if (item.coloured) tag_dot(ui, x + 2, middle - 5, 10, item.colour), x += 22;
  if (item.on) ui.icon(right - 16, middle - 8, 16, t.accent, icon::tick), right -= 24;
  if (leads_on) ui.icon(right - 14, middle - 7, 14, t.muted, icon::chevron_on), right -= 22;
  if (!count.empty()) right -= badge(ui, right, middle - 9, item.chosen) + 6;
  ui.text_in(x, middle - line_height(Style::body) / 2, right - x, Style::body, t.text, item.name);
  ui.leave();
  const bool here = ui.input().focused == id, mirrored = ui.right_to_left();
  if (here && f.state.list_menu.part != FilterPart::none && has_key(ui, mirrored ? "ArrowRight" : "ArrowLeft")) return f.want(intent::OpenListMenu{ListMenuKind::filter, FilterPart::none});
  if (!ui.activated(id) && !(here && leads_on && has_key(ui, mirrored ? "ArrowLeft" : "ArrowRight"))) return;
  if (item.closes) f.want(intent::OpenListMenu{});
  if (item.tag && item.on) f.want(intent::ChangePicked{UntagConversation{{}, item.tag->id}});
  else f.want(std::move(item.intent));
}

void items_menu(Frame& f, Rect page) {
  Ui& ui = f.ui;
  ListMenu& menu = f.state.list_menu;
  std::vector<ListMenuItem> items = list_menu_items(f);
  if (items.empty()) {  // no tag there is
    const Rect box = place(menu, page, menu_w, 64);
    ground(f, box);
    platform::Node& node = ui.node(node_id("list-menu"), NodeRole::group, box, list_menu_name(f));
    node.flags |= platform::node_popup;
    ui.enter(node.id);
    ui.paragraph(node_id("list-menu-none"), box.x + gap::large, box.y + gap::medium, box.w - 2 * gap::large, Style::small, ui.theme().muted, words::list_no_tags);
    ui.leave();
    ui.end_popup();
    return;
  }
  const float row_h = ui.target(ui.sizes().menu_item), content = static_cast<float>(items.size()) * row_h;
  const float h = std::min({content + 2 * inset, std::max(3 * row_h, page.bottom() - menu.anchor.bottom() - gap::large), page.h - 2 * gap::small});
  const Rect box = place(menu, page, menu_w, h), view{box.x, box.y + inset, box.w, h - 2 * inset};
  ground(f, box);
  const NodeId outer = node_id("list-menu"), inner = node_id("list-menu-items", static_cast<std::uint64_t>(menu.part));  // one of its own: nothing of the part before stays in it
  platform::Node& frame = ui.node(outer, NodeRole::group, box, list_menu_name(f));
  frame.flags |= platform::node_popup;
  ui.enter(outer);
  begin_scroll_area(ui, menu.scroll, inner, NodeRole::menu, view, static_cast<double>(content), list_menu_name(f), false);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const float y = view.y + static_cast<float>(i) * row_h - static_cast<float>(menu.scroll.y);
    if (y + row_h < view.y - view.h || y > view.bottom() + view.h) continue;
    one_item(f, Rect{box.x + inset, y, box.w - 2 * inset, row_h}, nodes::list_menu_item(menu.part, number_of(menu, items[i], i)), items[i]);
  }
  ui.unclip();
  ui.leave();
  ui.leave();
  ui.end_popup();
}

// A filter gets a name.
void naming(Frame& f, Rect page) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  ListMenu& menu = f.state.list_menu;
  const float w = std::min(naming_w, page.w - 2 * gap::small), room = w - 2 * gap::large, field_h = ui.target(ui.sizes().input), button_h = ui.target(size::button);
  const float problem_h = menu.problem.empty() ? 0 : ui.paragraph_height(Style::small, menu.problem, room) + gap::small;
  const Rect box = place(menu, page, w, gap::large + 24 + field_h + gap::medium + problem_h + button_h + gap::large);
  ground(f, box);
  const NodeId id = node_id("list-menu");
  platform::Node& form = ui.node(id, NodeRole::form, box, words::list_view_save);
  form.flags |= platform::node_popup;
  ui.enter(id);
  float y = box.y + gap::large;
  const float x = box.x + gap::large;
  ui.text(x, y, Style::small_strong, t.text, words::list_view_name);
  y += 24;
  field(ui, nodes::view_name(), Rect{x, y, room, field_h}, words::list_view_name, {{}, {}, problem_h > 0 ? platform::node_invalid : 0u, true, {}, menu.problem});
  y += field_h + gap::medium;
  if (problem_h > 0) ui.paragraph(node_id("view-problem"), x, y, room, Style::small, t.danger, menu.problem), y += problem_h;
  const float save_w = button_width(ui, words::list_save), cancel_w = button_width(ui, words::key_cancel);
  const bool save = button(ui, node_id("view-save"), Rect{box.right() - gap::large - save_w, y, save_w, button_h}, words::list_save, {ButtonLook::primary});
  const bool cancel = button(ui, node_id("view-cancel"), Rect{box.right() - gap::large - save_w - gap::small - cancel_w, y, cancel_w, button_h}, words::key_cancel);
  ui.leave();
  ui.end_popup();
  if (save || ui.entered(nodes::view_name())) f.want(intent::SaveView{});
  else if (cancel) f.want(intent::OpenListMenu{});
}

}  // namespace

NodeId nodes::list_menu_item(FilterPart shown, int index) { return node_id("list-menu-item", static_cast<std::uint64_t>(static_cast<int>(shown) * list_menu_items_max + index)); }
NodeId nodes::view_name() { return node_id("view-name"); }

void list_menus(Frame& f, Rect page) {
  if (f.state.list_menu.kind == ListMenuKind::none) return;
  const bool gone = f.narrow() && f.state.thread_shown && f.state.open;  // the list it hangs on
  const bool of_picks = f.state.list_menu.kind == ListMenuKind::assign || f.state.list_menu.kind == ListMenuKind::tag || f.state.list_menu.kind == ListMenuKind::snooze;
  if (gone || (of_picks && f.state.picks.empty())) return f.want(intent::OpenListMenu{});
  if (f.state.list_menu.kind == ListMenuKind::name) naming(f, page);
  else items_menu(f, page);
}

}  // namespace tributary::app
