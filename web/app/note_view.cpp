#include "web/app/note_view.h"

#include "core/base/text.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/note_marks.h"
#include "web/app/words.h"
#include "web/app/written_lines.h"

namespace tributary::app {
namespace {

constexpr float side = 24, around = 6, pad_x = 14, pad_y = 10, head_h = 22;

float text_width(float width) { return width - 2 * (side + pad_x); }

std::string_view text_of(Frame& f, const ThreadEntry& note) {
  if (note.deleted) return words::note_deleted;
  const std::string& text = f.words().note(note.note);
  return blank(text) ? std::string_view(words::words_missing) : f.ui.keep(for_display(text));
}

}  // namespace

float note_height(Frame& f, const ThreadItem& item, float width) {
  return 2 * (around + pad_y) + head_h + f.ui.paragraph_height(Style::body, text_of(f, *item.entry), text_width(width));
}

void draw_note(Frame& f, const ThreadItem& item, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const ThreadEntry& note = *item.entry;
  const std::string_view author = agent_words(f, note.actor.agent), time = ui.keep(platform::format_time(static_cast<double>(note.at.ms)));
  const std::string_view edited = note.edited && !note.deleted ? std::string_view(words::note_edited) : std::string_view();
  const Rect card{box.x + side, box.y + around, box.w - 2 * side, box.h - 2 * around};
  platform::Node& article = ui.node(item.key, NodeRole::article, card, words::listed(ui, {words::private_note, author, time}));
  article.description = ui.join({"[", time, "] (", words::private_note, ") ", author});
  ui.enter(item.key);
  ui.fill(card, t.note_bg, radius::card);
  ui.stroke(card, t.note_border, radius::card);
  const float x = card.x + pad_x, y = card.y + pad_y;
  ui.icon(x, y + 1, 16, t.note_text, icon::lock);
  const std::string_view head = words::dotted(ui, {words::private_note, author, time, edited});
  ui.label(node_id("note-head", item.key), x + 22, y, card.w - 2 * pad_x - 22, Style::caption, t.note_text, head);
  const std::string_view written = text_of(f, note);
  const float w = text_width(box.w);
  const std::vector<WrittenMark> mentions = mentions_in(f, note, written);
  const WrittenLook look{Style::body, t.note_text, t.note_text, t.note_bg, mentions, mention_on_note(t), t.strong ? t.note_border : 0};
  written_lines(ui, node_id("note-text", item.key), x, y + head_h, w, written, text::layout(written, static_cast<int>(Style::body), w), look);
  ui.leave();
}

}  // namespace tributary::app
