#pragma once
// The relay's end of one socket, sans-I/O: texts in, texts out. The relay and the simulation give it
// the same Backend. Live lines do not pass through here: after `joined()` the hub sends them, starting
// at the sequence that the welcome, snapshot or lines frames ended with.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/engine.h"
#include "core/sync/audience.h"
#include "core/wire/frame.h"

namespace tributary {

class Backend {
 public:
  virtual ~Backend() = default;
  struct Position { Epoch epoch; std::uint64_t head = 0; std::uint64_t oldest_kept = 1; Instant now; };
  virtual Position position() = 0;
  struct SignedIn { Viewer viewer; std::string name, tenant, notice; };
  virtual std::optional<SignedIn> sign_in(const wire::Hello&) = 0;  // nullopt: 4401
  virtual std::string build() = 0;
  // Lines after `after` up to the head for this viewer, as texts, with the words they need.
  struct Range {
    std::vector<std::string> lines, contents;
    std::vector<std::uint64_t> seqs;      // of the lines; empty when not asked for: then they go in one frame
    std::size_t bytes = 0;
    Instant oldest;
    std::uint64_t upto = 0;               // read up to here: less than the head when there was too much for once; 0: the head
  };
  virtual Range lines_after(const Viewer&, std::uint64_t after) = 0;
  // A snapshot, a piece at a time; `at` is the sequence it is of. Usually the state at the head, all pieces known.
  class Snapshot {
   public:
    virtual ~Snapshot() = default;
    virtual std::string next() = 0;
    virtual bool finished() const = 0;
    std::uint64_t at = 0;
  };
  virtual std::unique_ptr<Snapshot> open_snapshot(const Viewer& viewer) { return all_pieces(snapshot(viewer), position().head); }
  static std::unique_ptr<Snapshot> all_pieces(std::vector<std::string>, std::uint64_t at);
  virtual std::vector<std::string> snapshot(const Viewer&) { return {}; }  // what the usual open_snapshot() hands out
  // What a snapshot would weigh, roughly: lines that weigh more are not worth sending.
  virtual std::size_t snapshot_bytes_about() { return 4u * 1024 * 1024; }
  struct PageRange { std::vector<std::string> lines, contents; bool more = false; };
  virtual PageRange page(const Viewer&, ThreadId, std::uint64_t before, std::uint32_t limit) = 0;
  // Answers later, after the commit, by calling `done` with the answer frame's text.
  virtual void submit(const Viewer&, const wire::Submit&, std::function<void(std::string)> done) = 0;
  virtual void looking(const Viewer&, const wire::PresenceUpdate&) {}
  // What this viewer has begun to write, nobody else's; nullopt: whoever this is has no drafts.
  virtual std::optional<std::vector<Draft>> drafts(const Viewer&) { return {}; }
  // Keeps them and, once it is durable, says to every socket of this viewer, this one too, how each stands now.
  virtual void save_drafts(const Viewer&, const std::vector<Draft>&) {}
};

class ServerSession {
 public:
  // What the host must do after a frame: send `frames`; close with `close` if not 0 (the last frame is then a bye).
  struct Reaction { std::vector<std::string> frames; std::uint16_t close = 0; };
  // `late` sends a text that comes after the reaction (answers to submits).
  ServerSession(Backend& backend, std::function<void(std::string)> late);
  ~ServerSession();

  Reaction receive(std::string_view text);
  bool signed_in() const { return joined_; }
  bool joined() const { return joined_ && !snapshot_; }          // signed in and caught up: the hub may send
  std::uint32_t parts_taken() const { return parts_acked_; }     // of the snapshot, as the page says
  const Viewer& viewer() const { return viewer_; }
  std::uint64_t caught_up_to() const { return cursor_; }

 private:
  Reaction take(const wire::Hello&);
  Reaction take(const wire::Submit&);
  Reaction take(const wire::PageRequest&);
  Reaction take(const wire::Ack&);
  Reaction take(const wire::PresenceUpdate&);
  Reaction take(const wire::SaveDrafts&);
  void catch_up(const wire::Hello&, const Backend::Position&, std::vector<std::string>& frames);
  void send_pieces(std::vector<std::string>& frames);
  void send_rest(std::vector<std::string>& frames);
  Reaction complaint();  // constant error; the third in a minute closes 4400

  Backend& backend_;
  std::function<void(std::string)> late_;
  Viewer viewer_;
  bool joined_ = false;
  std::unique_ptr<Backend::Snapshot> snapshot_;  // under way
  std::uint32_t parts_sent_ = 0, parts_acked_ = 0;
  std::uint64_t cursor_ = 0;
  int complaints_ = 0;
  Instant complaints_since_;
};

}  // namespace tributary
