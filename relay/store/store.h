#pragma once
// One tenant's file: the log, the words, dedupe keys, media, quarantine, sealed secrets. SQLite in WAL with
// synchronous=FULL; one writer, the loop thread. A turn is begin() … commit(); nothing is answered or
// published before commit() returned. Constraint violations are values; I/O errors, of reads too, throw StorageFailed,
// after which nothing is written or committed any more and the process must stop (promises.md P1c).
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/limits.h"
#include "core/base/types.h"
#include "core/inbox/content.h"
#include "core/inbox/draft.h"
#include "relay/store/checkpoint.h"
#include "relay/store/failure.h"

namespace tributary::store {

struct StoredLine { std::uint64_t seq = 0; Instant at; std::string actor, event; CommandId cause; };  // texts as core/wire writes them

struct Quarantined {
  std::int64_t id = 0;
  Instant at;
  std::string account, route, reason, content_type, target, body;  // the body raw, for replay
  bool replayed = false, dismissed = false;   // dismissed: somebody needs it no more; it may still be replayed
  Instant settled_at = {};                    // when it was one or the other
  std::string settled_by = {};                // an agent's or a token's id; empty: not known
  std::int64_t body_bytes = 0;                // of the whole body, where `body` is its beginning
};

// What waits in quarantine, counted up to what may.
struct QuarantineHeld {
  std::int64_t count = 0, bytes = 0;  // of the bodies
  bool full() const { return count >= limits::quarantine_waiting_max || bytes >= limits::quarantine_waiting_bytes_max; }
};

struct Diagnosis { Instant at; std::string what, detail, peer; };  // refused signatures and the like; the last 50 are kept

struct MediaJob {
  MessageId message; std::uint32_t index = 0; ConversationId conversation;
  AccountId account; std::string url, declared_type, name;
  std::uint32_t attempts = 0; Instant not_before;
};

struct StoredFile { std::string sha256, type, name; std::int64_t bytes = 0; };

struct StoredUpload { UploadId id; AgentId author; Instant at; StoredFile file; };

class TenantStore {
 public:
  // Creates the folder and file when absent, migrates, checks. Throws with a sentence for the operator:
  // newer schema than known, damaged file, another process has it.
  static std::unique_ptr<TenantStore> open(const std::string& folder);
  ~TenantStore();

  void begin();     // idempotent within a turn; whatever writes begins one by itself when there is none
  // No-op when nothing was begun. A full disk anywhere in the turn is told here, as StorageFailed with disk_full():
  // nothing of the turn is kept, roll_back() follows, and writing goes on with the next turn.
  void commit();
  // Somebody broke off in the middle: the rest of the turn writes nothing, and commit() throws TurnUndone. Nothing without a turn.
  void undo();
  void roll_back();
  bool in_turn() const;

  // ---- the log
  Epoch epoch() const;
  void start_epoch();  // after a restore: every client then takes a snapshot (P12)
  std::uint64_t head() const;
  // seq must be head()+1. thread/message may be none: they are what pages and statuses are found by.
  void append(const StoredLine&, ThreadId, MessageId);
  // Ascending from `after` (exclusive), at most `limit`.
  std::vector<StoredLine> lines_after(std::uint64_t after, std::size_t limit) const;
  // The newest `limit` lines of a thread before `before` (exclusive; 0 = newest), ascending.
  std::vector<StoredLine> thread_lines(ThreadId, std::uint64_t before, std::size_t limit) const;
  std::vector<StoredLine> message_lines(MessageId) const;  // everything that was said about one message, ascending
  std::optional<StoredLine> line(std::uint64_t seq) const;

  // ---- a state snapshot row, so that a start does not replay everything
  void put_snapshot(std::uint64_t seq, const std::vector<std::string>& pieces);
  struct Snapshot { std::uint64_t seq = 0; std::vector<std::string> pieces; };
  std::optional<Snapshot> snapshot() const;

  // ---- words
  void put_content(const Content&);
  void put_content(const Content&, std::string_view text);              // its text, made already
  std::vector<std::string> content_texts_of_message(MessageId) const;   // body and media rows
  std::optional<std::string> row_text(const Content& like) const;       // stored text of the row of the same id (and index)
  std::optional<std::string> contact_name_text(ContactId) const;        // stored text of the row
  std::optional<std::string> agent_name_text(AgentId) const;
  std::optional<std::string> address_text(IdentityId) const;
  std::optional<MessageBody> body(MessageId) const;
  std::optional<std::string> address(IdentityId) const;
  std::optional<std::string> contact_name(ContactId) const;
  std::optional<MediaItem> media(MessageId, std::uint32_t index) const;

  // ---- exactly one effect per provider item (P3): inside the turn
  struct Claimed { bool fresh = false; bool same_body = true; MessageId message; };
  // `fingerprint` tells a true duplicate from another body under the same key. `message` is remembered with it.
  Claimed claim(std::string_view key, std::uint64_t fingerprint, MessageId);
  // "item/twilio/AC…/SM…" -> ours: what was remembered under this key, else what it was claimed with.
  void release(std::string_view key);  // the claim had no effect after all: what is replayed later may claim it anew
  std::optional<MessageId> message_of(std::string_view key) const;
  void remember_item(std::string_view key, MessageId);                    // the first one stays
  // The answer that was given to a command or REST key once is given again. Kept at least 24 h.
  std::optional<std::string> earlier_answer(std::string_view key, std::uint64_t& fingerprint) const;
  void remember_answer(std::string_view key, std::uint64_t fingerprint, std::string_view answer, Instant);

  // ---- what waits
  void add_media_job(const MediaJob&);
  void update_media_job(const MediaJob&);
  void finish_media_job(MessageId, std::uint32_t index);
  std::vector<MediaJob> media_jobs(std::size_t limit = 1'000) const;          // the longest due first
  void put_file(MessageId, std::uint32_t index, const StoredFile&);       // the bytes are already in the content folder
  std::optional<StoredFile> file(MessageId, std::uint32_t index) const;
  // Files that wait for a message to go out with (attachment.h), for upload_kept_ms.
  void put_upload(const StoredUpload&);
  std::optional<StoredUpload> upload(UploadId) const;
  void forget_uploads(Instant before);                                    // their files stay: see relay/host/file_collector.h
  bool names_file(std::string_view sha256) const;                         // a message's row or an upload's, this turn's included
  std::int64_t quarantine(const Quarantined&);
  // What waits first, then what was settled, each the newest first; at most 1,000, and of each body no more than its beginning.
  std::vector<Quarantined> quarantined(std::size_t limit) const;
  std::optional<Quarantined> quarantined_item(std::int64_t id) const;
  QuarantineHeld quarantine_held() const;                                 // whoever adds asks first
  std::int64_t quarantine_waiting() const;                                // how many were neither replayed nor dismissed yet
  enum class Settled : std::uint8_t { replayed = 1, dismissed = 2 };
  void settle_quarantined(std::int64_t id, Settled, Instant at, std::string_view who);
  void forget_quarantined(Instant settled_until);                         // what was settled by then, the oldest thousand
  void diagnose(const Diagnosis&);                                        // keeps the last 50
  std::vector<Diagnosis> diagnoses() const;                               // newest first

  // ---- what people have begun to write (core/inbox/draft.h); each row is one agent's alone
  void put_draft(AgentId, const Draft&);                                  // also one that has ended: no text
  std::optional<Draft> draft(AgentId, ConversationId, bool note) const;   // also one that has ended
  std::vector<Draft> drafts(AgentId) const;                               // that have a text
  std::size_t draft_count(AgentId) const;                                 // of those

  // ---- what people have chosen for themselves: JSON (relay/api/preferences_api.cpp); each row is one agent's alone
  void put_preferences(AgentId, std::string_view text);
  std::optional<std::string> preferences(AgentId) const;

  // ---- small values by name: high-water marks, the tenant's identity key (sealed)
  void put_value(std::string_view name, std::string_view value);
  std::optional<std::string> value(std::string_view name) const;

  // ---- by hand and by test
  // Online, consistent: what was committed. `file` must not exist. Throws BackupFailed; the store is unharmed.
  // To open it as a tenant it must stand as log.db in a folder of its own.
  void backup_to(const std::string& file) const;
  // quick_check, seq without holes, every event parseable. Empty: all is well; otherwise the first sentence.
  std::string check() const;  // not within a turn
  // Somebody runs checkpointer() on another thread from now on, when wal_pages(), told anew by each commit, are many.
  void leave_checkpoints();
  std::shared_ptr<Checkpointer> checkpointer() const;
  int wal_pages() const;
  void bring_in_log();                             // what is left of it; not within a turn
  std::uint64_t statements() const;                // executed so far, for the bench

 private:
  struct Inside;
  explicit TenantStore(std::unique_ptr<Inside>);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tributary::store
