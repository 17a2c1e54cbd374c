#pragma once
// The browser's end of the socket, sans-I/O: owns the replica, the words and the loaded threads;
// frames in, frames out. A reconnect is `connected()` again: nothing is lost, nothing doubled (P5).
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/replica.h"
#include "core/sync/draft_box.h"
#include "core/view/inbox_index.h"
#include "core/view/thread.h"
#include "core/view/words.h"
#include "core/wire/frame.h"

namespace tributary {

class ClientSession {
 public:
  enum class Link : std::uint8_t { offline, connecting, catching_up, live, ended };

  // Something a person should hear about: a refusal that came late, the end of the session.
  struct Notice {
    enum class Kind : std::uint8_t { refused, signed_out, reload_needed } kind = Kind::refused;
    Command command;   // refused: what was asked (the composer takes its text back)
    CommandId id;
    std::string code, message;
  };

  // The socket opened: the hello. What is pending follows the welcome, if it greets the same agent: in order, each after
  // the answer to the one before.
  std::vector<std::string> connected(std::string_view ticket, std::string_view build);
  void connecting();
  void disconnected();
  // A frame arrived: the frames to send in answer.
  // `local` is our clock's time now: it teaches relay_now(). None = unknown.
  std::vector<std::string> receive(std::string_view text, Instant local = {});
  // The relay was asked too much at once (`too_many`): what is pending goes on at resume_at(), by our clock.
  std::vector<std::string> resume(Instant local);
  std::optional<Instant> resume_at() const { return resume_at_; }
  // Lines are missing: close the socket and connect again; the next hello asks from our cursor.
  bool wants_reconnect() const { return wants_reconnect_; }

  struct Asked { bool accepted = false; Refused refused; std::vector<std::string> frames; };
  // Decides locally and at once; an accepted one is visible now and its frame must be sent (it is also kept
  // and sent again after a reconnect until answered).
  Asked ask(CommandId id, Command command, Instant now);

  // Makes sure a thread's newest lines are loaded; `older` asks for the page before what is loaded.
  std::vector<std::string> open_thread(ThreadId);
  std::vector<std::string> load_older(ThreadId);
  // Lets go of what lies far above the newest entries of a thread; load_older() brings it again.
  void keep_newest(ThreadId, std::size_t entries);
  bool loading(ThreadId) const;
  bool has_older(ThreadId) const;            // true while its first page has not come

  // What the agent has begun to write. Saved when the page says so, and again after a reconnect.
  DraftBox& drafts() { return drafts_; }
  const DraftBox& drafts() const { return drafts_; }
  std::vector<std::string> save_drafts();

  // The revision of the agent's preferences that the relay spoke of since this was last asked; empty: of none.
  std::string take_preferences_revision() { return std::exchange(preferences_revision_, {}); }

  std::vector<Notice> take_notices();
  // The lines that have arrived since this was last asked, from the first time it was live: what a person may want to be told.
  // An edited note names only those whom it did not mention before.
  std::vector<Line> take_news() { return std::exchange(news_, {}); }

  // ---- what a browser keeps for when there is no network
  // What the last frame given to receive() was, if it was taken in and restore() would need it again.
  enum class Heard : std::uint8_t { nothing, welcome, first_piece, piece, lines, first_page, page };
  struct Kept { Heard what = Heard::nothing; ThreadId thread; };
  const Kept& heard() const { return heard_; }
  // Takes back what an earlier page kept: the welcome, the pieces, the pages, then the lines, each as it came. False: it
  // does not follow, and what comes after it would not either.
  bool restore(std::string_view frame);
  // A command that waits, as the text of its submit: kept by an earlier page or asked for in another tab. The frames to send.
  std::vector<std::string> adopt(std::string_view submit, Instant at);
  bool has_cursor() const { return bool(epoch_); }
  void want_fresh_snapshot() { epoch_ = {}; }   // with the next hello

  const Replica& replica() const { return replica_; }
  const State& state() const { return replica_.visible(); }
  // The lists of the agent who is signed in, in step with state().
  const InboxIndex& inbox() const { return inbox_; }
  InboxIndex& inbox() { return inbox_; }
  const Words& words() const { return words_; }
  const ThreadView* thread(ThreadId) const;  // nullptr until opened
  Link link() const { return link_; }
  const std::optional<wire::Welcome>& welcome() const { return welcome_; }
  const wire::Presence& presence() const { return presence_; }
  const std::string& farewell() const { return farewell_; }  // the code of the last bye, or empty
  std::size_t waiting() const { return replica_.pending().size(); }
  bool draining() const { return draining_; }                // what waited, or waits behind a reply, goes out one by one
  // The relay's clock as far as we know it: local now + offset.
  Instant relay_now(Instant local) const { return local + clock_offset_ms_; }
  std::uint64_t version() const { return version_; }  // grows with every visible change

 private:
  struct Loaded {
    ThreadView view;
    std::vector<Line> meanwhile;            // live lines heard while the newest page was under way
    std::uint64_t oldest = 0, newest = 0;   // of the lines shown
    std::uint64_t opened = 0;               // the how-manieth opening was the last of this one
    bool shown = false, more = true, loading = false;
  };
  Asked submitted();
  std::vector<std::string> take(const wire::Welcome&, Instant local);
  std::vector<std::string> take(const wire::Lines&);
  std::vector<std::string> take(const wire::Snapshot&);
  std::vector<std::string> take(const wire::Page&);
  std::vector<std::string> take(const wire::Answer&);
  std::vector<std::string> take(const wire::Presence&);
  std::vector<std::string> take(const wire::Drafts&);
  std::vector<std::string> take(const wire::PreferencesChanged&);
  std::vector<std::string> take(const wire::Bye&);
  bool take_line(const Line&);
  void show_first_page(Loaded&, const wire::Page&);
  void live_if_caught_up();
  std::vector<std::string> next_submit();
  bool behind_a_send(const Replica::Pending&) const;
  void withdraw_after(const Replica::Pending& stopped, const wire::Answer&);
  void keep_open_after(const Replica::Pending& refused);
  void count_own(const Line&);
  Notice refusal_of(const Replica::Pending&, const wire::Answer&) const;
  void settle_what_has_arrived();
  void follow();                            // the lists, what was touched
  void changed();                           // rebase, and the predictions of every open thread anew
  void finish_snapshot(std::uint64_t at);
  void begin_threads_anew();
  std::vector<std::string> ask_for_unshown_threads();
  void let_go_of_oldest();
  void forget_words(const ThreadEntry&);

  Replica replica_;
  InboxIndex inbox_;
  Words words_;
  std::map<ThreadId, Loaded> threads_;
  std::uint64_t openings_ = 0;
  std::vector<Notice> notices_;
  std::optional<wire::Welcome> welcome_;
  wire::Presence presence_;
  DraftBox drafts_;
  std::string build_, farewell_, preferences_revision_;
  Epoch epoch_;
  Link link_ = Link::offline;
  // Answers that came before the lines they speak of: settling them now would make the screen flicker.
  std::multimap<std::uint64_t, CommandId> held_;
  std::set<CommandId> under_way_;           // submitted on this connection and not answered
  bool draining_ = false;
  std::optional<Instant> resume_at_;
  std::vector<Line> news_;
  bool was_live_ = false;                   // lines are news from then on, also those a reconnect brings
  Kept heard_;
  State* filling_ = nullptr;                // where snapshot pieces go while one is under way
  std::uint32_t snapshot_parts_seen_ = 0;
  bool wants_reconnect_ = false;
  std::int64_t clock_offset_ms_ = 0;
  std::uint64_t version_ = 0;
};

}  // namespace tributary
