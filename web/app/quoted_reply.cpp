#include "web/app/quoted_reply.h"

#include <algorithm>

#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float pad = 10, bar = 3, least = 120;

const ThreadEntry* entry_of(const Frame& f, const ThreadEntry& answer, MessageId message) {
  const Conversation* conversation = f.data().conversations.find(answer.conversation);
  const ThreadView* view = conversation ? f.session.thread(conversation->thread) : nullptr;
  if (!view) return nullptr;
  const auto& entries = view->entries();
  for (auto it = entries.rbegin(); it != entries.rend(); ++it)
    if (it->kind == ThreadEntry::Kind::message && it->message == message) return &*it;
  return nullptr;
}

}  // namespace

// What lies further up than has been loaded is named, but not led to.
void quote_into(Frame& f, const ThreadItem& item, MessageShape& shape, float room) {
  if (!item.entry || !shape.body || !shape.body->in_reply_to || shape.kind == MessageKind::reaction) return;
  const ThreadEntry* quoted = entry_of(f, *item.entry, shape.body->in_reply_to);
  const MessageBody* body = f.words().body(shape.body->in_reply_to);
  shape.quote_key = quoted ? entry_key(*quoted) : 0;
  shape.quote_who = quoted ? author_words(f, *quoted) : std::string_view(words::quote_earlier);
  shape.quote_text = body ? f.ui.keep(preview_text(*body)) : std::string_view(words::quote_not_loaded);
  const float wide = std::max(f.ui.width_of(Style::small_strong, shape.quote_who), f.ui.width_of(Style::small, shape.quote_text));
  shape.quote_w = std::clamp(wide + 2 * pad + bar + 4, std::min(least, room), room);
}

void draw_quote(Frame& f, const ThreadItem& item, const MessageShape& shape, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("quote", item.key);
  const std::string_view name = words::format(ui, shape.quote_key ? words::quote_jump : words::quote_of, {{"who", shape.quote_who}, {"text", shape.quote_text}});
  const bool leads = shape.quote_key != 0;
  ui.node(id, leads ? NodeRole::button : NodeRole::group, box, name);
  ui.enter(id);
  ui.fill(box, leads && ui.hovered(box) ? t.hover : t.sunken, radius::row);
  if (t.strong) ui.stroke(box, t.border, radius::row);
  ui.fill(Rect{box.x + 4, box.y + 6, bar, box.h - 12}, t.accent, 2);
  const float x = box.x + pad + bar, w = box.w - 2 * pad - bar;
  ui.text_in(x, box.y + 5, w, Style::small_strong, t.text, shape.quote_who);
  ui.text_in(x, box.y + 23, w, Style::small, t.muted, shape.quote_text);
  ui.leave();
  if (leads && ui.activated(id)) f.want(intent::ShowEntry{shape.quote_key});
}

}  // namespace tributary::app
