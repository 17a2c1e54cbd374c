#include "web/app/thread_layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "web/app/message_view.h"
#include "web/app/widgets/scroll_area.h"

namespace tributary::app {
namespace {

constexpr float padding = gap::large;      // above the first and below the last
constexpr double sticks_within = 80;       // this near the bottom, new messages pull the view along
constexpr std::int64_t run_ms = 3 * limits::minute_ms;

bool one_run(const ThreadEntry& above, const ThreadEntry& below) {
  return above.kind == ThreadEntry::Kind::message && below.kind == ThreadEntry::Kind::message && above.direction == below.direction &&
         above.actor.kind == below.actor.kind && above.actor.agent == below.actor.agent && above.channel == below.channel &&
         above.at.ms + run_ms > below.at.ms;
}

ThreadScroll::Known& known_of(ThreadScroll& scroll, std::uint64_t key, Instant at) {
  ThreadScroll::Known& known = scroll.known[key];
  if (known.day == 0) known.day = platform::day_number(static_cast<double>(at.ms));
  return known;
}

// Before anyone has seen it: one line for little, more by the length of the text.
float estimate(Frame& f, const ThreadItem& item) {
  if (item.entry && item.entry->kind != ThreadEntry::Kind::message) return 36;
  const MessageBody* body = item.entry ? f.words().body(item.entry->message) : nullptr;
  const float lines = body ? std::ceil(static_cast<float>(body->text.size()) / 60.0f) : 1.0f;
  return 44 + 20 * std::max(1.0f, lines) + (item.day ? 36.0f : 0.0f);
}

// A reaction belongs on the message it answers; the last one counts, an empty one takes it back. Reactions to what is not
// loaded stay lines of their own.
struct Reactions {
  std::map<MessageId, std::string_view> on;
  std::map<MessageId, bool> hidden;
};

Reactions reactions_of(Frame& f, const ThreadView& view) {
  Reactions found;
  for (const ThreadEntry& entry : view.entries()) {
    if (entry.kind != ThreadEntry::Kind::message || entry.message_kind != MessageKind::reaction) continue;
    const MessageBody* body = f.words().body(entry.message);
    if (!body || !body->in_reply_to) continue;
    found.on[body->in_reply_to] = f.ui.keep(body->text);
    found.hidden[entry.message] = true;
  }
  if (found.on.empty()) return found;
  std::map<MessageId, bool> shown;
  for (const ThreadEntry& entry : view.entries()) shown[entry.message] = true;
  for (auto it = found.hidden.begin(); it != found.hidden.end();)
    it = shown.count(f.words().body(it->first)->in_reply_to) > 0 ? std::next(it) : found.hidden.erase(it);
  return found;
}

bool has_message(const std::vector<ThreadEntry>& entries, std::size_t before) {
  for (std::size_t i = 0; i < before; ++i)
    if (entries[i].kind == ThreadEntry::Kind::message) return true;
  return false;
}

// Where "New messages" stands: above the first that was unread when the thread was opened. It stays there while the
// thread is open, and moves only when more came while nobody was looking.
void find_fresh(Frame& f, const Conversation& conversation, const ThreadView& view) {
  ThreadScroll& scroll = f.state.thread;
  std::uint32_t waiting = unread(f.data(), f.me(), conversation);
  if (!f.state.page_visible && waiting == 0) scroll.fresh_known = false;
  if (scroll.fresh_known || view.entries().empty() || (waiting == 0 && !f.state.page_visible)) return;
  scroll.fresh_known = true;
  scroll.fresh_key = 0;
  const auto& entries = view.entries();
  for (std::size_t i = entries.size(); i > 0 && waiting > 0; --i) {
    const ThreadEntry& entry = entries[i - 1];
    if (entry.kind != ThreadEntry::Kind::message || entry.direction != Direction::in) continue;
    if (--waiting == 0 && has_message(entries, i - 1)) scroll.fresh_key = entry_key(entry);  // where all is new it would say nothing
  }
}

void collect(Frame& f, const Conversation& conversation, ThreadLayout& layout) {
  ThreadScroll& scroll = f.state.thread;
  const ThreadView* view = f.session.thread(conversation.thread);
  int day = 0;
  const auto add = [&](ThreadItem item, Instant at) {
    const ThreadScroll::Known& known = known_of(scroll, item.key, at);
    item.day = known.day != day;
    day = known.day;
    item.height = known.measured ? known.height : estimate(f, item);
    layout.items.push_back(item);
  };
  if (view) {
    layout.items.reserve(view->entries().size());
    const Reactions reactions = reactions_of(f, *view);
    find_fresh(f, conversation, *view);
    for (const ThreadEntry& entry : view->entries()) {
      if (reactions.hidden.count(entry.message) > 0 && entry.message_kind == MessageKind::reaction) continue;
      ThreadItem item;
      if (const auto chip = reactions.on.find(entry.message); chip != reactions.on.end() && entry.message) item.reaction = chip->second;
      item.entry = &entry;
      item.key = entry_key(entry);
      item.fresh = item.key == scroll.fresh_key;
      add(item, entry.at);
    }
  }
  for (const NotSent& one : f.state.not_sent) {
    if (one.conversation != conversation.id) continue;
    ThreadItem item;
    item.not_sent = &one;
    item.key = node_id("not-sent", one.command);
    add(item, one.at);
  }
}

void find_runs(ThreadLayout& layout) {
  for (std::size_t i = 1; i < layout.items.size(); ++i) {
    ThreadItem &above = layout.items[i - 1], &below = layout.items[i];
    if (!above.entry || !below.entry || below.day || below.fresh || !one_run(*above.entry, *below.entry)) continue;
    above.last = false;
    below.first = false;
    above.says_state = above.entry->delivery != below.entry->delivery;
  }
}

void place(ThreadLayout& layout) {
  double y = static_cast<double>(padding);
  for (ThreadItem& item : layout.items) {
    item.top = y;
    y += static_cast<double>(item.height);
  }
  layout.content = y + static_cast<double>(padding);
}

// Where the view's top lies now, given what it is tied to.
double position(const ThreadScroll& scroll, const ThreadLayout& layout, Rect view) {
  if (scroll.at_bottom) return largest_scroll(view, layout.content);
  for (const ThreadItem& item : layout.items)
    if (item.key == scroll.anchor) return item.top + scroll.anchor_offset;
  return scroll.bar.y;
}

void tie(ThreadScroll& scroll, const ThreadLayout& layout, Rect view) {
  const double below = largest_scroll(view, layout.content) - scroll.bar.y;
  scroll.at_bottom = below < 1;
  scroll.near_bottom = below < sticks_within;
  scroll.anchor = 0;
  for (const ThreadItem& item : layout.items) {
    if (item.top + static_cast<double>(item.height) <= scroll.bar.y) continue;
    scroll.anchor = item.key;
    scroll.anchor_offset = scroll.bar.y - item.top;
    return;
  }
}

// A message that arrives while the bottom is in view, or nearly, pulls the view along.
void follow(ThreadScroll& scroll, const ThreadLayout& layout) {
  const std::uint64_t newest = layout.items.empty() ? 0 : layout.items.back().key;
  if (scroll.jump || (newest != scroll.newest && scroll.near_bottom)) scroll.at_bottom = true;
  scroll.jump = false;
  scroll.newest = newest;
}

// An entry that was asked for is brought into view once.
void bring(ThreadScroll& scroll, const ThreadLayout& layout, Rect view) {
  if (scroll.show == 0) return;
  for (const ThreadItem& item : layout.items) {
    if (item.key != scroll.show) continue;
    const double y = scroll.bar.y, top = item.top - static_cast<double>(padding);
    const double low = item.top + static_cast<double>(item.height + padding - view.h);
    if (top < y || item.height > view.h) scroll.bar.y = std::max(0.0, top);
    else if (low > y) scroll.bar.y = std::min(low, largest_scroll(view, layout.content));
    if (scroll.bar.y != y) tie(scroll, layout, view);
  }
  scroll.show = 0;
}

// Measures what lies in view and half a view around. True when a height came out different.
bool measure_view(Frame& f, ThreadLayout& layout, Rect view) {
  ThreadScroll& scroll = f.state.thread;
  const double from = scroll.bar.y - static_cast<double>(view.h) / 2, to = scroll.bar.y + static_cast<double>(view.h) * 1.5;
  bool moved = false;
  layout.first = layout.items.size();
  layout.last = 0;
  for (std::size_t i = 0; i < layout.items.size(); ++i) {
    ThreadItem& item = layout.items[i];
    if (item.top + static_cast<double>(item.height) < from || item.top > to) continue;
    layout.first = std::min(layout.first, i);
    layout.last = i + 1;
    const float height = item_height(f, item, view.w);
    moved = moved || height != item.height;
    item.height = height;
    scroll.known[item.key].height = height;
    scroll.known[item.key].measured = true;
  }
  layout.first = std::min(layout.first, layout.last);
  return moved;
}

}  // namespace

std::uint64_t entry_key(const ThreadEntry& e) {
  switch (e.kind) {
    case ThreadEntry::Kind::message: return node_id("entry", e.message);
    case ThreadEntry::Kind::call: return node_id("entry", e.call);
    case ThreadEntry::Kind::session: return node_id("entry", e.session);
    case ThreadEntry::Kind::note: return node_id("entry", e.note);
    case ThreadEntry::Kind::activity: break;
  }
  return e.seq ? node_id("activity", e.seq) : node_id("activity", static_cast<std::uint64_t>(e.at.ms), static_cast<std::uint64_t>(e.activity));
}

ThreadLayout lay_out_thread(Frame& f, const Conversation& conversation, Rect view) {
  ThreadScroll& scroll = f.state.thread;
  if (scroll.width != view.w) {
    for (auto& [key, known] : scroll.known) known.measured = false;
    scroll.width = view.w;
  }
  ThreadLayout layout;
  collect(f, conversation, layout);
  find_runs(layout);
  place(layout);
  follow(scroll, layout);
  scroll.bar.y = position(scroll, layout, view);
  const double wanted = wanted_scroll(f.ui, scroll.bar);
  if (wanted != 0) {
    scroll.bar.y = std::clamp(scroll.bar.y + wanted, 0.0, largest_scroll(view, layout.content));
    tie(scroll, layout, view);
  }
  bring(scroll, layout, view);
  for (int pass = 0; pass < 4 && measure_view(f, layout, view); ++pass) {
    place(layout);
    scroll.bar.y = position(scroll, layout, view);
    settle_scroll(f.ui, scroll.bar, view, layout.content);
  }
  settle_scroll(f.ui, scroll.bar, view, layout.content);
  tie(scroll, layout, view);
  if (scroll.at_bottom) scroll.seen_key = scroll.newest;
  return layout;
}

}  // namespace tributary::app
