#include <algorithm>

#include "core/base/segments.h"
#include "core/base/text.h"
#include "core/engine/engine.h"
#include "core/view/language.h"
#include "web/app/composer_attachments.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/thread_facts.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr int rows_min = 2, rows_max = 10;

float tab_h(const Ui& ui) { return ui.touch() ? 48.0f : 34.0f; }
float foot_h(const Ui& ui) { return ui.touch() ? 54.0f : 44.0f; }
float send_width(const Ui& ui) { return std::max(80.0f, button_width(ui, words::send, {ButtonLook::primary, icon::send})); }

const std::string& draft_of(const Frame& f, ConversationId conversation) {
  static const std::string none;
  const auto it = f.state.drafts.find(conversation);
  return it == f.state.drafts.end() ? none : it->second;
}

Style field_style(const Frame& f) { return f.ui.touch() ? Style::field_touch : Style::body; }

float field_height(const Frame& f, const Conversation& conversation, float width) {
  const std::string& draft = draft_of(f, conversation.id);
  int rows = draft.empty() ? 1 : static_cast<int>(text::layout(draft, static_cast<int>(field_style(f)), width - 64).lines.size());
  if (!draft.empty() && draft.back() == '\n') ++rows;
  return static_cast<float>(std::clamp(rows, rows_min, rows_max)) * line_height(field_style(f)) + gap::small;
}

// The engine itself is asked whether anything may be written now: the same rule as the relay's.
std::string closed_because(Frame& f, const Conversation& conversation) {
  const Stamp stamp{f.now, Actor{ActorKind::agent, f.me()}, CommandId{}};
  const Decision decision = decide_command(f.data(), Command(SendReply{conversation.id, {}, "?"}), stamp);
  return decision ? std::string() : refusal_words(decision.error());
}

std::string_view sms_words(Ui& ui, std::string_view draft) {
  const SmsCount count = count_sms(draft);
  const std::string_view segments = words::plural(ui, words::segments, static_cast<std::int64_t>(count.segments));
  return words::dotted(ui, {segments, count.gsm7 ? words::gsm7 : words::ucs2, words::plural(ui, words::left, static_cast<std::int64_t>(count.left))});
}

// What limits this channel sets, in one line below the field.
std::string_view limit_words(Frame& f, const Conversation& conversation) {
  if (conversation.channel == Channel::sms) {
    const std::string& draft = draft_of(f, conversation.id);
    return draft.empty() ? std::string_view() : sms_words(f.ui, draft);
  }
  const std::optional<Instant> until = free_text_until(f.data(), conversation);
  if (!until || until->ms <= f.now.ms) return {};
  f.wants_minute = true;
  const std::int64_t minutes = (until->ms - f.now.ms) / limits::minute_ms;
  if (minutes < 1) return words::window_closes_soon;
  return words::format(f.ui, words::window_closes, {{"duration", duration_words(f.ui, minutes * 60)}});
}

void reply_tab(Ui& ui, Rect box) {
  const NodeId list = node_id("composer-tabs"), tab = node_id("composer-reply");
  const float w = ui.width_of(Style::small_strong, words::reply);
  const float h = ui.target(26);
  const Rect at{box.x + gap::large, box.y + (tab_h(ui) + 4 - h) / 2, w, h};
  ui.node(list, NodeRole::tablist, at, words::reply);
  ui.enter(list);
  platform::Node& node = ui.node(tab, NodeRole::tab, at, words::reply);
  node.flags |= platform::node_selected;
  ui.enter(tab);
  ui.text(at.x, at.y + h / 2 - 9, Style::small_strong, ui.theme().accent, words::reply);
  ui.fill(Rect{at.x, at.y + h / 2 + 11, w, 2}, ui.theme().accent, 1);
  ui.leave();
  ui.leave();
}

float sentence_width(float pane_width) { return pane_width - 4 * gap::large; }

// The customer's language, for spell-checking: told by what they wrote last, else by where their number is.
std::string_view spoken_in(Frame& f, const Conversation& conversation) {
  constexpr std::size_t texts_max = 5;
  std::vector<std::string_view> texts;
  if (const ThreadView* view = f.session.thread(conversation.thread)) {
    for (auto it = view->entries().rbegin(); it != view->entries().rend() && texts.size() < texts_max; ++it) {
      if (it->kind != ThreadEntry::Kind::message || it->direction != Direction::in) continue;
      if (const MessageBody* body = f.words().body(it->message)) texts.push_back(body->text);
    }
  }
  return language_of(texts, f.words().address(conversation.identity));
}

void open_field(Frame& f, Rect frame, const Conversation& conversation) {
  const float files = attachments_height(f, conversation, frame.w + 2 * gap::large);
  const Rect at{frame.x + gap::large, frame.y + tab_h(f.ui) + 2, frame.w - 2 * gap::large, frame.h - tab_h(f.ui) - foot_h(f.ui) - files};
  const bool sends = f.state.prefs.enter_sends;
  const std::string_view wide_hint = sends ? words::reply_hint : words::reply_hint_control;
  const std::string_view hint = frame.w > 480 ? wide_hint : std::string_view(words::reply_hint_short);
  const std::uint32_t flags = platform::node_multiline | (sends ? 0u : platform::node_enter_breaks);
  field(f.ui, nodes::composer(conversation.id), at, words::reply, {hint, draft_of(f, conversation.id), flags, false, spoken_in(f, conversation)});
  attachments_strip(f, Rect{at.x, at.bottom(), at.w, files}, conversation);
  const float edge = std::min(f.ui.target(size::button), foot_h(f.ui));
  attach_button(f, Rect{frame.x + gap::small, frame.bottom() - foot_h(f.ui) / 2 - edge / 2 - 2, edge, edge}, conversation);
  const std::string_view limit = limit_words(f, conversation);
  const float room = frame.w - send_width(f.ui) - 3 * gap::large - edge;
  if (!limit.empty())
    f.ui.label(node_id("composer-limit"), frame.x + gap::large + edge, frame.bottom() - foot_h(f.ui) / 2 - 6, room, Style::figure, f.ui.theme().muted, limit);
}

// What was typed before stays to be read; the sentence says why it cannot be sent and what would change that.
void closed_field(Frame& f, Rect frame, float pane_width, const Conversation& conversation, std::string_view why) {
  const std::string& draft = draft_of(f, conversation.id);
  const float x = frame.x + gap::large, w = frame.w - 2 * gap::large, field_h = blank(draft) ? 0 : field_height(f, conversation, pane_width);
  const Rect at{x, frame.y + tab_h(f.ui) + 2, w, field_h > 0 ? field_h : 16};
  field(f.ui, nodes::composer(conversation.id), at, words::reply, {{}, draft, platform::node_multiline | platform::node_disabled, false});
  f.ui.paragraph(node_id("composer-closed"), x, frame.y + tab_h(f.ui) + field_h + 4, sentence_width(pane_width), Style::small, f.ui.theme().warning, why);
}

}  // namespace

NodeId nodes::composer(ConversationId conversation) { return node_id("composer", conversation); }

float composer_height(Frame& f, const Conversation& conversation, float width) {
  const std::string closed = closed_because(f, conversation);
  const float around = gap::small + tab_h(f.ui) + foot_h(f.ui) + gap::medium;
  if (closed.empty()) return around + field_height(f, conversation, width) + attachments_height(f, conversation, width);
  const float draft = blank(draft_of(f, conversation.id)) ? 0 : field_height(f, conversation, width);
  return around + draft + f.ui.paragraph_height(Style::small, closed, sentence_width(width));
}

void composer_pane(Frame& f, Rect box, const Conversation& conversation) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const Rect frame{box.x + gap::large, box.y + gap::small, box.w - 2 * gap::large, box.h - gap::small - gap::medium};
  const std::string closed = closed_because(f, conversation);
  const NodeId id = nodes::composer(conversation.id), form = node_id("composer-form");
  ui.fill(frame, closed.empty() ? t.surface : t.sunken, radius::card);
  const float lit = ui.ease(node_id("composer-lit", conversation.id), ui.input().focused == id ? 1.0f : 0.0f, motion_ms::hover);
  if (lit > 0) ui.stroke(Rect{frame.x - 2, frame.y - 2, frame.w + 4, frame.h + 4}, with_alpha(t.accent, static_cast<std::uint32_t>(46 * lit)), radius::card + 2, 3);
  ui.stroke(frame, mix(t.border_strong, t.accent, lit), radius::card, t.strong ? 2 : 1);
  ui.node(form, NodeRole::form, frame, words::reply_to_customer);
  ui.enter(form);
  reply_tab(ui, frame);
  if (closed.empty()) open_field(f, frame, conversation);
  else closed_field(f, frame, box.w, conversation, ui.keep(closed));
  const ButtonOptions look{ButtonLook::primary, icon::send, false, !closed.empty() || !draft_is_sendable(f, conversation.id)};
  const float send_w = send_width(ui), button_h = std::min(ui.sizes().button, foot_h(ui) - 4);
  const Rect send{frame.right() - send_w - gap::small, frame.bottom() - button_h - gap::small, send_w, button_h};
  if (button(ui, node_id("send"), send, words::send, look) || ui.entered(id)) f.want(intent::Send{conversation.id});
  drop_cover(f, frame);
  ui.leave();
}

}  // namespace tributary::app
