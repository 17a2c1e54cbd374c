#include "web/app/message_shape.h"

#include <algorithm>

#include "core/base/text.h"
#include "web/app/composer.h"
#include "web/app/entry_words.h"
#include "web/app/quoted_reply.h"
#include "web/app/reason_words.h"
#include "web/app/graphemes.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

std::string_view bubble_text(Frame& f, const MessageShape& shape) {
  if (!shape.body) return words::words_missing;
  if (shape.kind == MessageKind::choice && shape.body->choice && shape.body->text.empty()) return shape.body->choice->title;
  if (shape.kind == MessageKind::unsupported) return {};
  if (shape.body->text.empty() && shape.body->media == 0 && !shape.body->location) return words::no_words;
  return f.ui.keep(shape.body->text);
}

std::string_view note_of(const MessageShape& shape) {
  if (shape.kind == MessageKind::choice) return words::tapped;
  if (shape.kind == MessageKind::reaction) return words::reacted;
  return shape.body && shape.body->forwarded ? words::forwarded : std::string_view();
}

void judge(Frame& f, const ThreadItem& item, MessageShape& shape) {
  if (item.not_sent) {
    shape.problem = f.ui.keep(refusal_words(item.not_sent->code, item.not_sent->reason));
    shape.actions = true;
  } else if (shape.out && item.entry->delivery == Delivery::failed) {
    const std::int32_t code = item.entry->error;
    shape.problem = code == 0 ? provider_error_words(0) : words::format(f.ui, words::error_numbered, {{"code", f.ui.digits(code)}, {"why", provider_error_words(code)}});
    shape.actions = true;
  } else if (shape.out && is_held(f, *item.entry)) {
    shape.actions = true;
    f.wants_minute = true;
  } else if (shape.out && item.entry->delivery == Delivery::unknown) {
    shape.problem = words::not_confirmed_hint;
    shape.actions = true;
  }
}

}  // namespace

float bubble_room(const Ui& ui, float width) { return std::min(size::bubble_max, width * 0.78f - 44) - 2 * ui.sizes().bubble_x; }

MessageShape shape_of(Frame& f, const ThreadItem& item, float width) {
  MessageShape shape;
  if (item.not_sent) {
    shape.out = true;
    shape.text = item.not_sent->text;
    if (blank(shape.text)) shape.text = f.ui.keep(words::pluralled(words::attachments, static_cast<std::int64_t>(item.not_sent->attachments.size())));
  } else {
    shape.out = item.entry->direction == Direction::out;
    shape.automation = shape.out && item.entry->actor.kind != ActorKind::agent;
    shape.pending = item.entry->seq == 0;
    shape.body = f.words().body(item.entry->message);
    shape.kind = item.entry->message_kind;
    shape.text = bubble_text(f, shape);
    shape.note = f.words().template_use(item.entry->message) ? std::string_view(words::sent_template) : note_of(shape);
    const MediaSize media = media_size(f, shape, item.entry->message, bubble_room(f.ui, width) + 2 * f.ui.sizes().bubble_x);
    shape.media_w = media.w;
    shape.media_h = media.h;
  }
  if (!shape.text.empty()) {
    const Sizes& s = f.ui.sizes();
    shape.bare = only_emoji(shape.text) && !item.not_sent;
    shape.style = shape.bare ? Style::emoji : s.message;
    shape.pad_x = shape.bare ? 2 : s.bubble_x;
    shape.pad_y = shape.bare ? 2 : s.bubble_y;
    shape.lines = &text::layout(shape.text, static_cast<int>(shape.style), bubble_room(f.ui, width));
    shape.bubble_w = shape.lines->width + 2 * shape.pad_x;
    shape.bubble_h = line_height(shape.style) * static_cast<float>(shape.lines->lines.size()) + 2 * shape.pad_y;
  }
  quote_into(f, item, shape, bubble_room(f.ui, width) + 2 * f.ui.sizes().bubble_x);
  judge(f, item, shape);
  shape.button_h = f.ui.sizes().button;
  if (!shape.problem.empty()) shape.problem_h = f.ui.paragraph_height(Style::small, shape.problem, bubble_room(f.ui, width));
  shape.reaction_h = item.reaction.empty() ? 0 : reaction_height;
  // The time stands once below a run, and with ours the ticks wherever they differ from the next one's.
  shape.meta = item.last || (shape.out && (item.says_state || shape.actions));
  return shape;
}

float shape_height(const MessageShape& shape) {
  float h = (shape.note.empty() ? 0.0f : 18.0f) + (shape.quote_w > 0 ? quote_height + gap::tiny : 0);
  h += shape.media_h + (shape.media_h > 0 && shape.bubble_h > 0 ? gap::tiny : 0.0f) + shape.bubble_h + shape.reaction_h;
  if (shape.meta) h += 20;
  if (shape.problem_h > 0) h += shape.problem_h + gap::tiny;
  if (shape.actions) h += shape.button_h + gap::small;
  return h;
}

}  // namespace tributary::app
