#include <algorithm>

#include "core/base/text.h"
#include "web/app/dialog_frame.h"
#include "web/app/header_scan.h"
#include "web/app/icons.h"
#include "web/app/panes.h"
#include "web/app/picker.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/option_row.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"
#include "web/text/line_parts.h"
#include "web/text/run_atlas.h"

namespace tributary::app {
namespace {

constexpr float one_line_h = 44, two_lines_h = 58, section_h = 28, note_pad = 10, foot_h = 52;
constexpr float beyond_view = 2 * two_lines_h;  // what is just outside is there for who reads on; more of it a letter would pay for

struct Names { std::string_view dialog, field, list, nothing; };

Names names_of(Dialog kind) {
  switch (kind) {
    case Dialog::tags: return {words::people::tags, words::people::tags_hint, words::people::tags, words::people::tags_none};
    case Dialog::merge: return {words::people::merge, words::people::merge_hint, words::palette_people, words::people::merge_none};
    case Dialog::customer: return {words::people::customer_link, words::people::customer_hint, words::people::customers, words::people::customers_none};
    default: return {words::people::search, words::people::search_hint, words::people::search_results, words::people::search_none};
  }
}

std::string_view note_of(Frame& f) {
  switch (f.state.dialog.kind) {
    case Dialog::search: return search_note(f);
    case Dialog::customer: return f.state.customers.failed ? std::string_view(words::people::search_failed) : std::string_view();
    case Dialog::merge: return words::people::merge_explained;
    default: return {};
  }
}

float option_h(const PickerOption& one) { return one.two_lines || !one.detail.empty() ? two_lines_h : one_line_h; }
bool new_section(const std::vector<PickerOption>& all, std::size_t i) {
  return !all[i].section.empty() && (i == 0 || all[i].section != all[i - 1].section);
}

void draw_option(Frame& f, Rect row, const PickerOption& one, int index, int count) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("option", static_cast<std::uint64_t>(index));
  const std::uint32_t flags = (index == f.state.dialog.chosen ? platform::node_selected : 0u) | (one.checked ? platform::node_checked : 0u);
  const std::string_view checked = one.checked ? std::string_view(words::people::is_chosen) : std::string_view();
  begin_option(ui, id, row, words::listed(ui, {one.title, one.detail, one.time, checked}), index, count, flags);
  float x = row.x + gap::medium;
  const float middle = row.y + row.h / 2;
  if (one.dot != 0) ui.circle(x + 6, middle, 6, one.dot), x += 22;
  if (!one.icon.empty()) ui.icon(x, middle - 9, 18, t.muted, one.icon), x += 28;
  float right = row.right() - gap::medium;
  if (one.checked) ui.icon(right - 16, middle - 8, 16, t.accent, icon::tick), right -= 24;
  if (!one.time.empty()) {
    const float w = ui.width_of(Style::figure, one.time);
    ui.text(right - w, row.y + (one.detail.empty() ? 14.0f : 11.0f), Style::figure, t.muted, ui.keep(one.time));
    right -= w + gap::small;
  }
  const float top = one.detail.empty() ? middle - 10 : row.y + 9;
  marked_text(ui, x, top, right - x, Style::body, one.quiet ? t.muted : t.text, ui.keep(one.title), one.title_marks);
  if (!one.detail.empty()) marked_text(ui, x, top + 21, row.right() - gap::medium - x, Style::small, t.muted, ui.keep(one.detail), one.detail_marks);
  ui.leave();
  if (ui.activated(id)) f.want(intent::RunOption{index});
}

void draw_list(Frame& f, Rect view, std::vector<PickerOption>& all, float content, float chosen_top, float chosen_h) {
  Ui& ui = f.ui;
  DialogState& state = f.state.dialog;
  state.scroll.y += wanted_scroll(ui, state.scroll);
  follow_chosen(state, chosen_top, chosen_h + gap::small, view.h);
  settle_scroll(ui, state.scroll, view, static_cast<double>(content));
  platform::Node& list = ui.node(node_id("palette-list"), NodeRole::listbox, view, names_of(state.kind).list);
  scroller(list, state.scroll, static_cast<double>(content), false);
  ui.enter(list.id);
  ui.clip(view);
  float y = view.y + gap::tiny - static_cast<float>(state.scroll.y);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (new_section(all, i)) {
      ui.text(view.x + gap::wide, y + 8, Style::caption, ui.theme().muted, all[i].section);
      y += section_h;
    }
    const float h = option_h(all[i]);
    if (y + h > view.y - beyond_view && y < view.bottom() + beyond_view) {
      put_search_words(f, all[i]);
      draw_option(f, Rect{view.x + gap::small, y, view.w - 2 * gap::small, h}, all[i], static_cast<int>(i), static_cast<int>(all.size()));
    }
    y += h;
  }
  ui.unclip();
  ui.leave();
}

// Below the tags: the way to the name, the colour and the deletion of the one that is marked.
void tag_foot(Frame& f, Rect foot, const PickerOption& chosen) {
  const Tag* tag = f.data().tags.find(tag_of_option(f, chosen));
  if (!tag) return;
  const std::string_view name = words::format(f.ui, words::people::tag_edit_of, {{"tag", tag->name}});
  const ButtonOptions look{ButtonLook::plain, icon::pencil};
  const float w = std::min(button_width(f.ui, name, look), foot.w - 2 * gap::large), h = f.ui.target(size::button);
  f.ui.line_across(foot.x, foot.y, foot.w, f.ui.theme().border);
  if (button(f.ui, node_id("tag-edit"), Rect{foot.x + gap::large, foot.y + (foot.h - h) / 2, w, h}, name, look))
    f.want(intent::OpenForm{Dialog::tag_form, f.state.dialog.conversation, {}, {}, tag->id});
}

// A text as it is searched in. A letter that loses its accent is a byte shorter: each byte then knows where its letter stands.
struct Folded {
  explicit Folded(std::string_view text) : low(search_fold(text)), end(text.size()) {
    if (low.size() == end) return;
    low.clear();
    for (std::size_t at = 0; at < end;) {
      const std::size_t bytes = std::max<std::size_t>(1, first_code_point(text.substr(at)).bytes);
      low += search_fold(text.substr(at, bytes));
      places.resize(low.size(), static_cast<std::uint32_t>(at));
      at += bytes;
    }
  }
  std::uint32_t place(std::size_t at) const { return at < places.size() ? places[at] : static_cast<std::uint32_t>(places.empty() ? at : end); }
  std::string low;
  std::size_t end;
  std::vector<std::uint32_t> places;  // none: where they are
};

}  // namespace

std::vector<PickerOption> picker_options(Frame& f) {
  switch (f.state.dialog.kind) {
    case Dialog::tags: return tag_options(f);
    case Dialog::merge: return merge_options(f);
    case Dialog::customer: return customer_options(f);
    case Dialog::search: return search_options(f);
    default: return {};
  }
}

Marks marks_of(std::string_view query, std::string_view text) {
  Marks marks;
  const Folded in(text);
  const std::string all = search_fold(query);
  for (std::string_view rest = all; !rest.empty();) {
    const std::size_t blank = rest.find(' ');
    const std::string_view word = rest.substr(0, blank);
    rest.remove_prefix(blank == std::string_view::npos ? rest.size() : blank + 1);
    const std::size_t at = word.empty() ? std::string::npos : in.low.find(word);
    if (at != std::string::npos) marks.push_back({in.place(at), in.place(at + word.size())});
  }
  return marks;
}

// The line is shaped as a whole, so that letters join as they should; the ground lies behind the parts.
void marked_text(Ui& ui, float x, float y, float w, Style style, std::uint32_t colour, std::string_view words, const Marks& marks) {
  const int number = static_cast<int>(style);
  const text::Fitted fitted = text::fit(words, number, w);
  const auto end_of_shown = static_cast<std::uint32_t>(fitted.cut && fitted.shown.size() > 3 ? fitted.shown.size() - 3 : fitted.shown.size());
  for (const auto& [begin, end] : marks) {
    if (begin >= end_of_shown) continue;
    for (const platform::LinePart& part : text::ground_parts(fitted.shown, number, {}, begin, std::min(end, end_of_shown))) {
      const float at = ui.right_to_left() ? x + ui.width_of(style, fitted.shown) - part.x - part.width : x + part.x;
      ui.fill(Rect{at - 1, y, part.width + 2, line_height(style)}, ui.theme().warning_bg, radius::tag);
      if (ui.theme().strong) ui.stroke(Rect{at - 1, y, part.width + 2, line_height(style)}, ui.theme().warning, radius::tag);
    }
  }
  ui.text_in(x, y, w, style, colour, words);
}

void picker_pane(Frame& f, Rect page) {
  Ui& ui = f.ui;
  DialogState& state = f.state.dialog;
  const Names names = names_of(state.kind);
  std::vector<PickerOption> all = picker_options(f);
  const int count = static_cast<int>(all.size());
  if (count > 0) state.chosen = std::clamp(state.chosen, 0, count - 1);
  float content = gap::small, chosen_top = 0, chosen_h = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const float head = new_section(all, i) ? section_h : 0.0f;
    if (static_cast<int>(i) == state.chosen) chosen_top = content, chosen_h = head + option_h(all[i]);
    content += head + option_h(all[i]);
  }
  const std::string_view note = note_of(f);
  const float w = std::min(state.kind == Dialog::search ? 720.0f : 560.0f, page.w - 2 * gap::medium);
  const std::string_view nothing = state.query.empty() ? names.nothing : words::format(ui, words::people::nothing_for, {{"query", state.query}});
  if (all.empty()) content = ui.paragraph_height(Style::body, nothing, w - 2 * gap::large) + 44;
  const float note_h = note.empty() ? 0 : ui.paragraph_height(Style::small, note, w - 2 * gap::wide) + 2 * note_pad;
  const bool footed = state.kind == Dialog::tags && count > 0 && tag_of_option(f, all[static_cast<std::size_t>(state.chosen)]);
  const float around_list = dialog_field_h + note_h + (footed ? foot_h : 0.0f) + gap::small;
  const float h = std::min(around_list + content, page.h * (state.kind == Dialog::search ? 0.8f : 0.72f));
  const Rect box = begin_dialog(f, page, w, h, names.dialog);
  dialog_top_field(f, box, nodes::palette_field(), state.kind == Dialog::search ? NodeRole::searchbox : NodeRole::combobox, names.field);
  float y = box.y + dialog_field_h + 1;
  if (!note.empty()) ui.paragraph(node_id("picker-note"), box.x + gap::wide, y + note_pad, box.w - 2 * gap::wide, Style::small, ui.theme().muted, note);
  y += note_h;
  const Rect view{box.x, y, box.w, box.bottom() - y - (footed ? foot_h : 0.0f)};
  if (all.empty()) ui.paragraph(node_id("palette-nothing"), view.x + gap::large, view.y + 22, view.w - 2 * gap::large, Style::body, ui.theme().muted, nothing);
  else draw_list(f, view, all, content, chosen_top, chosen_h);
  if (footed) tag_foot(f, Rect{box.x, box.bottom() - foot_h, box.w, foot_h}, all[static_cast<std::size_t>(state.chosen)]);
  end_dialog(f);
}

}  // namespace tributary::app
