#include "web/app/message_view.h"

#include <algorithm>

#include "web/app/activity_folds.h"
#include "web/app/composer.h"
#include "web/app/context_menu.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/message_shape.h"
#include "web/app/note_view.h"
#include "web/app/quoted_reply.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"
#include "web/app/written_lines.h"

namespace tributary::app {
namespace {

constexpr float day_height = 36, left_margin = 60, right_margin = 24, tucked = 5;

float gap_above(const Ui& ui, const ThreadItem& item) { return item.first ? ui.sizes().run_gap : ui.sizes().message_gap; }
float separators(const ThreadItem& item) { return (item.day ? day_height : 0) + (item.fresh ? day_height : 0); }

bool is_message(const ThreadItem& item) { return item.not_sent || item.entry->kind == ThreadEntry::Kind::message; }

struct Meta { std::string_view words, icon; std::uint32_t colour = 0; };

std::string_view held_words(Frame& f, const ThreadEntry& entry) {
  const auto until = static_cast<double>(entry.until.ms);
  const bool today = platform::day_number(until) == platform::day_number(platform::now_ms());
  const std::string when = today ? platform::format_time(until) : platform::format_full(until);
  return words::format(f.ui, words::waits_until, {{"when", when}});
}

// "14:03 · Sam", with the tick and its word for what we sent.
Meta meta_of(Frame& f, const ThreadItem& item, const MessageShape& shape, std::string_view time, std::string_view author) {
  const Theme& t = f.ui.theme();
  if (item.not_sent) return {words::dotted(f.ui, {time, words::not_sent}), icon::warning, t.danger};
  if (!shape.out) return {time, {}, t.muted};
  DeliveryLook look = delivery_look(t, item.entry->delivery);
  if (is_held(f, *item.entry)) look.word = held_words(f, *item.entry);
  const std::string_view who = author == words::you ? std::string_view() : author;
  return {words::dotted(f.ui, {who, time, look.word}), look.icon, look.colour};
}

void draw_meta(Ui& ui, const Meta& meta, float x, float y, float w, bool out) {
  const float icon_w = meta.icon.empty() ? 0.0f : 20.0f, width = ui.width_of(Style::figure, meta.words);
  const float left = out ? x + w - width - icon_w - 2 : x + 2;
  const std::uint32_t colour = meta.colour == ui.theme().accent ? ui.theme().muted : meta.colour;
  ui.text(left, y + 2, Style::figure, colour, meta.words);
  if (!meta.icon.empty()) ui.icon(left + width + 4, y + 2, 16, meta.colour, meta.icon);
}

// Bubbles of one run lie close: their corners on the author's side are small where they meet.
void bubble_ground(Ui& ui, Rect box, std::uint32_t colour, bool out, bool first, bool last) {
  ui.fill(box, colour, radius::bubble);
  const float edge = std::min(radius::bubble + tucked + 1, box.h), x = out ? box.right() - edge : box.x;  // reaches where the sides are straight
  if (!first) ui.fill(Rect{x, box.y, edge, edge}, colour, tucked);
  if (!last) ui.fill(Rect{x, box.bottom() - edge, edge, edge}, colour, tucked);
}

void draw_bubble(Frame& f, const ThreadItem& item, const MessageShape& shape, Rect box, NodeId lines) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  std::uint32_t bg = t.bubble_in, fg = t.bubble_in_text;
  if (shape.out) bg = shape.automation ? t.bubble_auto : t.bubble_out, fg = shape.automation ? t.bubble_auto_text : t.bubble_out_text;
  if (shape.bare) fg = t.text;
  else if (item.not_sent || t.strong || shape.automation) ui.fill(box, bg, radius::bubble);
  else bubble_ground(ui, box, bg, shape.out, item.first, item.last);
  if (shape.automation || (t.bubble_edge && !shape.bare)) ui.stroke(box, shape.automation ? t.bubble_auto_border : t.bubble_edge, radius::bubble);
  const std::uint32_t link_colour = shape.out && !shape.automation ? fg : t.link;  // on the accent only the line below tells
  written_lines(ui, lines, box.x + shape.pad_x, box.y + shape.pad_y, box.w - 2 * shape.pad_x, shape.text, *shape.lines, {shape.style, fg, link_colour, bg});
}

// A chip that hangs over the bubble's lower edge, at the side the customer is on.
void draw_reaction(Ui& ui, NodeId id, std::string_view reaction, float x, float y, bool from_end) {
  const Theme& t = ui.theme();
  const float w = std::min(ui.width_of(Style::small, reaction), 80.0f) + 14, left = from_end ? x - w : x;
  const Rect chip{left, y, w, 24};
  ui.fill(Rect{chip.x - 2, chip.y - 2, chip.w + 4, chip.h + 4}, t.surface, 14);
  ui.fill(chip, t.surface, 12);
  ui.stroke(chip, t.strong ? t.border_strong : t.border, 12);
  ui.label(node_id("reaction", id), chip.x + 7, chip.y + 3, w - 13, Style::small, t.text, reaction);
}

void draw_actions(Frame& f, const ThreadItem& item, Rect box) {
  Ui& ui = f.ui;
  float right = box.right();
  const auto place = [&](NodeId id, std::string_view name, Intent intent) {
    const float w = button_width(ui, name);
    if (button(ui, id, Rect{right - w, box.y, w, box.h}, name)) f.want(std::move(intent));
    right -= w + gap::small;
  };
  if (item.not_sent) return place(node_id("edit", item.not_sent->command), words::edit, intent::EditNotSent{item.not_sent->command});
  const MessageId message = item.entry->message;
  if (is_held(f, *item.entry)) {
    intent::Compose back{intent::Compose::What::take_back, item.entry->conversation};
    back.message = message;
    return place(node_id("take-back", message), words::cancel_sending, back);
  }
  if (const std::optional<Elsewhere> to = item.entry->delivery == Delivery::failed ? elsewhere(f, *item.entry) : std::nullopt)
    place(node_id("elsewhere", message), words::format(f.ui, words::send_by, {{"channel", channel_word(to->channel)}}),
          intent::Compose{intent::Compose::What::elsewhere, item.entry->conversation, {}, 0, message, to->number, to->identity});
  place(node_id("again", message), words::send_again, intent::SendAgain{message});
  if (item.entry->delivery == Delivery::unknown) place(node_id("as-sent", message), words::mark_as_sent, intent::MarkAsSent{message});
}

struct Spoken { std::string_view author, time, name; };

Spoken spoken_of(Frame& f, const ThreadItem& item, const MessageShape& shape) {
  Spoken s;
  s.author = item.not_sent ? words::you : author_words(f, *item.entry);
  s.time = f.ui.keep(platform::format_time(static_cast<double>((item.not_sent ? item.not_sent->at : item.entry->at).ms)));
  s.name = words::listed(f.ui, {s.author, s.time});
  if (item.not_sent) s.name = words::listed(f.ui, {s.name, words::not_sent});
  else if (shape.out && is_held(f, *item.entry)) s.name = words::listed(f.ui, {s.name, held_words(f, *item.entry)});
  else if (shape.out) s.name = words::listed(f.ui, {s.name, delivery_look(f.ui.theme(), item.entry->delivery).word});
  return s;
}

void draw_message(Frame& f, const ThreadItem& item, Rect box) {
  Ui& ui = f.ui;
  const MessageShape shape = shape_of(f, item, box.w);
  const Spoken said = spoken_of(f, item, shape);
  const Meta meta = meta_of(f, item, shape, said.time, said.author);
  const float w = std::max({shape.bubble_w, shape.media_w, shape.quote_w, 40.0f});
  const float x = shape.out ? box.right() - right_margin - w : box.x + left_margin;
  const NodeId id = item.key;
  platform::Node& article = ui.node(id, NodeRole::article, Rect{x, box.y, w, box.h}, said.name);
  article.description = ui.join({"[", said.time, "] ", said.author});
  ui.enter(id);
  float y = box.y;
  if (!shape.out && item.first) {
    ui.node(nodes::message_avatar(id), NodeRole::none, Rect{box.x + gap::huge, y + 4, size::avatar_message, size::avatar_message}, {});
    avatar(ui, box.x + gap::huge, y + 4, size::avatar_message, said.author);
  }
  if (!shape.note.empty()) {
    const float note_w = ui.width_of(Style::caption, shape.note);
    ui.label(node_id("note", id), shape.out ? x + w - note_w : x + 2, y, note_w + 2, Style::caption, ui.theme().muted, shape.note);
    y += 18;
  }
  if (shape.quote_w > 0) {
    draw_quote(f, item, shape, Rect{shape.out ? x + w - shape.quote_w : x, y, shape.quote_w, quote_height});
    y += quote_height + gap::tiny;
  }
  if (shape.media_h > 0) {
    draw_media(f, shape, item.entry->message, Rect{shape.out ? x + w - shape.media_w : x, y, shape.media_w, shape.media_h});
    y += shape.media_h + (shape.bubble_h > 0 ? gap::tiny : 0);
  }
  if (shape.bubble_h > 0) {
    const Rect bubble{shape.out ? x + w - shape.bubble_w : x, y, shape.bubble_w, shape.bubble_h};
    draw_bubble(f, item, shape, bubble, node_id("line", id));
    ui.hint(id, bubble, ui.keep(platform::format_full(static_cast<double>((item.not_sent ? item.not_sent->at : item.entry->at).ms))));
    y += shape.bubble_h;
  }
  if (shape.reaction_h > 0) {
    draw_reaction(ui, id, item.reaction, shape.out ? x + w - 10 : x + 10, y - 10, shape.out);
    y += shape.reaction_h;
  }
  if (shape.meta) {
    draw_meta(ui, meta, x, y, w, shape.out);
    y += 20;
  }
  const float room = bubble_room(f.ui, box.w), below = shape.out ? box.right() - right_margin - room : x;
  if (shape.problem_h > 0) {
    const std::uint32_t colour = item.entry && item.entry->delivery == Delivery::unknown ? ui.theme().warning : ui.theme().danger;
    ui.paragraph(node_id("problem", id), below, y + 2, room, Style::small, colour, shape.problem, shape.out ? Align::end : Align::start);
    y += shape.problem_h + gap::tiny;
  }
  if (shape.actions) draw_actions(f, item, Rect{below, y + gap::tiny, room, shape.button_h});
  ui.leave();
}

// A line across with words in the middle: days and sessions.
void divider(Frame& f, NodeId id, Rect box, std::string_view words, std::uint32_t colour, std::uint32_t rule) {
  Ui& ui = f.ui;
  const float w = std::min(ui.width_of(Style::caption, words), box.w - 48), middle = box.y + box.h / 2, x = box.x + (box.w - w) / 2;
  if (rule) {
    ui.line_across(box.x + gap::huge, middle, x - 10 - box.x - gap::huge, rule);
    ui.line_across(x + w + 10, middle, box.right() - gap::huge - x - w - 10, rule);
  }
  ui.label(id, x, middle - 8, w + 1, Style::caption, colour, words);
}

void draw_call(Frame& f, const ThreadItem& item, Rect box) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const ThreadEntry& e = *item.entry;
  const std::string_view what = call_words(ui, e), time = ui.keep(platform::format_time(static_cast<double>(e.at.ms)));
  const bool missed = what == words::missed_call;
  const float words_w = ui.width_of(Style::small, what), time_w = ui.width_of(Style::figure, time), w = words_w + time_w + 60;
  const Rect at{box.x + (box.w - w) / 2, box.y + 4, w, 30};
  ui.node(item.key, NodeRole::article, at, words::listed(ui, {author_words(f, e), what, time}));
  ui.enter(item.key);
  ui.fill(at, missed ? t.danger_bg : t.sunken, 15);
  ui.icon(at.x + 12, at.y + 7, 16, missed ? t.danger : t.muted, missed ? icon::phone_missed : icon::phone);
  ui.label(node_id("call-words", item.key), at.x + 36, at.y + 6, words_w + 1, Style::small, missed ? t.danger : t.text, what);
  ui.text(at.x + 46 + words_w, at.y + 7, Style::figure, missed ? t.danger : t.muted, time);
  ui.leave();
}

}  // namespace

float item_height(Frame& f, const ThreadItem& item, float width) {
  const float day = separators(item);
  if (is_message(item)) return day + gap_above(f.ui, item) + shape_height(shape_of(f, item, width));
  if (item.entry->kind == ThreadEntry::Kind::note) return day + note_height(f, item, width);
  if (item.entry->kind == ThreadEntry::Kind::activity) return day + activity_height(f, item);
  return day + (item.entry->kind == ThreadEntry::Kind::call ? 42.0f : 28.0f);
}

void draw_item(Frame& f, const ThreadItem& item, Rect box) {
  const std::uint32_t faint = f.ui.theme().muted;
  if (item.day) {
    const Instant at = item.not_sent ? item.not_sent->at : item.entry->at;
    const std::string_view day = f.ui.keep(platform::format_day(static_cast<double>(at.ms)));
    divider(f, node_id("day", item.key), Rect{box.x, box.y + 6, box.w, 24}, day, faint, f.ui.theme().border);
    box.y += day_height;
    box.h -= day_height;
  }
  if (item.fresh) {
    divider(f, node_id("fresh", item.key), Rect{box.x, box.y + 6, box.w, 24}, words::new_messages_line, f.ui.theme().accent, f.ui.theme().accent);
    box.y += day_height;
    box.h -= day_height;
  }
  if (is_message(item)) {
    const float above = gap_above(f.ui, item);
    return draw_message(f, item, Rect{box.x, box.y + above, box.w, box.h - above});
  }
  switch (item.entry->kind) {
    case ThreadEntry::Kind::call: return draw_call(f, item, box);
    case ThreadEntry::Kind::note: return draw_note(f, item, box);
    case ThreadEntry::Kind::session: return divider(f, item.key, box, session_words(f.ui, *item.entry), faint, 0);
    default: return draw_activity(f, item, box);
  }
}

}  // namespace tributary::app
