// The menus of the thread's head: to whom, until when, and what had no room.
#include <algorithm>
#include <array>

#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/snooze_menu.h"
#include "web/app/thread_header.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float below_button = 54, around = 6;

void agents(Frame& f, const Conversation& conversation, std::vector<MenuItem>& items) {
  const auto add = [&](std::string_view name, AgentId to) {
    items.push_back(MenuItem{name, {}, {}, intent::Assign{conversation.id, to}, to && to == conversation.assignee});
  };
  add(words::assign_to_me, f.me());
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (!agent.active || id == f.me()) return;
    const std::string& name = f.words().agent_name(id);
    add(name.empty() ? std::string_view(words::somebody) : std::string_view(name), id);
  });
}

void teams(Frame& f, const Conversation& conversation, std::vector<MenuItem>& items) {
  const TeamId now = team_of(f.data(), conversation);
  f.data().teams.for_each([&](const TeamId& id, const Team& team) {
    if (!team.archived) items.push_back(MenuItem{f.ui.keep(team.name), icon::people, {}, intent::Do{Assign{conversation.id, {}, id}}, id == now});
  });
}

std::vector<MenuItem> assign_items_of(Frame& f, const Conversation& conversation) {
  std::vector<MenuItem> items;
  agents(f, conversation, items);
  teams(f, conversation, items);
  if (conversation.assignee || conversation.team != 0) items.push_back(MenuItem{words::unassign, {}, {}, intent::Assign{conversation.id, AgentId{}}});
  return items;
}

std::vector<MenuItem> folded(Frame& f, const Conversation& conversation) {
  std::vector<MenuItem> items;
  std::vector<HeaderAction> actions = header_actions(f, conversation);
  actions.pop_back();  // the last one always has room
  for (HeaderAction& action : actions) items.push_back(MenuItem{action.name, action.icon, {}, std::move(action.intent)});
  return items;
}

std::vector<MenuItem> items_of(Frame& f) {
  const Conversation* conversation = f.open();
  if (!conversation) return {};
  if (f.state.assign_menu) return assign_items_of(f, *conversation);
  return f.state.snooze_menu ? snooze_items(f, *conversation) : folded(f, *conversation);
}

std::string_view menu_name(const UiState& state) {
  if (state.assign_menu) return words::assign;
  return state.snooze_menu ? std::string_view(words::people::snooze) : std::string_view(words::more_actions);
}

void one_item(Frame& f, Rect row, NodeId id, const MenuItem& item) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  if (ui.hovered(row)) ui.fill(row, t.hover, radius::button);
  platform::Node& node = ui.node(id, NodeRole::menuitem, row, words::listed(ui, {item.name, item.detail}));
  node.flags |= platform::node_focus_ring_inset;
  if (item.current) node.flags |= platform::node_current;
  ui.enter(id);
  const float middle = row.y + row.h / 2, indent = item.icon.empty() ? 10.0f : 38.0f;
  if (!item.icon.empty()) ui.icon(row.x + 10, middle - 9, 18, t.muted, item.icon);
  const float detail = item.detail.empty() ? 0 : ui.width_of(Style::caption, item.detail) + gap::medium;
  ui.text_in(row.x + indent, middle - 10, row.w - indent - 34 - detail, Style::body, t.text, item.name);
  if (detail > 0) ui.text(row.right() - detail, middle - 8, Style::caption, t.muted, item.detail);
  if (item.current) ui.icon(row.right() - 26, middle - 8, 16, t.accent, icon::tick);
  ui.leave();
  if (ui.activated(id)) f.want(item.intent);
}

}  // namespace

NodeId nodes::assign_item(int index) { return node_id("assign-item", static_cast<std::uint64_t>(index)); }
int assign_items(Frame& f) { return static_cast<int>(items_of(f).size()); }

// As high as its items, or as the page has room: then it scrolls.
void header_menus(Frame& f, Rect header) {
  if (!f.state.menu_open() || !f.open()) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::vector<MenuItem> items = items_of(f);
  const float row_h = ui.target(size::menu_item), content = static_cast<float>(items.size()) * row_h + 2 * around;
  float w = 220;
  for (const MenuItem& item : items) w = std::max(w, ui.width_of(Style::body, item.name) + (item.detail.empty() ? 0 : ui.width_of(Style::caption, item.detail) + gap::medium) + 72);
  w = std::min(w, ui.screen().width - 2 * gap::small);
  const float h = std::min(content, ui.screen().height - header.y - below_button - gap::large);
  const float right = header.right() - (f.narrow() ? gap::small : gap::large + 60.0f);
  const Rect box{std::max(gap::small, right - w), header.y + below_button, w, h};
  f.state.menu_x = box.x, f.state.menu_y = header.y, f.state.menu_w = w, f.state.menu_h = h + below_button;
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  Scroll& scroll = f.state.menu_scroll;
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, box, static_cast<double>(content));
  platform::Node& menu = ui.node(node_id("assign-menu"), NodeRole::menu, box, menu_name(f.state));
  menu.flags |= platform::node_popup;
  if (content > h) scroller(menu, scroll, static_cast<double>(content), false);
  ui.enter(menu.id);
  ui.clip(box);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect row{box.x + around, box.y + around + static_cast<float>(i) * row_h - static_cast<float>(scroll.y), w - 2 * around, row_h};
    one_item(f, row, nodes::assign_item(static_cast<int>(i)), items[i]);
  }
  ui.unclip();
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
