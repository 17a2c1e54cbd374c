#include "web/app/stale_send.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/actions.h"
#include "web/app/composer_text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr double noticed_after_ms = 1000;  // by somebody who is writing
constexpr std::size_t shown_max = 3;
constexpr float row_h = 20, pad = 12;

bool writing(const UiState& state, ConversationId conversation) {
  const auto text = state.drafts.find(conversation);
  const auto files = state.files.find(conversation);
  return (text != state.drafts.end() && !blank(text->second)) || (files != state.files.end() && !files->second.empty());
}

std::uint32_t newer_than_seen(const Frame& f, const Conversation& conversation) {
  const std::uint32_t confirmed = messages_confirmed(f.session, conversation.id);
  return confirmed > f.state.stale.seen ? confirmed - f.state.stale.seen : 0;
}

// Of the newest `count` that are confirmed nobody else wrote any.
bool all_mine(const Frame& f, const ThreadView& thread, ConversationId conversation, std::uint32_t count) {
  for (auto it = thread.entries().rbegin(); it != thread.entries().rend() && count > 0; ++it) {
    if (it->kind != ThreadEntry::Kind::message || it->conversation != conversation || it->seq == 0) continue;
    if (it->direction != Direction::out || it->actor.agent != f.me()) return false;
    --count;
  }
  return count == 0;
}

// The last messages that others wrote: of customers and of colleagues alike.
std::vector<const ThreadEntry*> newer(const Frame& f, const Conversation& conversation) {
  std::vector<const ThreadEntry*> found;
  const ThreadView* thread = f.session.thread(conversation.thread);
  if (!thread) return found;
  const std::size_t count = std::min<std::size_t>(shown_max, newer_than_seen(f, conversation));
  for (auto it = thread->entries().rbegin(); it != thread->entries().rend() && found.size() < count; ++it)
    if (it->kind == ThreadEntry::Kind::message && it->conversation == conversation.id && it->seq != 0) found.push_back(&*it);
  std::reverse(found.begin(), found.end());
  return found;
}

std::string_view row_words(Frame& f, const ThreadEntry& entry) {
  const MessageBody* body = f.words().body(entry.message);
  return f.ui.join({author_words(f, entry), ": ", f.ui.keep(body ? preview_text(*body) : std::string())});
}

bool goes_later(const Frame& f) { return f.state.stale.plan.at > f.now; }

}  // namespace

bool send_is_stopped(const UiState& state, ConversationId conversation) {
  return conversation && state.stale.conversation == conversation && writing(state, conversation) && !noting(state, conversation);
}

std::uint32_t messages_confirmed(const ClientSession& session, ConversationId id) {
  const Conversation* found = session.replica().confirmed().conversations.find(id);
  return found ? found->messages : 0;
}

// Whoever is not writing has seen what is on the screen; whoever is looks at the keys first.
void note_seen(Frame& f, const Conversation& conversation) {
  UiState::Seen& seen = f.state.seen;
  if (seen.conversation != conversation.id) seen = UiState::Seen{conversation.id, false, 0, 0, 0};
  const ThreadView* thread = f.session.thread(conversation.thread);
  if (!thread || thread->entries().empty() || !f.state.page_visible || !f.state.thread.at_bottom) {
    seen.since_ms = 0;
    return;
  }
  const double now = platform::now_ms();
  const std::uint32_t there = messages_confirmed(f.session, conversation.id);
  const bool nothing_new = !seen.known || seen.messages >= there || all_mine(f, *thread, conversation.id, there - seen.messages);
  const bool long_enough = seen.since_ms > 0 && seen.growing == there && now - seen.since_ms >= noticed_after_ms;
  if (nothing_new || !writing(f.state, conversation.id) || long_enough) {
    seen = UiState::Seen{conversation.id, true, there, there, 0};
    return;
  }
  if (seen.since_ms == 0 || seen.growing != there) {
    seen.since_ms = now;
    seen.growing = there;
  }
  platform::wake_after(noticed_after_ms - (now - seen.since_ms));
}

SendOptions send_options(const UiState& state, ConversationId conversation) {
  SendOptions how;
  if (state.seen.conversation == conversation && state.seen.known) how.seen = state.seen.messages;
  how.anyway = state.stale.anyway && state.stale.conversation == conversation;
  return how;
}

float stale_height(Frame& f, const Conversation& conversation, float) {
  if (!send_is_stopped(f.state, conversation.id)) return 0;
  const float rows = static_cast<float>(newer(f, conversation).size() + (goes_later(f) ? 1 : 0));
  return gap::small + 2 * pad + row_h + rows * row_h + gap::small + f.ui.sizes().button;
}

void stale_strip(Frame& f, Rect box, const Conversation& conversation) {
  if (!send_is_stopped(f.state, conversation.id)) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Rect at{box.x + gap::large, box.y + gap::small, box.w - 2 * gap::large, box.h - gap::small};
  const std::string_view title = words::plural(ui, words::stale_title, std::max<std::int64_t>(1, newer_than_seen(f, conversation)));
  const NodeId id = node_id("stale", conversation.id);
  ui.fill(at, t.warning_bg, radius::card);
  ui.stroke(at, t.strong ? t.warning : mix(t.warning_bg, t.warning, 0.35f), radius::card);
  ui.node(id, NodeRole::region, at, title);
  ui.enter(id);
  const float x = at.x + pad, room = at.w - 2 * pad;
  float y = at.y + pad;
  ui.icon(x, y, 18, t.warning, icon::warning);
  ui.label(node_id("stale-title", conversation.id), x + 26, y, room - 26, Style::small_strong, t.warning, title);
  y += row_h;
  for (const ThreadEntry* entry : newer(f, conversation)) {
    ui.label(node_id("stale-row", entry->message), x + 26, y, room - 26, Style::small, t.text, row_words(f, *entry));
    y += row_h;
  }
  if (goes_later(f)) {
    const std::string when = platform::format_full(static_cast<double>(f.state.stale.plan.at.ms));
    ui.label(node_id("stale-when"), x + 26, y, room - 26, Style::small, t.text, words::format(ui, words::stale_later, {{"when", when}}));
    y += row_h;
  }
  y += gap::small;
  const float h = ui.sizes().button, first_w = button_width(ui, words::keep_editing), second_w = button_width(ui, words::send_anyway);
  if (button(ui, node_id("stale-edit"), Rect{x + 26, y, first_w, h}, words::keep_editing, {ButtonLook::primary})) perform(f, "keep_editing");
  if (button(ui, node_id("stale-send"), Rect{x + 26 + first_w + gap::small, y, second_w, h}, words::send_anyway)) perform(f, "send_anyway");
  ui.leave();
}

}  // namespace tributary::app
