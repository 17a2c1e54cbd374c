#include "core/view/thread.h"

#include <algorithm>
#include <iterator>

namespace tributary {
namespace {

using Kind = ThreadEntry::Kind;
using Activity = ThreadEntry::Activity;

ThreadEntry entry_of(const Line& line, Kind kind, ConversationId conversation) {
  ThreadEntry entry;
  entry.kind = kind;
  entry.seq = line.seq;
  entry.at = line.stamp.at;
  entry.actor = line.stamp.actor;
  entry.conversation = conversation;
  return entry;
}

template <class Message>
ThreadEntry message_of(const Line& line, const Message& event, Direction direction) {
  ThreadEntry entry = entry_of(line, Kind::message, event.conversation);
  entry.message = event.message;
  entry.direction = direction;
  entry.channel = event.channel;
  entry.identity = event.identity;
  entry.session = event.session;
  return entry;
}

ThreadEntry activity_of(const Line& line, ConversationId conversation, Activity activity) {
  ThreadEntry entry = entry_of(line, Kind::activity, conversation);
  entry.activity = activity;
  return entry;
}

// What an event says about a message of ours, if anything.
struct Word { MessageId message; Delivery delivery = Delivery::queued; std::int32_t error = 0; Instant held_until = {}; };

Word word_of(const Event& event) {
  if (const auto* e = std::get_if<SendHeld>(&event)) return {e->message, Delivery::queued, 0, e->not_before};
  if (const auto* e = std::get_if<AttemptStarted>(&event)) return {e->message, Delivery::sending, 0};
  if (const auto* e = std::get_if<RetryScheduled>(&event)) return {e->message, Delivery::queued, e->error};
  if (const auto* e = std::get_if<DeliveryChanged>(&event)) return {e->message, e->status, e->error};
  if (const auto* e = std::get_if<SendAgainQueued>(&event)) return {e->message, Delivery::queued, 0};
  return {};
}

// One entry per call: it stands where the call began and says how it ended.
void put_call(const Line& line, const CallRecorded& event, std::deque<ThreadEntry>& into) {
  auto it = std::find_if(into.begin(), into.end(), [&](const ThreadEntry& entry) { return entry.kind == Kind::call && entry.call == event.call; });
  if (it == into.end()) {
    into.push_back(entry_of(line, Kind::call, event.conversation));
    it = std::prev(into.end());
    it->call = event.call;
    it->channel = Channel::voice;
    it->direction = event.direction;
    it->session = event.session;
  }
  it->call_status = event.status;
  it->seconds = event.seconds;
}

void put(const Line& line, const MessageReceived& event, std::deque<ThreadEntry>& into) {
  into.push_back(message_of(line, event, Direction::in));
  into.back().message_kind = event.kind;
}

void put(const Line& line, const ReplyQueued& event, std::deque<ThreadEntry>& into) {
  into.push_back(message_of(line, event, Direction::out));
}

void put(const Line& line, const CallRecorded& event, std::deque<ThreadEntry>& into) { put_call(line, event, into); }

void put(const Line& line, const SessionOpened& event, std::deque<ThreadEntry>& into) {
  into.push_back(entry_of(line, Kind::session, event.conversation));
  into.back().session = event.session;
  into.back().channel = event.channel;
  into.back().identity = event.identity;
}

void put(const Line& line, const SessionExpired& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, {}, Activity::session_expired));
  into.back().session = event.session;
}

void put(const Line& line, const Assigned& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, event.to ? Activity::assigned : Activity::unassigned));
  into.back().agent = event.to;
}

void put(const Line& line, const Resolved& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::resolved));
}

void put(const Line& line, const Reopened& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::reopened));
}

void put(const Line& line, const AssignedToTeam& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, event.team ? Activity::team_assigned : Activity::team_unassigned));
  into.back().team = event.team;
}

void put(const Line& line, const Tagged& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::tagged));
  into.back().tag = event.tag;
}

void put(const Line& line, const Untagged& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::untagged));
  into.back().tag = event.tag;
}

void put(const Line& line, const Snoozed& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::snoozed));
  into.back().until = event.until;
}

void put(const Line& line, const SnoozeEnded& event, std::deque<ThreadEntry>& into) {
  into.push_back(activity_of(line, event.conversation, Activity::snooze_ended));
}

void put(const Line& line, const NoteAdded& event, std::deque<ThreadEntry>& into) {
  into.push_back(entry_of(line, Kind::note, event.conversation));
  into.back().note = event.note;
  into.back().mentions = event.mentions;
}

// Everything else has no entry of its own.
template <class Other>
void put(const Line&, const Other&, std::deque<ThreadEntry>&) {}

void put_entry(const Line& line, std::deque<ThreadEntry>& into) {
  std::visit([&](const auto& event) { put(line, event, into); }, line.event);
}

// A call whose later callbacks were shown already, and whose beginning comes only now with an older page.
bool join_calls(std::deque<ThreadEntry>& older, std::deque<ThreadEntry>& newer) {
  bool joined = false;
  for (ThreadEntry& first : older) {
    if (first.kind != Kind::call) continue;
    const auto it = std::find_if(newer.begin(), newer.end(), [&](const ThreadEntry& entry) { return entry.kind == Kind::call && entry.call == first.call; });
    if (it == newer.end()) continue;
    first.call_status = it->call_status;
    first.seconds = it->seconds;
    newer.erase(it);
    joined = true;
  }
  return joined;
}

}  // namespace

// What changes an entry that may not be here yet; false for what is an entry itself or nothing.
bool ThreadView::take_fate(const Line& line, Part& part) {
  if (const Word word = word_of(line.event); word.message) {
    Fate& fate = part.fates[word.message];
    fate.delivery = word.delivery;
    fate.held_until = word.held_until;
    if (word.error) fate.error = word.error;
    return true;
  }
  if (const auto* edited = std::get_if<NoteEdited>(&line.event)) {
    NoteFate& fate = part.note_fates[edited->note];
    fate.edited = true;
    fate.mentions = edited->mentions;
    return true;
  }
  if (const auto* deleted = std::get_if<NoteDeleted>(&line.event)) return part.note_fates[deleted->note].deleted = true;
  return false;
}

void ThreadView::take(const Line& line, Part& part) {
  if (!take_fate(line, part)) put_entry(line, part.entries);
}

ThreadEntry* ThreadView::find(std::deque<ThreadEntry>& entries, MessageId message) {
  const auto it = std::find_if(entries.rbegin(), entries.rend(), [&](const ThreadEntry& entry) { return entry.kind == Kind::message && entry.message == message; });
  return it == entries.rend() ? nullptr : &*it;
}

ThreadEntry* ThreadView::find(std::deque<ThreadEntry>& entries, NoteId note) {
  const auto it = std::find_if(entries.rbegin(), entries.rend(), [&](const ThreadEntry& entry) { return entry.kind == Kind::note && entry.note == note; });
  return it == entries.rend() ? nullptr : &*it;
}

void ThreadView::show(ThreadEntry& entry, const NoteFate& fate) {
  if (fate.edited) entry.mentions = fate.mentions;
  entry.edited |= fate.edited;
  entry.deleted |= fate.deleted;
}

void ThreadView::show(ThreadEntry& entry) const {
  if (entry.kind == Kind::note) {
    if (const auto it = note_fates_.find(entry.note); it != note_fates_.end()) show(entry, it->second);
    return;
  }
  const auto it = entry.kind == Kind::message ? fates_.find(entry.message) : fates_.end();
  if (it == fates_.end()) return;
  entry.delivery = it->second.delivery;
  entry.until = it->second.held_until;
  entry.error = it->second.error;
}

void ThreadView::add_newer(const Line& line) {
  forget_predictions();
  Part part;
  take(line, part);
  for (const auto& [message, heard] : part.fates) {
    Fate& fate = fates_[message];
    fate.delivery = heard.delivery;
    fate.held_until = heard.held_until;
    if (heard.error) fate.error = heard.error;
    if (ThreadEntry* entry = find(entries_, message)) show(*entry);
  }
  for (auto& [note, heard] : part.note_fates) {
    NoteFate& fate = note_fates_[note];
    if (heard.edited) fate.mentions = std::move(heard.mentions);
    fate.edited |= heard.edited;
    fate.deleted |= heard.deleted;
    if (ThreadEntry* entry = find(entries_, note)) show(*entry);
  }
  if (part.fates.empty() && part.note_fates.empty()) put_entry(line, entries_);
  ++version_;
}

// What was heard later, of a newer page, wins over what an older page says.
void ThreadView::add_older(const std::vector<Line>& lines) {
  forget_predictions();
  Part part;
  for (const Line& line : lines) take(line, part);
  for (const auto& [message, fate] : part.fates) {
    const auto [it, fresh] = fates_.emplace(message, fate);
    if (!fresh && it->second.error == 0) it->second.error = fate.error;
    // A status comes after its message: only where a failure's code was heard late can what is below learn from above.
    if (!fresh && fate.error)
      if (ThreadEntry* entry = find(entries_, message)) show(*entry);
  }
  for (const auto& [note, fate] : part.note_fates) {
    const auto [it, fresh] = note_fates_.emplace(note, fate);
    if (!fresh && fate.edited && !it->second.edited) it->second.edited = true, it->second.mentions = fate.mentions;
    if (ThreadEntry* entry = find(entries_, note)) show(*entry);
  }
  if (join_calls(part.entries, entries_)) ++reorders_;
  for (ThreadEntry& entry : part.entries) show(entry);
  first_number_ -= static_cast<std::int64_t>(part.entries.size());
  entries_.insert(entries_.begin(), part.entries.begin(), part.entries.end());
  ++version_;
}

void ThreadView::predict(const std::vector<Line>& lines) {
  if (lines.empty() && predicted_ == 0 && covered_.empty()) return;
  forget_predictions();
  Part part;
  for (const Line& line : lines) take(line, part);
  predict_fates(part);
  predicted_ = part.entries.size();
  entries_.insert(entries_.end(), part.entries.begin(), part.entries.end());
  ++version_;
}

// A prediction changes a predicted entry, or a confirmed one, which is kept as it was.
void ThreadView::predict_fates(Part& part) {
  const auto entry_for = [&](auto id) {
    ThreadEntry* entry = find(part.entries, id);
    if (entry) return entry;
    entry = find(entries_, id);
    if (entry) covered_.emplace(place_of(*entry), *entry);
    return entry;
  };
  for (const auto& [message, fate] : part.fates)
    if (ThreadEntry* entry = entry_for(message)) entry->delivery = fate.delivery, entry->until = fate.held_until;
  for (const auto& [note, fate] : part.note_fates)
    if (ThreadEntry* entry = entry_for(note)) show(*entry, fate);
}

void ThreadView::drop_older(std::size_t keep) {
  if (entries_.size() <= keep) return;
  const std::size_t gone = entries_.size() - keep;
  if (!covered_.empty() || predicted_ > keep) return;  // places are remembered: another time
  entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(gone));
  first_number_ += static_cast<std::int64_t>(gone);
  ++version_;
}

// A prediction about an old message is rare; it is looked for from the end.
std::size_t ThreadView::place_of(const ThreadEntry& entry) const {
  std::size_t at = entries_.size();
  while (at > 0 && &entries_[at - 1] != &entry) --at;
  return at - 1;
}

void ThreadView::forget_predictions() {
  entries_.resize(entries_.size() - predicted_);
  predicted_ = 0;
  for (const auto& [index, entry] : covered_) entries_[index] = entry;
  covered_.clear();
}

}  // namespace tributary
