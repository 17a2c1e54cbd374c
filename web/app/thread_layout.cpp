#include "web/app/thread_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "web/app/message_view.h"
#include "web/app/thread_entries.h"
#include "web/app/widgets/scroll_area.h"

namespace tributary::app {
namespace {

const double padding = static_cast<double>(gap::large);  // above the first and below the last
constexpr double sticks_within = 80;                         // this near the bottom, new messages pull the view along
constexpr int passes_max = 4;
constexpr double way_views_max = 4;                          // farther is a leap, which nobody follows with the eye

// One thread for one frame: the loaded entries by their map, and below them what was not sent.
class Scroller {
 public:
  Scroller(Frame& f, const ThreadView& view, const Conversation& conversation, Rect box)
      : f_(f), view_(view), box_(box), scroll_(f.state.thread), not_sent_(items_not_sent(f, conversation)) {
    for (ThreadItem& item : not_sent_) {
      item.height = item_height(f_, item, box_.w);
      not_sent_height_ += static_cast<double>(item.height);
    }
  }

  double content() const { return 2 * padding + scroll_.map.height() + not_sent_height_; }
  std::int64_t end() const { return scroll_.map.end() + static_cast<std::int64_t>(not_sent_.size()); }

  // A message that arrives while the bottom is in view, or nearly, pulls the view along.
  void follow() {
    if (scroll_.jump || (end() != scroll_.newest && scroll_.near_bottom)) scroll_.at_bottom = true;
    scroll_.jump = false;
    scroll_.newest = end();
  }

  void move() {
    scroll_.bar.y = position();
    const double wanted = wanted_scroll(f_.ui, scroll_.bar);
    if (wanted == 0) return;
    measure_way(wanted);
    scroll_.bar.y = std::clamp(scroll_.bar.y + wanted, 0.0, largest_scroll(box_, content()));
    tie();
  }

  // An entry that was asked for is brought into view once: to the nearest edge, or where a search shows what it found.
  void bring() {
    const std::uint64_t key = std::exchange(scroll_.show, 0);
    const bool high = std::exchange(scroll_.show_high, false);
    if (key == 0) return;
    const auto unsent = std::find_if(not_sent_.begin(), not_sent_.end(), [key](const ThreadItem& item) { return item.key == key; });
    const bool sent = unsent == not_sent_.end();
    const std::int64_t number = sent ? scroll_.map.number_of(key) : unsent->number;
    if (sent && number == scroll_.map.end()) return;
    const double y = scroll_.bar.y, h = static_cast<double>(box_.h), top = top_of(number), height = static_cast<double>(sent ? scroll_.map.at(number).height : unsent->height);
    const double low = top + height + 2 * padding - h;
    if (high) {
      scroll_.at_bottom = scroll_.near_bottom = false;
      scroll_.anchor = number;
      scroll_.anchor_offset = -h / 4;
      scroll_.bar.y = position();
      return;
    }
    if (top < y || height > h) scroll_.bar.y = std::max(0.0, top);
    else if (low > y) scroll_.bar.y = std::min(low, largest_scroll(box_, content()));
    if (scroll_.bar.y != y) tie();
  }

  // Measures what lies in view and half a view around, until nothing moves any more.
  void measure(ThreadLayout& layout) {
    for (int pass = 0; pass < passes_max; ++pass) {
      const double h = static_cast<double>(box_.h);
      if (!measure(layout.items, scroll_.bar.y - h / 2, scroll_.bar.y + h * 1.5)) break;
      scroll_.bar.y = position();
      settle_scroll(f_.ui, scroll_.bar, box_, content());
    }
    settle_scroll(f_.ui, scroll_.bar, box_, content());
    layout.items.insert(layout.items.end(), not_sent_.begin(), not_sent_.end());
    for (ThreadItem& item : layout.items) item.top = padding + top_of(item.number);
  }

  void tie() {
    const double below = largest_scroll(box_, content()) - scroll_.bar.y;
    scroll_.at_bottom = below < 1;
    scroll_.near_bottom = below < sticks_within;
    scroll_.anchor = scroll_.map.at_height(scroll_.bar.y - padding);
    while (scroll_.anchor < end() && padding + top_of(scroll_.anchor + 1) <= scroll_.bar.y) ++scroll_.anchor;
    scroll_.anchor_offset = scroll_.bar.y - padding - top_of(scroll_.anchor);
  }

 private:
  double top_of(std::int64_t number) const {
    double y = scroll_.map.top(number);
    for (std::size_t i = 0; i < not_sent_.size() && not_sent_[i].number < number; ++i) y += static_cast<double>(not_sent_[i].height);
    return y;
  }

  // Where the view's top lies now, given what it is tied to.
  double position() const {
    if (scroll_.at_bottom) return largest_scroll(box_, content());
    return padding + top_of(std::clamp(scroll_.anchor, scroll_.map.begin(), end())) + scroll_.anchor_offset;
  }

  // What passes by is measured on the way: the text moves as far as the hand did, however much of it was estimated.
  void measure_way(double by) {
    const double h = static_cast<double>(box_.h);
    if (std::abs(by) > way_views_max * h) return;
    std::vector<ThreadItem> passed;
    for (int pass = 0; pass < passes_max && measure(passed, scroll_.bar.y + std::min(by, 0.0), scroll_.bar.y + h + std::max(by, 0.0)); ++pass)
      scroll_.bar.y = position();
  }

  // True when something is of another height than was thought.
  bool measure(std::vector<ThreadItem>& items, double top, double bottom) {
    const std::int64_t from = scroll_.map.at_height(top - padding), to = std::min(scroll_.map.end(), scroll_.map.at_height(bottom - padding) + 1);
    items = items_between(f_, view_, from, to);
    return measure(items, from, to);
  }

  bool measure(std::vector<ThreadItem>& items, std::int64_t from, std::int64_t to) {
    const double before = scroll_.map.height();
    double moved = 0;
    std::int64_t number = from;
    for (ThreadItem& item : items) {
      for (; number < item.number; ++number) moved += set(number, 0);  // a reaction that stands on its message
      item.height = item_height(f_, item, box_.w);
      moved += set(number++, item.height);
    }
    for (; number < to; ++number) moved += set(number, 0);
    return moved > 0 || before != scroll_.map.height();
  }

  double set(std::int64_t number, float height) {
    const float before = scroll_.map.at(number).height;
    scroll_.map.measured(number, height);
    return before == height ? 0 : 1;
  }

  Frame& f_;
  const ThreadView& view_;
  Rect box_;
  ThreadScroll& scroll_;
  std::vector<ThreadItem> not_sent_;
  double not_sent_height_ = 0;
};

}  // namespace

ThreadLayout lay_out_thread(Frame& f, const Conversation& conversation, Rect view) {
  static const ThreadView none;
  const ThreadView* loaded = f.session.thread(conversation.thread);
  const ThreadView& entries = loaded ? *loaded : none;
  ThreadScroll& scroll = f.state.thread;
  follow_entries(f, conversation, entries);
  Scroller scroller(f, entries, conversation, view);
  ThreadLayout layout;
  scroller.follow();
  scroller.move();
  scroller.bring();
  scroller.measure(layout);
  scroller.tie();
  layout.content = scroller.content();
  layout.empty = scroller.end() == scroll.map.begin();
  if (scroll.at_bottom) scroll.seen = scroll.newest;
  layout.below_seen = static_cast<std::uint32_t>(std::max<std::int64_t>(0, scroll.newest - std::max(scroll.seen, scroll.map.begin())));
  return layout;
}

}  // namespace tributary::app
