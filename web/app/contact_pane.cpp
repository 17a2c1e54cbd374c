#include "core/base/phone.h"
#include "web/app/entry_words.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Detail { std::string_view name, value; };

std::string_view people_address(Ui& ui, std::string_view address) {
  return address.substr(0, 1) == "+" ? ui.keep(for_people(address)) : ui.keep(address);
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
  details.push_back({words::assignee, conversation.assignee ? agent_words(f, conversation.assignee) : words::not_assigned});
  details.push_back({words::status, conversation.status == WorkStatus::resolved ? words::resolved : words::status_open});
  details.push_back({words::first_seen, ui.keep(platform::format_day(static_cast<double>(conversation.opened.ms)))});
  return details;
}

}  // namespace

void contact_pane(Frame& f, Rect box) {
  const Conversation* conversation = f.open();
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  ui.line_down(box.x, box.y, box.h, t.border);
  if (!conversation) return;
  const NodeId id = node_id("contact-region");
  ui.node(id, NodeRole::region, box, words::contact);
  ui.enter(id);
  const Thread* thread = f.data().threads.find(conversation->thread);
  const std::string_view title = contact_title(f, *conversation);
  avatar(ui, box.x + (box.w - size::avatar_panel) / 2, box.y + 34, size::avatar_panel, node_id("contact", thread ? thread->contact : ContactId{}), title);
  platform::Node& heading = ui.node(node_id("contact-title"), NodeRole::heading, Rect{box.x + 20, box.y + 110, box.w - 40, 24}, words::contact);
  heading.level = 3;
  ui.label(node_id("contact-name"), box.x + 20, box.y + 110, box.w - 40, Style::title, t.text, title, Align::middle);
  const std::vector<Detail> details = details_of(f, *conversation);
  const Rect card{box.x + 14, box.y + 152, box.w - 28, static_cast<float>(details.size()) * 30 + 12};
  ui.fill(card, t.surface, radius::card);
  ui.stroke(card, t.border, radius::card);
  float y = card.y + 12;
  for (std::size_t i = 0; i < details.size(); ++i) {
    ui.label(node_id("detail-name", i), card.x + 14, y, 88, Style::small, t.muted, details[i].name);
    ui.label(node_id("detail-value", i), card.x + 104, y, card.w - 116, Style::small, t.text, details[i].value);
    y += 30;
  }
  ui.leave();
}

}  // namespace tributary::app
