#include "web/app/activity_folds.h"

#include <algorithm>

#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/widgets/controls.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::int64_t folds_from = 3, looked_at_max = 200;
constexpr float line_h = 28;

// Where a change stands among those before and after it. Alone, or with one other, it is no fold.
struct Fold { std::int64_t count = 0; bool head = false, open = false; std::uint64_t first = 0; };

bool folds(const ThreadEntry& entry) { return entry.kind == ThreadEntry::Kind::activity && entry.seq != 0; }

Fold fold_of(const Frame& f, const ThreadItem& item) {
  const Conversation* open = f.open();
  const ThreadView* view = open ? f.session.thread(open->thread) : nullptr;
  if (!view || !item.entry || !folds(*item.entry)) return {};
  const auto& entries = view->entries();
  const auto at = std::lower_bound(entries.begin(), entries.end(), item.entry->seq, [](const ThreadEntry& entry, std::uint64_t seq) { return entry.seq != 0 && entry.seq < seq; });
  if (at == entries.end() || at->seq != item.entry->seq) return {};
  auto from = at, to = at;
  for (std::int64_t n = 0; n < looked_at_max && from != entries.begin() && folds(*(from - 1)); ++n) --from;
  for (std::int64_t n = 0; n < looked_at_max && to + 1 != entries.end() && folds(*(to + 1)); ++n) ++to;
  Fold fold;
  fold.count = to - from + 1;
  fold.head = from == at;
  fold.first = from->seq;
  // Known by any of its changes: an older page may bring an earlier first one.
  for (std::uint64_t seq : f.state.unfolded) fold.open = fold.open || (seq >= from->seq && seq <= to->seq);
  return fold;
}

float head_height(const Ui& ui) { return ui.touch() ? size::target : line_h; }

void draw_line(Frame& f, const ThreadItem& item, Rect box) {
  const std::string_view what = activity_words(f, *item.entry);
  const float w = std::min(f.ui.width_of(Style::caption, what), box.w - 2 * gap::huge);
  f.ui.label(item.key, box.x + (box.w - w) / 2, box.y + box.h / 2 - 8, w + 1, Style::caption, f.ui.theme().muted, what);
}

void draw_head(Frame& f, Rect box, const Fold& fold) {
  Ui& ui = f.ui;
  const std::string_view name = words::plural(ui, fold.open ? words::fold_hide : words::fold_changes, fold.count);
  const float w = ui.width_of(Style::caption, name) + 40;
  const Rect at{box.x + (box.w - w) / 2, box.y + 2, w, box.h - 4};
  const NodeId id = node_id("fold", fold.first);
  if (ui.hovered(at)) ui.fill(at, ui.theme().hover, at.h / 2);
  platform::Node& node = ui.node(id, NodeRole::button, at, name);
  node.flags |= fold.open ? platform::node_expanded : platform::node_collapsed;
  ui.enter(id);
  ui.text(at.x + 12, at.y + at.h / 2 - 8, Style::caption, ui.theme().muted, name);
  ui.icon(at.right() - 24, at.y + at.h / 2 - 7, 14, ui.theme().muted, fold.open ? icon::cross : icon::chevron_down);
  ui.leave();
  if (ui.activated(id)) f.want(intent::ToggleFold{fold.first, fold.open});
}

}  // namespace

float activity_height(Frame& f, const ThreadItem& item) {
  const Fold fold = fold_of(f, item);
  if (fold.count < folds_from) return line_h;
  return (fold.head ? head_height(f.ui) : 0) + (fold.open ? line_h : 0);
}

void draw_activity(Frame& f, const ThreadItem& item, Rect box) {
  const Fold fold = fold_of(f, item);
  if (fold.count < folds_from) return draw_line(f, item, box);
  if (fold.head) {
    const float h = head_height(f.ui);
    draw_head(f, Rect{box.x, box.y, box.w, h}, fold);
    box.y += h;
  }
  if (fold.open) draw_line(f, item, Rect{box.x, box.y, box.w, line_h});
}

}  // namespace tributary::app
