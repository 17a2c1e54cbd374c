#pragma once
// Events of one thread -> what its scroll shows. Pages are added above, live lines below; a status that
// was heard before its message is kept until the message's page arrives.
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "core/inbox/line.h"
#include "core/inbox/state.h"

namespace tributary {

struct ThreadEntry {
  enum class Kind : std::uint8_t { message, call, session, activity, note } kind = Kind::message;
  std::uint64_t seq = 0;          // 0: only predicted so far
  Instant at;
  ConversationId conversation;
  Actor actor;
  // message
  MessageId message;
  MessageKind message_kind = MessageKind::text;
  Direction direction = Direction::in;
  Channel channel = Channel::sms;
  IdentityId identity;
  Delivery delivery = Delivery::queued;  // outgoing only
  std::int32_t error = 0;
  // call
  CallId call;
  CallStatus call_status = CallStatus::ringing;
  std::int32_t seconds = 0;
  // session: a divider ("WhatsApp session started"); activity: what was done with the conversation, by `actor`
  SessionId session;
  enum class Activity : std::uint8_t {
    none, assigned, unassigned, resolved, reopened, session_expired, team_assigned, team_unassigned, tagged, untagged, snoozed, snooze_ended,
  } activity = Activity::none;
  AgentId agent;                  // assigned: to whom
  TeamId team;                    // team_assigned
  TagId tag;                      // tagged, untagged
  Instant until;                  // snoozed; of a message of ours: held back until then (still queued)
  // note: its author is `actor`; Words has its text
  NoteId note;
  std::vector<AgentId> mentions;
  bool edited = false, deleted = false;
  bool operator==(const ThreadEntry&) const = default;
};

class ThreadView {
 public:
  void add_newer(const Line&);                        // live, in order
  void add_older(const std::vector<Line>& lines);     // a page, oldest first, all older than what is here
  // Predicted events (seq 0) are put behind the confirmed ones anew after every rebase.
  void predict(const std::vector<Line>& lines);
  // What is far above is let go of; it may come again by add_older().
  void drop_older(std::size_t keep);
  const std::deque<ThreadEntry>& entries() const { return entries_; }
  // The number of the first entry: an entry keeps its number when others come above or go. Where entries change
  // places otherwise (a call whose beginning came late), `reorders` grows.
  std::int64_t first_number() const { return first_number_; }
  std::uint64_t reorders() const { return reorders_; }
  std::uint64_t version() const { return version_; }  // grows with every change

 private:
  // What was heard of a message's delivery: the last status, and the last failure's code.
  struct Fate { Delivery delivery = Delivery::queued; std::int32_t error = 0; Instant held_until; };
  // The same of a note: the last edit's mentions, and whether it is still there.
  struct NoteFate { bool edited = false, deleted = false; std::vector<AgentId> mentions; };
  struct Part { std::deque<ThreadEntry> entries; std::map<MessageId, Fate> fates; std::map<NoteId, NoteFate> note_fates; };
  static void take(const Line&, Part&);
  static bool take_fate(const Line&, Part&);
  static ThreadEntry* find(std::deque<ThreadEntry>&, MessageId);
  static ThreadEntry* find(std::deque<ThreadEntry>&, NoteId);
  static void show(ThreadEntry&, const NoteFate&);
  void predict_fates(Part&);
  void show(ThreadEntry&) const;
  void forget_predictions();
  std::size_t place_of(const ThreadEntry&) const;

  std::deque<ThreadEntry> entries_;
  std::int64_t first_number_ = 0;
  std::uint64_t reorders_ = 0;
  std::map<MessageId, Fate> fates_;
  std::map<NoteId, NoteFate> note_fates_;
  std::size_t predicted_ = 0;                          // how many entries at the end are predictions
  std::map<std::size_t, ThreadEntry> covered_;         // confirmed entries that a prediction changes, as they were
  std::uint64_t version_ = 0;
};

}  // namespace tributary
