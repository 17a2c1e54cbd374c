#include "web/app/suggestions.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "web/app/composer_text.h"
#include "web/app/icons.h"
#include "web/app/library_rows.h"
#include "web/app/palette.h"
#include "web/app/panes.h"
#include "web/app/widgets/option_row.h"
#include "web/app/words.h"
#include "web/app/words_library.h"

namespace tributary::app {
namespace {

constexpr std::size_t rows_max = 8, replies_max = 60;

void people(const Frame& f, const Suggestions& s, std::vector<Suggestion>& found) {
  const bool reply = !noting(f.state, f.state.open);
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    const std::string& name = f.words().agent_name(id);
    if (!agent.active || id == f.me() || name.empty()) return;
    if (!s.query.empty() && match(s.query, folded(name)) < 50) return;
    found.push_back(Suggestion{name, reply ? std::string(std::string_view(words::mention_in_note)) : std::string(), "@" + name + " ", reply, false});
  });
}

// The beginning of a shortcut counts most, then words of title and folder, then of the text itself.
int score_of(const std::string& query, const SavedReply& reply) {
  if (query.empty()) return 1;
  const std::string shortcut = folded(reply.shortcut);
  if (shortcut == query) return 1000;
  if (shortcut.substr(0, query.size()) == query) return 500;
  const int by_title = match(query, folded(reply.title + " " + reply.folder));
  return by_title > 0 ? 200 + by_title : query.size() > 2 && folded(reply.body).find(query) != std::string::npos ? 10 : 0;
}

void replies(const Frame& f, const Suggestions& s, std::vector<Suggestion>& found) {
  const Conversation* conversation = f.open();
  std::vector<std::pair<int, const SavedReply*>> all;
  f.data().saved_replies.for_each([&](const SavedReplyId&, const SavedReply& reply) {
    const int score = score_of(s.query, reply);
    if (score > 0) all.push_back({score, &reply});
  });
  sort_list(all, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second->title < b.second->title; });
  if (all.size() > replies_max) all.resize(replies_max);
  for (const auto& [score, reply] : all) {
    const std::string filled = filled_as_known(f, *conversation, reply->body);
    found.push_back(Suggestion{(reply->shortcut.empty() ? std::string() : "/" + reply->shortcut + "  ") + reply->title, one_line(filled, 120), filled, false, false});
  }
  // A word that finds nothing is no call for a list: "/etc" is sent as it stands.
  if (s.query.empty() || !found.empty()) found.push_back(Suggestion{std::string(std::string_view(words::library::manage)), {}, {}, false, true});
}

void emoji(const Suggestions& s, std::vector<Suggestion>& found) {
  for (const FoundEmoji& one : find_emoji(words::emoji_table, s.query, rows_max))
    found.push_back(Suggestion{std::string(one.emoji) + "  " + std::string(one.word), {}, std::string(one.emoji), false, false});
}

void one_row(Frame& f, Rect row, const Suggestion& one, int index, int count, bool chosen) {
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const NodeId id = node_id("suggestion", static_cast<std::uint64_t>(index));
  begin_option(ui, id, row, words::listed(ui, {ui.keep(one.title), ui.keep(one.detail)}), index, count, chosen ? platform::node_selected : 0u);
  const float x = row.x + 10, w = row.w - 20, middle = row.y + row.h / 2;
  ui.text_in(x, one.detail.empty() ? middle - 10 : middle - 18, w, one.detail.empty() ? Style::body : Style::small_strong, t.text, ui.keep(one.title));
  if (!one.detail.empty()) ui.text_in(x, middle, w, Style::caption, t.muted, ui.keep(one.detail));
  ui.leave();
  if (ui.activated(id)) f.want(intent::Compose{intent::Compose::What::choose_suggestion, f.state.open, {}, index});
}

// Above the composer, so that its tabs stay in reach; with too little room there at the caret itself; at the field's own corner
// while nothing has the focus.
Rect place(const Frame& f, Rect page, platform::CaretRect caret, float w, float h) {
  float x = f.ui.logical_x(static_cast<double>(caret.x)), top = caret.y;
  if (caret.h <= 0) x = page.x + gap::huge, top = page.bottom() - 160;
  if (f.ui.right_to_left()) x -= gap::small;
  const float left = std::clamp(x - 10, page.x + gap::small, std::max(page.x + gap::small, page.right() - gap::small - w));
  const float least = page.y + gap::small;
  for (const float edge : {std::min(top, f.state.composer.top), top})
    if (edge - h - 6 >= least) return {left, edge - h - 6, w, h};
  return {left, std::min(top + caret.h + 6, page.bottom() - h - gap::small), w, h};
}

// As many as have room above the caret, for a keyboard may cover half of the screen; two even where none has.
std::size_t rows_above(Rect page, platform::CaretRect caret, float row_h) {
  const float room = (caret.h > 0 ? caret.y : page.bottom() - 160) - page.y - gap::small - 18;
  return std::clamp(static_cast<std::size_t>(std::max(0.0f, room / row_h)), std::size_t{2}, rows_max);
}

std::string_view name_of(Suggestions::Of of) {
  return of == Suggestions::Of::people ? words::mention : of == Suggestions::Of::replies ? words::saved_replies : words::emoji;
}

}  // namespace

std::vector<FoundEmoji> find_emoji(std::string_view table, std::string_view query, std::size_t most) {
  std::vector<FoundEmoji> begins, within;
  while (!table.empty()) {
    const std::size_t bar = table.find('|');
    std::string_view row = table.substr(0, bar);
    table.remove_prefix(bar == std::string_view::npos ? table.size() : bar + 1);
    const std::size_t gap_at = row.find(' ');
    if (gap_at == std::string_view::npos) continue;
    const std::string_view sign = row.substr(0, gap_at);
    std::string_view best;
    bool at_front = false;
    for (row.remove_prefix(gap_at + 1); !row.empty() && !at_front;) {
      const std::size_t blank_at = row.find(' ');
      const std::string_view word = row.substr(0, blank_at);
      row.remove_prefix(blank_at == std::string_view::npos ? row.size() : blank_at + 1);
      const std::size_t found = folded(word).find(query);
      if (found == std::string::npos) continue;
      at_front = found == 0;
      if (at_front || best.empty()) best = word;
    }
    if (!best.empty()) (at_front ? begins : within).push_back(FoundEmoji{sign, best});
  }
  begins.insert(begins.end(), within.begin(), within.end());
  if (begins.size() > most) begins.resize(most);
  return begins;
}

std::vector<Suggestion> suggestions_of(const Frame& f) {
  const Suggestions& s = f.state.composer.suggestions;
  std::vector<Suggestion> found;
  if (s.of == Suggestions::Of::nothing || !f.open()) return found;
  if (s.of == Suggestions::Of::people) people(f, s, found);
  else if (s.of == Suggestions::Of::replies) replies(f, s, found);
  else emoji(s, found);
  return found;
}

void suggestions_list(Frame& f, Rect page) {
  Suggestions& s = f.state.composer.suggestions;
  const std::vector<Suggestion>& all = f.at_caret;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const int count = static_cast<int>(all.size());
  s.chosen = std::clamp(s.chosen, 0, count - 1);
  const std::size_t foot = all.back().manages ? 1 : 0, others = all.size() - foot;  // the way to manage them is always in view
  const platform::CaretRect caret = platform::caret_rect(s.field);
  const float row_h = ui.target(all.front().detail.empty() ? size::menu_item : 46.0f);
  const std::size_t shown = std::min(others, rows_above(page, caret, row_h) - foot) + foot;
  const auto chosen = static_cast<std::size_t>(s.chosen);
  const std::size_t walked = std::min(chosen, others > 0 ? others - 1 : 0);
  const std::size_t first = walked < shown - foot ? 0 : walked - (shown - foot) + 1;
  const float w = std::min(s.of == Suggestions::Of::replies ? 420.0f : 300.0f, page.w - 2 * gap::small), h = static_cast<float>(shown) * row_h + 12;
  const Rect box = place(f, page, caret, w, h);
  ui.popup(box);
  ui.shadow(box, radius::card);
  ui.fill(box, t.surface, radius::card);
  ui.stroke(box, t.strong ? t.border_strong : t.border, radius::card);
  const NodeId id = node_id("suggestions");
  platform::Node& list = ui.node(id, NodeRole::listbox, box, name_of(s.of));
  list.flags |= platform::node_popup;
  ui.enter(id);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t at = i + foot == shown && foot > 0 ? others : first + i;
    one_row(f, Rect{box.x + 6, box.y + 6 + static_cast<float>(i) * row_h, w - 12, row_h}, all[at], static_cast<int>(at), count, at == chosen);
  }
  ui.leave();
  ui.end_popup();
}

}  // namespace tributary::app
