#include "web/app/thread_states.h"

#include <algorithm>

#include "web/app/icons.h"
#include "web/app/keymap.h"
#include "web/app/panes.h"
#include "web/app/widgets/controls.h"
#include "web/app/widgets/scroll_area.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr float day_height = 36, chip_height = 26;

Instant time_of(const ThreadItem& item) { return item.not_sent ? item.not_sent->at : item.entry->at; }

// A letter is what it is called; the names of other keys come with the second part. Empty: none, or none that counts.
std::string key_of(const Frame& f, std::string_view action) {
  const std::vector<std::string_view> all = alternatives(keys_of(*find_action(action), f.state.prefs));
  if (all.empty() || (!f.state.prefs.single_keys && is_single_key(all.front()))) return {};
  if (all.front().size() == 1) return std::string(all.front());
  return platform::later_here() ? first_keys(action, f.state.prefs) : std::string();
}

std::string_view walking_hint(Frame& f) {
  if (!f.ui.shows_keys()) return {};
  const std::string next = key_of(f, "next"), previous = key_of(f, "previous");
  return next.empty() || previous.empty() ? std::string_view() : words::format(f.ui, words::choose_hint, {{"next", next}, {"previous", previous}});
}

}  // namespace

// The day of what is at the top, as long as its own separator is out of sight; the next day pushes it away.
void sticky_day(Frame& f, Rect view, const ThreadLayout& layout) {
  const double top = f.state.thread.bar.y;
  const ThreadItem* first = nullptr;
  float push = 0;
  for (const ThreadItem& item : layout.items) {
    if (!first && item.top + static_cast<double>(item.height) > top + 8) first = &item;
    else if (first && item.day) {
      push = std::min(0.0f, static_cast<float>(item.top - top) - chip_height - 2);
      break;
    }
  }
  if (!first || push <= -chip_height || first->top + (first->day ? static_cast<double>(day_height) / 2 : 0) > top) return;
  Ui& ui = f.ui;
  const Theme& t = ui.theme();
  const std::string_view day = ui.keep(platform::format_day(static_cast<double>(time_of(*first).ms)));
  const float w = ui.width_of(Style::caption, day) + 24;
  const Rect chip{view.x + (view.w - w) / 2, view.y + 6 + push, w, chip_height};
  ui.popup(chip);
  platform::Node& node = ui.node(node_id("sticky-day"), NodeRole::none, chip, {});
  node.flags |= platform::node_popup;
  ui.enter(node.id);
  ui.fill(chip, t.surface, chip_height / 2);
  ui.stroke(chip, t.border, chip_height / 2);
  ui.text(chip.x + 12, chip.y + 5, Style::caption, t.muted, day);
  ui.leave();
  ui.end_popup();
}

void jump_pill(Frame& f, Rect view, const ThreadLayout& layout) {
  if (f.state.thread.at_bottom || largest_scroll(view, layout.content) - f.state.thread.bar.y < 120) return;
  Ui& ui = f.ui;
  const std::uint32_t fresh = layout.below_seen;
  const std::string_view name = fresh > 0 ? words::plural(ui, words::jump_to_new, fresh) : words::jump_to_latest;
  const ButtonOptions look{fresh > 0 ? ButtonLook::primary : ButtonLook::plain, icon::arrow_down, false, false, platform::node_popup};
  const float w = button_width(ui, name, look), h = ui.sizes().button;
  const Rect box{view.x + (view.w - w) / 2, view.bottom() - h - gap::medium, w, h};
  ui.popup(box, node_id("jump"));
  ui.shadow(box, radius::button);
  if (button(ui, node_id("jump"), box, name, look)) f.want(intent::JumpToLatest{});
  ui.end_popup();
}

void thread_skeleton(Frame& f, Rect view) {
  struct Shape { float share; float lines; bool out; };
  constexpr Shape shapes[] = {{0.42f, 1, false}, {0.3f, 1, false}, {0.5f, 2, true}, {0.36f, 1, false}, {0.46f, 2, true}, {0.26f, 1, true}};
  Ui& ui = f.ui;
  const float room = std::min(size::bubble_max, view.w * 0.78f);
  float y = view.y + gap::huge;
  bool before_out = true;
  for (const Shape& one : shapes) {
    const float w = room * one.share + 60, h = 20 * one.lines + 18;
    if (y + h > view.bottom()) return;
    if (!one.out && before_out) ui.circle(view.x + 38, y + 18, 14, ui.theme().sunken);
    skeleton_bar(ui, Rect{one.out ? view.right() - gap::huge - w : view.x + 60, y, w, h});
    y += h + (one.out == before_out ? gap::tiny : gap::large);
    before_out = one.out;
  }
}

void no_thread(Frame& f, Rect box) {
  const NodeId id = node_id("thread-empty");
  const bool gone = f.state.open && f.session.link() == ClientSession::Link::live;
  if (f.state.open && !gone) {  // named by the address, and perhaps on its way
    if (waited_for_inbox(f)) thread_skeleton(f, box);
    f.ui.node(id, NodeRole::status, Rect{box.x, box.y, 1, 1}, words::loading);
    return;
  }
  if (!gone && f.inbox.count() == 0) return;  // nothing to choose from: the list beside it says why
  EmptyState what{icon::bubble, words::choose, walking_hint(f)};
  if (gone) what = EmptyState{icon::question, words::gone_title, words::conversation_gone, words::back_to_list, true};
  if (empty_state(f.ui, id, box, what)) f.want(intent::CloseConversation{});
}

}  // namespace tributary::app
