#include "web/app/thread_entries.h"

#include <algorithm>
#include <cmath>

#include "web/app/message_view.h"

namespace tributary::app {
namespace {

constexpr std::int64_t run_ms = 3 * limits::minute_ms;
constexpr std::int64_t renamed_within = 64;  // a prediction that is confirmed stands near the end
constexpr float day_height = 36;

const ThreadEntry& entry_at(const ThreadView& view, std::int64_t number) { return view.entries()[static_cast<std::size_t>(number - view.first_number())]; }
std::int64_t end_of(const ThreadView& view) { return view.first_number() + static_cast<std::int64_t>(view.entries().size()); }
bool is_message(const ThreadEntry& entry) { return entry.kind == ThreadEntry::Kind::message; }

bool one_run(const ThreadEntry& above, const ThreadEntry& below) {
  return is_message(above) && is_message(below) && above.direction == below.direction && above.actor.kind == below.actor.kind &&
         above.actor.agent == below.actor.agent && above.channel == below.channel && above.at.ms + run_ms > below.at.ms;
}

// Before anyone has seen it: one line for little, more by the length of the text.
ThreadMap::Item item_of(Frame& f, const ThreadEntry& entry, int neighbour_day) {
  ThreadMap::Item item;
  item.key = entry_key(entry);
  item.day = platform::day_number(static_cast<double>(entry.at.ms));
  const MessageBody* body = is_message(entry) ? f.words().body(entry.message) : nullptr;
  const float lines = body ? std::ceil(static_cast<float>(body->text.size()) / 60.0f) : 1.0f;
  item.height = is_message(entry) ? 44 + 20 * std::max(1.0f, lines) : 36;
  if (item.day != neighbour_day) item.height += day_height;
  return item;
}

// Reactions to what is not loaded stay lines of their own, until it is.
void note_reaction(Frame& f, const ThreadEntry& entry) {
  if (!is_message(entry) || entry.message_kind != MessageKind::reaction) return;
  const MessageBody* body = f.words().body(entry.message);
  if (body && body->in_reply_to) f.state.thread.chips.push_back({entry.message, body->in_reply_to});
}

// A new reaction's message is looked for among all that is loaded, one that was not found only in what came above.
void place_chips(ThreadScroll& scroll, const ThreadView& view, std::int64_t above_end) {
  for (ThreadChip& chip : scroll.chips) {
    const std::int64_t to = chip.sought ? above_end : scroll.map.end();
    for (std::int64_t number = to; !chip.placed && number > scroll.map.begin(); --number)
      chip.placed = is_message(entry_at(view, number - 1)) && entry_at(view, number - 1).message == chip.target;
    chip.sought = true;
  }
}

bool has_message(const std::deque<ThreadEntry>& entries, std::size_t before) {
  return std::any_of(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(before), is_message);
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
    if (!is_message(entry) || entry.direction != Direction::in) continue;
    if (--waiting == 0 && has_message(entries, i - 1)) scroll.fresh_key = entry_key(entry);  // where all is new it would say nothing
  }
}

bool another(const ThreadScroll& scroll, const Conversation& conversation, const ThreadView& view) {
  const ThreadMap& map = scroll.map;
  if (!(scroll.of == conversation.thread) || scroll.reorders != view.reorders() || view.version() < scroll.version) return true;
  const std::int64_t from = std::max(map.begin(), view.first_number()), to = std::min(map.end(), end_of(view));
  // What was let go of above takes its reactions' places along.
  return from >= to || map.begin() < from || map.at(from).key != entry_key(entry_at(view, from));
}

void fit_below(Frame& f, const ThreadView& view) {
  ThreadMap& map = f.state.thread.map;
  while (map.end() > end_of(view)) map.drop_below();
  for (std::int64_t number = std::max(map.begin(), map.end() - renamed_within); number < map.end(); ++number) {
    const ThreadEntry& entry = entry_at(view, number);
    if (map.at(number).key == entry_key(entry)) continue;
    map.rename(number, entry_key(entry));
    note_reaction(f, entry);
  }
  for (std::int64_t number = map.end(); number < end_of(view); ++number) {
    map.put_below(item_of(f, entry_at(view, number), map.empty() ? 0 : map.at(number - 1).day));
    note_reaction(f, entry_at(view, number));
  }
}

void fit_above(Frame& f, const ThreadView& view) {
  ThreadMap& map = f.state.thread.map;
  std::vector<ThreadChip> below = std::move(f.state.thread.chips);  // older reactions go before: the last one counts
  f.state.thread.chips.clear();
  for (std::int64_t number = view.first_number(); number < map.begin(); ++number) note_reaction(f, entry_at(view, number));
  f.state.thread.chips.insert(f.state.thread.chips.end(), below.begin(), below.end());
  for (std::int64_t number = map.begin(); number > view.first_number(); --number) map.put_above(item_of(f, entry_at(view, number - 1), map.at(number).day));
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

bool sits_on_message(const ThreadScroll& scroll, const ThreadEntry& entry) {
  if (!is_message(entry) || entry.message_kind != MessageKind::reaction) return false;
  return std::any_of(scroll.chips.begin(), scroll.chips.end(), [&](const ThreadChip& chip) { return chip.placed && chip.reaction == entry.message; });
}

void follow_entries(Frame& f, const Conversation& conversation, const ThreadView& view) {
  ThreadScroll& scroll = f.state.thread;
  find_fresh(f, conversation, view);
  const bool anew = another(scroll, conversation, view);
  if (!anew && scroll.version == view.version()) return;
  if (anew) {
    scroll.map.start(view.first_number());
    scroll.chips.clear();
  }
  const std::int64_t begin = scroll.map.begin();
  fit_above(f, view);
  fit_below(f, view);
  place_chips(scroll, view, begin);
  scroll.of = conversation.thread;
  scroll.version = view.version();
  scroll.reorders = view.reorders();
}

std::vector<ThreadItem> items_between(Frame& f, const ThreadView& view, std::int64_t from, std::int64_t to) {
  const ThreadScroll& scroll = f.state.thread;
  std::int64_t first = from - 1, last = to;  // the neighbours say where runs and days begin and end
  while (first >= scroll.map.begin() && sits_on_message(scroll, entry_at(view, first))) --first;
  while (last < scroll.map.end() && sits_on_message(scroll, entry_at(view, last))) ++last;
  std::vector<ThreadItem> items;
  int day = 0;
  for (std::int64_t number = std::max(first, scroll.map.begin()); number <= last && number < scroll.map.end(); ++number) {
    const ThreadEntry& entry = entry_at(view, number);
    if (sits_on_message(scroll, entry)) continue;
    ThreadItem item;
    item.entry = &entry;
    item.number = number;
    item.key = scroll.map.at(number).key;
    item.day = scroll.map.at(number).day != day;
    item.fresh = item.key == scroll.fresh_key;
    day = scroll.map.at(number).day;
    if (is_message(entry))
      for (const ThreadChip& chip : scroll.chips)
        if (const MessageBody* body = chip.placed && chip.target == entry.message ? f.words().body(chip.reaction) : nullptr) item.reaction = f.ui.keep(body->text);
    items.push_back(item);
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    ThreadItem &above = items[i - 1], &below = items[i];
    if (below.day || below.fresh || !one_run(*above.entry, *below.entry)) continue;
    above.last = false;
    below.first = false;
    above.says_state = above.entry->delivery != below.entry->delivery;
  }
  std::erase_if(items, [from, to](const ThreadItem& item) { return item.number < from || item.number >= to; });
  return items;
}

std::vector<ThreadItem> items_not_sent(Frame& f, const Conversation& conversation) {
  std::vector<ThreadItem> items;
  const ThreadMap& map = f.state.thread.map;
  int day = map.empty() ? 0 : map.at(map.end() - 1).day;
  for (const NotSent& one : f.state.not_sent) {
    if (one.conversation != conversation.id) continue;
    ThreadItem item;
    item.not_sent = &one;
    item.number = map.end() + static_cast<std::int64_t>(items.size());
    item.key = node_id("not-sent", one.command);
    item.day = platform::day_number(static_cast<double>(one.at.ms)) != day;
    day = platform::day_number(static_cast<double>(one.at.ms));
    items.push_back(item);
  }
  return items;
}

}  // namespace tributary::app
