#include "web/app/context_menu.h"

#include <algorithm>

#include "core/inbox/read_marker.h"
#include "web/app/entry_words.h"
#include "web/app/panes.h"
#include "web/app/person_facts.h"
#include "web/app/thread_layout.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Item { std::string_view name; Intent intent; };

std::string_view address_of(const Frame& f, const Conversation& conversation) { return f.words().address(conversation.identity); }

void copying(std::vector<Item>& items, std::string_view name, std::string_view text) {
  if (!text.empty()) items.push_back({name, intent::CopyText{std::string(text)}});
}

void person_items(Frame& f, const Conversation& conversation, std::vector<Item>& items) {
  copying(items, words::copy_name, f.words().title(f.data(), contact_of(f.data(), conversation.id)));
  copying(items, words::copy_address, address_of(f, conversation));
  if (f.state.page != Page::contact) items.push_back({words::people::contact_open, intent::OpenContact{contact_of(f.data(), conversation.id)}});
}

std::vector<Item> conversation_items(Frame& f, const Conversation& conversation) {
  std::vector<Item> items;
  if (conversation.id != f.state.open) items.push_back({words::open_conversation, intent::OpenConversation{conversation.id}});
  items.push_back({f.state.picks.has(conversation.id) ? words::list_unpick : words::list_pick, intent::Pick{conversation.id, false}});
  if (unread(f.data(), f.me(), conversation) > 0) items.push_back({words::mark_as_read, intent::MarkRead{conversation.id, conversation.inbound}});
  if (conversation.assignee != f.me()) items.push_back({words::assign_to_me, intent::Assign{conversation.id, f.me()}});
  if (conversation.assignee) items.push_back({words::unassign, intent::Assign{conversation.id, AgentId{}}});
  if (conversation.status == WorkStatus::resolved) items.push_back({words::reopen, intent::Reopen{conversation.id}});
  else items.push_back({words::resolve, intent::Resolve{conversation.id}});
  person_items(f, conversation, items);
  return items;
}

bool has_menu(const ThreadEntry& entry) { return entry.kind == ThreadEntry::Kind::message || (entry.kind == ThreadEntry::Kind::note && !entry.deleted); }

const ThreadEntry* entry_of(const Frame& f, const Conversation& conversation, std::uint64_t key) {
  const ThreadView* view = f.session.thread(conversation.thread);
  if (!view) return nullptr;
  for (auto it = view->entries().rbegin(); it != view->entries().rend(); ++it)
    if (has_menu(*it) && entry_key(*it) == key) return &*it;
  return nullptr;
}

// Only its author changes a note (note.h). A deleted one comes back as a new one.
void note_items(Frame& f, const Conversation& conversation, const ThreadEntry& note, std::vector<Item>& items) {
  const std::string& text = f.words().note(note.note);
  copying(items, words::copy_text, text);
  if (note.actor.agent != f.me() || text.empty()) return;
  intent::OpenForm edit{Dialog::note_form, conversation.id};
  edit.note = note.note;
  items.push_back({words::people::note_edit, std::move(edit)});
  items.push_back({words::people::note_delete, intent::Do{DeleteNote{note.note}, std::string(std::string_view(words::people::note_gone)), {AddNote{conversation.id, {}, text, note.mentions}}}});
}

std::vector<Item> message_items(Frame& f, const Conversation& conversation, std::uint64_t key) {
  std::vector<Item> items;
  const ThreadEntry* entry = entry_of(f, conversation, key);
  if (entry && entry->kind == ThreadEntry::Kind::note) {
    note_items(f, conversation, *entry, items);
  } else if (entry) {
    const MessageBody* body = f.words().body(entry->message);
    if (body) copying(items, words::copy_text, body->text);
    if (entry->direction == Direction::out && (entry->delivery == Delivery::failed || entry->delivery == Delivery::unknown))
      items.push_back({words::send_again, intent::SendAgain{entry->message}});
    if (entry->direction == Direction::out && entry->delivery == Delivery::unknown) items.push_back({words::mark_as_sent, intent::MarkAsSent{entry->message}});
    if (entry->direction == Direction::in) copying(items, words::copy_address, address_of(f, conversation));
  }
  for (const NotSent& one : f.state.not_sent) {
    if (node_id("not-sent", one.command) != key) continue;
    copying(items, words::copy_text, one.text);
    items.push_back({words::edit, intent::EditNotSent{one.command}});
  }
  return items;
}

std::vector<Item> items_of(Frame& f, const ContextMenu& menu) {
  const Conversation* conversation = f.data().conversations.find(menu.conversation);
  if (!conversation) return {};
  switch (menu.of) {
    case ContextMenu::Of::conversation: return conversation_items(f, *conversation);
    case ContextMenu::Of::message: return message_items(f, *conversation, menu.entry);
    case ContextMenu::Of::person: {
      std::vector<Item> items;
      person_items(f, *conversation, items);
      return items;
    }
    case ContextMenu::Of::nothing: break;
  }
  return {};
}

// Where it was asked for, moved so far that all of it is on the screen; on a low page it scrolls.
Rect place(const ContextMenu& menu, Rect page, float w, float h) {
  const float x = menu.x + w > page.right() - gap::small ? menu.x - w : menu.x, y = menu.y + h > page.bottom() - gap::small ? menu.y - h : menu.y;
  return {std::max(page.x + gap::small, x), std::clamp(y, page.y + gap::small, std::max(page.y + gap::small, page.bottom() - gap::small - h)), w, h};
}

void one_item(Frame& f, Rect row, int index, const Item& item) {
  Ui& ui = f.ui;
  const NodeId id = nodes::context_item(index);
  if (ui.hovered(row) || ui.input().focused == id) ui.fill(row, ui.theme().hover, radius::button);
  platform::Node& node = ui.node(id, NodeRole::menuitem, row, item.name);
  node.flags |= platform::node_focus_ring_inset;
  ui.enter(id);
  ui.text_in(row.x + 10, row.y + (row.h - line_height(Style::body)) / 2, row.w - 20, Style::body, ui.theme().text, item.name);
  ui.leave();
  if (!ui.activated(id)) return;
  f.want(intent::CloseContextMenu{});
  f.want(item.intent);
}

}  // namespace

NodeId nodes::context_item(int index) { return node_id("context-item", static_cast<std::uint64_t>(index)); }
NodeId nodes::message_avatar(std::uint64_t entry) { return node_id("message-avatar", entry); }
NodeId nodes::header_avatar() { return node_id("header-avatar"); }

ContextMenu context_menu_for(const Frame& f, std::uint64_t node, float x, float y) {
  ContextMenu menu;
  menu.x = x, menu.y = y, menu.opener = node;
  for (std::size_t i = 0; i < f.inbox.count(); ++i) {
    const ConversationId conversation = f.inbox.id_at(i);
    if (nodes::list_row(conversation) != node) continue;
    menu.of = ContextMenu::Of::conversation, menu.conversation = conversation;
    return menu;
  }
  const Conversation* open = f.open();
  if (!open) return menu;
  menu.conversation = open->id;
  for (const std::uint64_t person : {nodes::header_avatar(), nodes::contact_button(), node_id("thread-title"), node_id("contact-region"), node_id("contact-title")})
    if (person == node) menu.of = ContextMenu::Of::person;
  const ThreadView* view = f.session.thread(open->thread);
  if (view && menu.of == ContextMenu::Of::nothing)
    for (const ThreadEntry& entry : view->entries()) {
      if (!has_menu(entry)) continue;
      const std::uint64_t key = entry_key(entry);
      if (nodes::message_avatar(key) == node) menu.of = ContextMenu::Of::person;
      if (key == node) menu.of = ContextMenu::Of::message, menu.entry = key;
    }
  for (const NotSent& one : f.state.not_sent)
    if (node_id("not-sent", one.command) == node) menu.of = ContextMenu::Of::message, menu.entry = node;
  return menu;
}

void context_menu(Frame& f, Rect page) {
  ContextMenu& menu = f.state.context;
  const std::vector<Item> items = items_of(f, menu);
  if (items.empty()) return f.want(intent::CloseContextMenu{});
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const float item_h = ui.target(size::menu_item), content = static_cast<float>(items.size()) * item_h + 12;
  float w = 180;
  for (const Item& item : items) w = std::max(w, ui.width_of(Style::body, item.name) + 44);
  const Rect box = place(menu, page, std::min(w, page.w - 2 * gap::small), std::min(content, page.h - 2 * gap::small));
  menu.box = box;
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.border, radius::card);
  const NodeId id = node_id("context-menu");
  platform::Node& node = ui.node(id, NodeRole::menu, box, menu.of == ContextMenu::Of::message ? words::message_actions : words::actions);
  node.flags |= platform::node_popup;
  Scroll& scroll = f.state.menu_scroll;
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, box, static_cast<double>(content));
  if (content > box.h) scroller(node, scroll, static_cast<double>(content), false);
  ui.enter(id);
  ui.clip(box);
  for (std::size_t i = 0; i < items.size(); ++i)
    one_item(f, Rect{box.x + 6, box.y + 6 + static_cast<float>(i) * item_h - static_cast<float>(scroll.y), box.w - 12, item_h}, static_cast<int>(i), items[i]);
  ui.unclip();
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
