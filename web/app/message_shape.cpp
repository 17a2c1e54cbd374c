#include "web/app/message_shape.h"

#include <algorithm>

#include "core/view/error_sentences.h"
#include "web/app/entry_words.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float inner_x = 14, inner_y = 9;

// One to three emoji and nothing else: shown large.
bool only_emoji(std::string_view s) {
  int shown = 0;
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    const std::size_t bytes = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    const std::string_view one = s.substr(i, bytes);
    const bool joins = one == "\xE2\x80\x8D" || one == "\xEF\xB8\x8F" || (one >= "\xF0\x9F\x8F\xBB" && one <= "\xF0\x9F\x8F\xBF");
    const bool pictograph = one.substr(0, 2) == "\xF0\x9F" || (one.substr(0, 1) == "\xE2" && one >= "\xE2\x98\x80" && one < "\xE2\x9F\x80");
    if (!joins && !pictograph) return false;
    if (!joins && ++shown > 3) return false;
    i += bytes;
  }
  return shown > 0;
}

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
    shape.problem = item.not_sent->reason;
    shape.actions = true;
  } else if (shape.out && item.entry->delivery == Delivery::failed) {
    const std::int32_t code = item.entry->error;
    shape.problem = code == 0 ? provider_error_sentence(0) : words::format(f.ui, words::error_numbered, {{"code", f.ui.number(code)}, {"why", provider_error_sentence(code)}});
    shape.actions = true;
  } else if (shape.out && item.entry->delivery == Delivery::unknown) {
    shape.problem = words::not_confirmed_hint;
    shape.actions = true;
  }
}

}  // namespace

float bubble_room(float width) { return std::min(size::bubble_max, width * 0.78f - 44) - 2 * inner_x; }

MessageShape shape_of(Frame& f, const ThreadItem& item, float width) {
  MessageShape shape;
  if (item.not_sent) {
    shape.out = true;
    shape.text = item.not_sent->text;
  } else {
    shape.out = item.entry->direction == Direction::out;
    shape.automation = shape.out && item.entry->actor.kind != ActorKind::agent;
    shape.body = f.words().body(item.entry->message);
    shape.kind = item.entry->message_kind;
    shape.text = bubble_text(f, shape);
    shape.note = note_of(shape);
    const MediaSize media = media_size(f, shape, item.entry->message, bubble_room(width) + 2 * inner_x);
    shape.media_w = media.w;
    shape.media_h = media.h;
  }
  if (!shape.text.empty()) {
    if (only_emoji(shape.text)) shape.style = Style::emoji;
    shape.lines = &text::layout(shape.text, static_cast<int>(shape.style), bubble_room(width));
    shape.bubble_w = shape.lines->width + 2 * inner_x;
    shape.bubble_h = line_height(shape.style) * static_cast<float>(shape.lines->lines.size()) + 2 * inner_y;
  }
  judge(f, item, shape);
  if (!shape.problem.empty()) shape.problem_h = f.ui.paragraph_height(Style::small, shape.problem, bubble_room(width));
  // Every message of ours carries its ticks; the customer's carry the time once per run.
  shape.meta = shape.out || item.last;
  return shape;
}

float shape_height(const MessageShape& shape) {
  float h = shape.note.empty() ? 0.0f : 18.0f;
  h += shape.media_h + (shape.media_h > 0 && shape.bubble_h > 0 ? gap::tiny : 0.0f) + shape.bubble_h;
  if (shape.meta) h += 20;
  if (shape.problem_h > 0) h += shape.problem_h + gap::tiny;
  if (shape.actions) h += size::button + gap::small;
  return h;
}

}  // namespace tributary::app
