#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

std::string_view assignment(Frame& f, const Conversation& conversation) {
  if (!conversation.assignee) return words::not_assigned;
  if (conversation.assignee == f.me()) return words::assigned_to_you;
  return words::format(f.ui, words::assigned_to, {{"who", agent_words(f, conversation.assignee)}});
}

void work_button(Frame& f, Rect box, const Conversation& conversation, bool resolved) {
  const ButtonOptions look{resolved ? ButtonLook::plain : ButtonLook::primary};
  if (!button(f.ui, node_id("work"), box, resolved ? words::reopen : words::resolve, look)) return;
  if (resolved) f.want(intent::Reopen{conversation.id});
  else f.want(intent::Resolve{conversation.id});
}

struct MenuItem { std::string_view name; AgentId to; bool current = false; };

std::vector<MenuItem> menu_items(Frame& f) {
  const Conversation* conversation = f.open();
  const AgentId assignee = conversation ? conversation->assignee : AgentId{};
  std::vector<MenuItem> items;
  items.push_back(MenuItem{words::assign_to_me, f.me(), assignee && assignee == f.me()});
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (!agent.active || id == f.me()) return;
    const std::string& name = f.words().agent_name(id);
    items.push_back(MenuItem{name.empty() ? words::somebody : std::string_view(name), id, id == assignee});
  });
  if (assignee) items.push_back(MenuItem{words::unassign, AgentId{}, false});
  return items;
}

}  // namespace

NodeId nodes::assign_button() { return node_id("assign"); }
NodeId nodes::assign_item(int index) { return node_id("assign-item", static_cast<std::uint64_t>(index)); }
int assign_items(Frame& f) { return static_cast<int>(menu_items(f).size()); }

void thread_header(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view title = contact_title(f, conversation);
  float x = box.x + gap::wide;
  if (f.narrow()) {
    if (button(ui, node_id("back"), Rect{box.x + gap::small, box.y + 12, 36, 36}, words::back, {ButtonLook::quiet, icon::arrow_left, true}))
      f.want(intent::BackToList{});
    x = box.x + 52;
  }
  const bool resolved = conversation.status == WorkStatus::resolved;
  const std::string_view work = resolved ? words::reopen : words::resolve;
  const ButtonOptions menu_look{ButtonLook::plain, f.narrow() ? icon::person : icon::chevron_down, f.narrow(), false,
                                f.state.assign_menu ? platform::node_expanded : platform::node_collapsed};
  const float work_w = button_width(ui, work), assign_w = button_width(ui, words::assign, menu_look);
  const float buttons = box.right() - gap::large - work_w - gap::small - assign_w, y = box.y + 14;
  const Thread* thread = f.data().threads.find(conversation.thread);
  avatar(ui, x, box.y + 14, 32, node_id("contact", thread ? thread->contact : ContactId{}), title);
  x += 32 + gap::medium;
  const float room = buttons - gap::medium - x;
  platform::Node& heading = ui.node(node_id("thread-title"), NodeRole::heading, Rect{x, box.y + 11, room, 20}, title);
  heading.level = 2;
  ui.enter(heading.id);
  ui.text_in(x, box.y + 11, room, Style::body_strong, t.text, title);
  ui.leave();
  const std::string_view below = words::dotted(ui, {channel_word(conversation.channel), assignment(f, conversation)});
  ui.label(node_id("thread-subtitle"), x, box.y + 32, room, Style::caption, t.muted, below);
  if (button(ui, nodes::assign_button(), Rect{buttons, y, assign_w, size::button}, words::assign, menu_look)) f.want(intent::ToggleAssignMenu{});
  work_button(f, Rect{box.right() - gap::large - work_w, y, work_w, size::button}, conversation, resolved);
  ui.line_across(box.x, box.bottom(), box.w, t.border);
}

void assign_menu(Frame& f, Rect header) {
  const Conversation* conversation = f.open();
  if (!f.state.assign_menu || !conversation) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::vector<MenuItem> items = menu_items(f);
  const float w = 220, h = static_cast<float>(items.size()) * size::menu_item + 12;
  const float right = header.right() - gap::large - (f.narrow() ? 0.0f : 60.0f);
  const Rect box{right - w, header.y + 52, w, h};
  f.state.menu_x = box.x, f.state.menu_y = header.y, f.state.menu_w = w, f.state.menu_h = h + 52;
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId id = node_id("assign-menu");
  platform::Node& menu = ui.node(id, NodeRole::menu, box, words::assign);
  menu.flags |= platform::node_popup;
  ui.enter(id);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect row{box.x + 6, box.y + 6 + static_cast<float>(i) * size::menu_item, w - 12, size::menu_item};
    const NodeId item = nodes::assign_item(static_cast<int>(i));
    if (ui.hovered(row) || static_cast<int>(i) == f.state.menu_item) ui.fill(row, t.hover, radius::button);
    platform::Node& node = ui.node(item, NodeRole::menuitem, row, items[i].name);
    if (items[i].current) node.flags |= platform::node_current;
    ui.enter(item);
    ui.text_in(row.x + 10, row.y + 8, row.w - 44, Style::body, t.text, items[i].name);
    if (items[i].current) ui.icon(row.right() - 26, row.y + 10, 16, t.accent, icon::tick);
    ui.leave();
    if (ui.activated(item)) f.want(intent::Assign{conversation->id, items[i].to});
  }
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
