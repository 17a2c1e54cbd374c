#include <algorithm>

#include "core/base/phone.h"
#include "core/inbox/contact_merge.h"
#include "web/app/contact_edit.h"
#include "web/app/contact_sections.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/person_facts.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float detail_h = 32;

struct Detail { std::string_view name, value; };

std::string_view people_address(Ui& ui, std::string_view address) {
  return address.substr(0, 1) == "+" ? ui.keep(for_people(address)) : ui.keep(address);
}

std::string_view status_of(WorkStatus status) {
  if (status == WorkStatus::resolved) return words::resolved;
  return status == WorkStatus::snoozed ? words::snoozed : words::status_open;
}

std::vector<Detail> details_of(Frame& f, const Conversation& conversation) {
  Ui& ui = f.ui;
  std::vector<Detail> details;
  details.push_back({words::address, people_address(ui, f.words().address(conversation.identity))});
  details.push_back({words::channel, channel_word(conversation.channel)});
  const Thread* thread = f.data().threads.find(conversation.thread);
  const Service* service = thread ? f.data().services.find(thread->service) : nullptr;
  if (service) details.push_back({words::service, ui.keep(service->name)});
  const Number* number = f.data().numbers.find(conversation.number);
  if (number) details.push_back({words::our_number, people_address(ui, number->address)});
  const Team* team = f.data().teams.find(team_of(f.data(), conversation));
  const std::string_view of_team = team ? ui.keep(team->name) : std::string_view(), person = conversation.assignee ? agent_words(f, conversation.assignee) : std::string_view();
  details.push_back({words::assignee, team || conversation.assignee ? words::dotted(ui, {person, of_team}) : std::string_view(words::not_assigned)});
  details.push_back({words::status, status_of(conversation.status)});
  details.push_back({words::first_seen, ui.keep(platform::format_day(static_cast<double>(conversation.opened.ms)))});
  return details;
}

// By which channel they write, below the name.
void channel_line(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const std::string_view word = channel_word(conversation.channel);
  const float w = ui.width_of(Style::small, word), x = box.x + (box.w - w - 14) / 2;
  ui.circle(x + 4, box.y + 9, 4, channel_colour(ui.theme(), conversation.channel));
  ui.text(x + 14, box.y, Style::small, ui.theme().muted, word);
}

void card_of(Frame& f, Rect card, const std::vector<Detail>& details) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  constexpr float inner = 14;
  float names_w = 0;  // the longest name decides, up to half of the card
  for (const Detail& one : details) names_w = std::max(names_w, ui.width_of(Style::small, one.name));
  names_w = std::min(names_w, (card.w - 2 * inner) * 0.5f);
  ui.fill(card, t.surface, radius::card);
  ui.stroke(card, t.border, radius::card);
  float y = card.y + 6;
  for (std::size_t i = 0; i < details.size(); ++i) {
    const float value_x = card.x + inner + names_w + gap::medium;
    if (i > 0) ui.line_across(card.x + inner, y, card.w - 2 * inner, t.strong ? t.border : t.sunken);
    ui.label(node_id("detail-name", i), card.x + inner, y + 7, names_w + 1, Style::small, t.muted, details[i].name);
    ui.label(node_id("detail-value", i), value_x, y + 7, card.right() - inner - value_x, Style::small, t.text, details[i].value, Align::end);
    y += detail_h;
  }
}

// A drawer lies over the thread and has a way out.
void drawer_head(Frame& f, Rect box) {
  Ui& ui = f.ui;
  const float h = ui.target(size::button);
  if (button(ui, nodes::contact_close(), Rect{box.right() - h - gap::small, box.y + gap::small, h, h}, words::close_details,
             {ButtonLook::quiet, icon::cross, true}))
    f.want(intent::ToggleContact{});
}

// The name, changed in place; in the inbox the way to the person's own page.
float person_head(Frame& f, Rect at, ContactId person, const Conversation* conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view title = ui.keep(person_title(f.words(), f.data(), person));
  avatar(ui, at.x + (at.w - size::avatar_panel) / 2, at.y + 28, size::avatar_panel, title);
  const ContactEdit& edit = f.state.contact_edit;
  if (edit.part == ContactPart::name && edit.contact == person) return 104 + contact_editor(f, Rect{at.x + 20, at.y + 104, at.w - 40, 0}) + gap::medium;
  const float name_w = std::min(ui.width_of(Style::title, title) + 1, at.w - 104), name_x = at.x + (at.w - name_w) / 2;
  platform::Node& heading = ui.node(node_id("contact-title"), NodeRole::heading, Rect{at.x + 20, at.y + 104, at.w - 40, 24}, words::contact);
  heading.level = 3;
  ui.label(node_id("contact-name"), name_x, at.y + 104, name_w, Style::title, t.text, title, Align::middle);
  if (button(ui, nodes::contact_edit_button(ContactPart::name), Rect{name_x + name_w + gap::tiny, at.y + 102, 28, 28}, words::people::name_edit, {ButtonLook::quiet, icon::pencil, true}))
    f.want(intent::EditContact{ContactPart::name, person});
  if (conversation) channel_line(f, Rect{at.x + 20, at.y + 132, at.w - 40, 18}, *conversation);
  const bool page = f.state.page == Page::contact;
  const std::string_view way = page ? words::back_to_list : words::people::contact_open;
  const float w = button_width(ui, way), h = ui.target(size::button);
  if (button(ui, node_id("contact-page"), Rect{at.x + (at.w - w) / 2, at.y + 158, w, h}, way)) {
    if (page) f.want(intent::OpenView{f.state.view});
    else f.want(intent::OpenContact{person});
  }
  return 158 + h + gap::medium;
}

float sections(Frame& f, Rect at, ContactId person, const Conversation* conversation) {
  const float x = at.x + 20, w = at.w - 40;
  const float top = at.y;
  float y = top;
  if (conversation) {
    const std::vector<Detail> details = details_of(f, *conversation);
    const float h = static_cast<float>(details.size()) * detail_h + 12;
    card_of(f, Rect{at.x + 14, y, at.w - 28, h}, details);
    y += h + gap::small;
    y += contact_tags(f, Rect{x, y, w, 0}, *conversation);
  }
  y += contact_identities(f, Rect{x, y, w, 0}, person);
  y += contact_customer(f, Rect{x, y, w, 0}, person);
  y += contact_attributes(f, Rect{x, y, w, 0}, person);
  y += contact_notes(f, Rect{x, y, w, 0}, person);
  y += contact_earlier(f, Rect{x, y, w, 0}, person, f.state.open);
  return y - top + gap::huge;
}

// Somebody's picture, name and card, while they are on their way.
void contact_skeleton(Ui& ui, Rect box) {
  const float middle = box.x + box.w / 2;
  ui.circle(middle, box.y + 60, size::avatar_panel / 2, ui.theme().sunken);
  skeleton_bar(ui, Rect{middle - box.w * 0.22f, box.y + 110, box.w * 0.44f, 13});
  skeleton_bar(ui, Rect{middle - box.w * 0.13f, box.y + 134, box.w * 0.26f, 9});
  for (int line = 0; line < 5; ++line) skeleton_bar(ui, Rect{box.x + 20, box.y + 180 + static_cast<float>(line) * detail_h, box.w - 40, 11});
}

}  // namespace

NodeId nodes::contact_close() { return node_id("contact-close"); }

void contact_pane(Frame& f, Rect box, bool drawer) {
  const Conversation* conversation = f.open();
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  if (!drawer) ui.line_down(box.x, box.y, box.h, t.border);
  const ContactId person = f.state.page == Page::contact ? root_contact(f.data(), f.state.contact_page) : conversation ? contact_of(f.data(), conversation->id) : ContactId{};
  if (!f.data().contacts.find(person)) {
    if (f.session.link() != ClientSession::Link::live && waited_for_inbox(f)) contact_skeleton(f.ui, box);
    return;
  }
  if (!drawer) f.state.beside.contact = box;
  Scroll& scroll = f.state.contact_scroll;
  const auto content = static_cast<double>(f.state.contact_height);
  if (drawer) {
    ui.popup(box);
    ui.shadow(box, 0);
    ui.fill(box, t.bg);
  }
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, box, content);
  platform::Node& node = ui.node(node_id("contact-region"), NodeRole::region, box, words::contact);
  scroller(node, scroll, content, false);
  if (drawer) node.flags |= platform::node_popup;
  ui.enter(node.id);
  ui.clip(box);
  const Rect at{box.x, box.y - static_cast<float>(scroll.y), box.w, box.h};
  if (drawer) drawer_head(f, at);
  const float head = person_head(f, at, person, conversation);
  const float height = head + sections(f, Rect{at.x, at.y + head, at.w, at.h}, person, conversation);
  f.wants_frame = f.wants_frame || height != f.state.contact_height;
  f.state.contact_height = height;
  ui.unclip();
  ui.leave();
  if (drawer) ui.end_popup();
}

}  // namespace tributary::app
