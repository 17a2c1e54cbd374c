// The menus of the thread's head: to whom, and what had no room.
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/thread_header.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct MenuItem { std::string_view name, icon; Intent intent; bool current = false; };

std::vector<MenuItem> agents(Frame& f, const Conversation& conversation) {
  std::vector<MenuItem> items;
  const auto add = [&](std::string_view name, AgentId to) {
    items.push_back(MenuItem{name, {}, intent::Assign{conversation.id, to}, to && to == conversation.assignee});
  };
  add(words::assign_to_me, f.me());
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (!agent.active || id == f.me()) return;
    const std::string& name = f.words().agent_name(id);
    add(name.empty() ? std::string_view(words::somebody) : std::string_view(name), id);
  });
  if (conversation.assignee) add(words::unassign, AgentId{});
  return items;
}

std::vector<MenuItem> folded(Frame& f, const Conversation& conversation) {
  std::vector<MenuItem> items;
  std::vector<HeaderAction> actions = header_actions(f, conversation);
  actions.pop_back();  // the last one always has room
  for (HeaderAction& action : actions) items.push_back(MenuItem{action.name, action.icon, std::move(action.intent), false});
  return items;
}

std::vector<MenuItem> items_of(Frame& f) {
  const Conversation* conversation = f.open();
  if (!conversation) return {};
  return f.state.assign_menu ? agents(f, *conversation) : folded(f, *conversation);
}

void one_item(Frame& f, Rect row, NodeId id, const MenuItem& item, bool marked) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  if (ui.hovered(row) || marked) ui.fill(row, t.hover, radius::button);
  platform::Node& node = ui.node(id, NodeRole::menuitem, row, item.name);
  if (item.current) node.flags |= platform::node_current;
  ui.enter(id);
  const float middle = row.y + row.h / 2, indent = item.icon.empty() ? 10.0f : 38.0f;
  if (!item.icon.empty()) ui.icon(row.x + 10, middle - 9, 18, t.muted, item.icon);
  ui.text_in(row.x + indent, middle - 10, row.w - indent - 34, Style::body, t.text, item.name);
  if (item.current) ui.icon(row.right() - 26, middle - 8, 16, t.accent, icon::tick);
  ui.leave();
  if (ui.activated(id)) f.want(item.intent);
}

}  // namespace

NodeId nodes::assign_item(int index) { return node_id("assign-item", static_cast<std::uint64_t>(index)); }
int assign_items(Frame& f) { return static_cast<int>(items_of(f).size()); }

void header_menus(Frame& f, Rect header) {
  if ((!f.state.assign_menu && !f.state.more_menu) || !f.open()) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::vector<MenuItem> items = items_of(f);
  const float row_h = ui.target(size::menu_item), w = 220, h = static_cast<float>(items.size()) * row_h + 12;
  const float right = header.right() - (f.narrow() ? gap::small : gap::large + 60.0f);
  const Rect box{right - w, header.y + 54, w, h};
  f.state.menu_x = box.x, f.state.menu_y = header.y, f.state.menu_w = w, f.state.menu_h = h + 54;
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId id = node_id("assign-menu");
  platform::Node& menu = ui.node(id, NodeRole::menu, box, f.state.assign_menu ? words::assign : words::more_actions);
  menu.flags |= platform::node_popup;
  ui.enter(id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect row{box.x + 6, box.y + 6 + static_cast<float>(i) * row_h, w - 12, row_h};
    one_item(f, row, nodes::assign_item(static_cast<int>(i)), items[i], static_cast<int>(i) == f.state.menu_item);
  }
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
