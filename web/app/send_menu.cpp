// What hangs at the Send button: send and resolve, send and snooze, send later. And where else a message of ours can go.
#include <algorithm>

#include "core/engine/engine.h"
#include "core/inbox/contact_merge.h"
#include "web/app/composer.h"
#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/resend.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"
#include "web/app/zone_now.h"

namespace tributary::app {
namespace {

using What = intent::Compose::What;
using Menu = ComposerState::Menu;

constexpr std::int64_t days_ahead = 9;  // as far as the last choice reaches
constexpr float above_button = 6, rows_least = 3;

std::string text(std::string_view words) { return std::string(words); }

std::string when_words(Instant at) {
  const auto ms = static_cast<double>(at.ms);
  return platform::format_short(ms) + " " + platform::format_time(ms);
}

SnoozeChoices times(const Frame& f) { return snooze_choices(f.now, zone_between(f.now, f.now + days_ahead * limits::day_ms)); }

// What is to leave later must be possible then as well: WhatsApp's window may be closed.
WayToSend timed(const Frame& f, Word name, Instant at, What what, const Conversation& conversation) {
  WayToSend way{text(name), when_words(at), icon::clock, intent::Compose{what, conversation.id, at}};
  if (what == What::send_later) way.refused = reply_refused(f, conversation, at);
  return way;
}

// Above its button; where that has too little room, over it; where the whole page has, it scrolls.
float height_of(float content, float least, Rect page, Rect button) {
  const float most = page.h - 2 * gap::small, above = button.y - above_button - page.y - gap::small;
  return std::min(content, std::max(above, std::min(least, most)));
}

void one_way(Frame& f, Rect row, int index, const WayToSend& way) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = nodes::way(index);
  const bool possible = !way.refused;
  if ((possible && ui.hovered(row)) || ui.input().focused == id) ui.fill(row, t.hover, radius::button);
  const std::string_view why_not = possible ? std::string_view() : std::string_view(words::later_closed);
  platform::Node& node = ui.node(id, NodeRole::menuitem, row, words::listed(ui, {ui.keep(way.name), ui.keep(way.detail), why_not}));
  node.flags |= platform::node_focus_ring_inset | (possible ? 0u : platform::node_disabled);
  ui.enter(id);
  const float middle = row.y + row.h / 2, detail_w = way.detail.empty() ? 0 : ui.width_of(Style::caption, way.detail);
  ui.icon(row.x + 10, middle - 9, 18, t.muted, way.icon);
  ui.text_in(row.x + 38, middle - 10, row.w - 48 - detail_w - gap::small, Style::body, possible ? t.text : t.muted, ui.keep(way.name));
  if (!way.detail.empty()) ui.text(row.right() - 10 - detail_w, middle - 8, Style::caption, t.muted, ui.keep(way.detail));
  ui.leave();
  if (possible && ui.activated(id)) f.want(way.wanted);
}

}  // namespace

NodeId nodes::way(int index) { return node_id("way", static_cast<std::uint64_t>(index)); }

std::vector<WayToSend> ways_to_send(Frame& f, const Conversation& conversation) {
  const ConversationId id = conversation.id;
  std::vector<WayToSend> ways;
  if (f.state.composer.menu == Menu::ways) {
    const auto keys = [&f](std::string_view action) { return f.ui.shows_keys() ? first_keys(action, f.state.prefs) : std::string(); };
    ways.push_back({text(words::act_send_resolve), keys("send_resolve"), icon::tick_circle, intent::Compose{What::send_and_resolve, id}});
    ways.push_back({text(words::send_snooze), keys("send_snooze"), icon::moon, intent::Compose{What::open_menu, id, {}, static_cast<int>(Menu::snooze)}, true});
    ways.push_back({text(words::send_later), keys("send_later"), icon::clock, intent::Compose{What::open_menu, id, {}, static_cast<int>(Menu::later)}, true});
    return ways;
  }
  const SnoozeChoices at = times(f);
  const bool snooze = f.state.composer.menu == Menu::snooze;
  const What what = snooze ? What::send_and_snooze : What::send_later;
  ways.push_back(timed(f, words::in_one_hour, at.one_hour, what, conversation));
  ways.push_back(timed(f, words::in_two_hours, at.two_hours, what, conversation));
  ways.push_back(timed(f, words::in_four_hours, at.four_hours, what, conversation));
  ways.push_back(timed(f, words::tomorrow_nine, at.tomorrow_nine, what, conversation));
  ways.push_back(timed(f, words::monday_nine, at.next_monday_nine, what, conversation));
  ways.push_back({text(words::other_time), {}, icon::more, intent::Compose{snooze ? What::open_snooze_date : What::open_later, id}});
  return ways;
}

void send_menu(Frame& f, Rect page) {
  ComposerState& c = f.state.composer;
  const Conversation* conversation = f.open();
  if (c.menu == Menu::closed || !conversation) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::vector<WayToSend> ways = ways_to_send(f, *conversation);
  const float row_h = ui.target(size::menu_item), head = c.menu == Menu::ways ? 0.0f : 30.0f;
  float w = 220;
  for (const WayToSend& way : ways) w = std::max(w, ui.width_of(Style::body, way.name) + ui.width_of(Style::caption, way.detail) + 90);
  w = std::min(w, page.w - 2 * gap::small);
  const auto refused = std::find_if(ways.begin(), ways.end(), [](const WayToSend& way) { return way.refused.has_value(); });
  const std::string why_not = refused == ways.end() ? std::string() : refusal_words(*refused->refused);
  const float foot = why_not.empty() ? 0 : ui.paragraph_height(Style::small, why_not, w - 32) + gap::small;
  const float rows_h = static_cast<float>(ways.size()) * row_h, content = head + rows_h + foot + 12;
  const Rect at = c.menu_box;
  const float h = height_of(content, head + rows_least * row_h + 12, page, at);
  const Rect box{std::clamp(at.right() - w, page.x + gap::small, std::max(page.x + gap::small, page.right() - gap::small - w)), std::max(page.y + gap::small, at.y - h - above_button), w, h};
  c.menu_box = Rect{std::min(box.x, at.x), box.y, std::max(box.right(), at.right()) - std::min(box.x, at.x), std::max(box.bottom(), at.bottom()) - box.y};
  ui.popup(box, node_id("send-menu-appears"));
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.strong ? t.border_strong : t.border, radius::card);
  const std::string_view name = c.menu == Menu::ways ? words::more_ways : c.menu == Menu::snooze ? words::send_snooze : words::send_later;
  const NodeId id = node_id("send-menu");
  platform::Node& menu = ui.node(id, NodeRole::menu, box, name);
  menu.flags |= platform::node_popup;
  Scroll& scroll = f.state.menu_scroll;
  scroll.y += wanted_scroll(ui, scroll);
  settle_scroll(ui, scroll, box, static_cast<double>(content));
  if (content > h) scroller(menu, scroll, static_cast<double>(content), false);
  ui.enter(id);
  ui.clip(box);
  const float top = box.y - static_cast<float>(scroll.y);
  if (head > 0) ui.text_in(box.x + 16, top + 9, w - 32, Style::small_strong, t.muted, name);
  for (std::size_t i = 0; i < ways.size(); ++i)
    one_way(f, Rect{box.x + 6, top + 6 + head + static_cast<float>(i) * row_h, w - 12, row_h}, static_cast<int>(i), ways[i]);
  if (foot > 0) ui.paragraph(node_id("send-menu-why"), box.x + 16, top + 6 + head + rows_h, w - 32, Style::small, t.muted, ui.keep(why_not));
  ui.unclip();
  ui.leave();
  ui.end_popup();
}

std::optional<Elsewhere> elsewhere(const Frame& f, const ThreadEntry& entry) {
  const MessageBody* body = f.words().body(entry.message);
  const Conversation* conversation = f.data().conversations.find(entry.conversation);
  const Thread* thread = conversation ? f.data().threads.find(conversation->thread) : nullptr;
  if (!body || !thread || entry.direction != Direction::out) return std::nullopt;
  const std::vector<IdentityId> theirs = identities_of(f.data(), root_contact(f.data(), thread->contact));
  const Stamp stamp{f.now, Actor{ActorKind::agent, f.me()}, CommandId{}};
  std::optional<Elsewhere> found;
  f.data().numbers.for_each([&](const NumberId& id, const Number& number) {
    if (found || number.service != thread->service || number.channel == entry.channel) return;
    for (const IdentityId& identity : theirs) {
      const std::vector<SendReply> replies = as_replies(f.words(), *conversation, entry.message, number, identity);
      const bool all = std::all_of(replies.begin(), replies.end(), [&](const SendReply& reply) { return bool(decide_command(f.data(), Command(reply), stamp)); });
      if (!found && !replies.empty() && all) found = Elsewhere{number.channel, id, identity};
    }
  });
  return found;
}

bool is_held(const Frame& f, const ThreadEntry& entry) {
  return entry.kind == ThreadEntry::Kind::message && entry.direction == Direction::out && entry.delivery == Delivery::queued && entry.until > f.now;
}

}  // namespace tributary::app
