#include "relay/store/store.h"

#include "core/base/planted.h"

#include <sqlite3.h>

#include <filesystem>
#include <utility>

#include "core/base/assert.h"
#include "core/wire/json.h"
#include "relay/store/backup.h"
#include "relay/store/check.h"
#include "relay/store/database.h"
#include "relay/store/drafts.h"
#include "relay/store/event_log.h"
#include "relay/store/folder_lock.h"
#include "relay/store/go_without.h"
#include "relay/store/items.h"
#include "relay/store/media.h"
#include "relay/store/preference_rows.h"
#include "relay/store/quarantine.h"
#include "relay/store/schema.h"
#include "relay/store/values.h"
#include "relay/store/wal_anew.h"
#include "relay/store/words.h"

namespace tributary::store {
namespace {

// quick_check reads the whole file: a larger one would keep a start from its 5 seconds (P13). `check` reads it all.
constexpr std::uintmax_t checked_at_start_bytes_max = 64u << 20;

void refuse_damaged(Database& database) {
  if (std::filesystem::file_size(database.file()) > checked_at_start_bytes_max) return;
  const std::string damage = database.damage();
  if (!damage.empty()) throw StorageFailed(database.file() + ": the file is damaged (" + damage + "). Restore a backup.", false);
}

}  // namespace

struct TenantStore::Inside {
  explicit Inside(const std::string& folder) : lock(folder, "lock"), database(with_wal_anew(folder + "/log.db")) {
    refuse_damaged(database);
    migrate(database, tenant_schema());
    parts.emplace(database);
  }

  struct Parts {
    explicit Parts(Database& database)
        : begin(database, "BEGIN IMMEDIATE"), commit(database, "COMMIT"), log(database), words(database), items(database),
          media(database), drafts(database), preferences(database), quarantine(database), values(database) {}
    Statement begin, commit;
    EventLog log;
    WordRows words;
    Items items;
    MediaRows media;
    DraftRows drafts;
    PreferenceRows preferences;
    QuarantineRows quarantine;
    ValueRows values;
  };

  // After one failed write nothing more is written: what the file holds is then known only after a new start (P1c).
  // A full disk is no such failure: it dooms the turn. The rest of it writes nothing, and commit() says so.
  template <class Write>
  auto write(Write what) {
    using Result = decltype(what());
    if (failed) throw StorageFailed(database.file() + ": writing has failed before.", false);
    if (doomed) return Result();
    try {
      if (!std::exchange(in_turn, true)) step(parts->begin);
      return what();
    } catch (const StorageFailed& failure) {
      doomed = failure.disk_full() || PLANTED(83);  // "it may work the next time"
      failed = !doomed;
      if (failed) throw;
      return Result();
    }
  }

  // A read that fails leaves its reader in the middle of something, and SQLite may have taken the turn back by itself: what
  // is written after it would stand without what came before.
  template <class Read>
  auto read(Read what) {
    try {
      return what();
    } catch (const StorageFailed& failure) {
      if (failure.disk_full()) doomed = doomed || in_turn;
      else failed = !PLANTED(97);  // "reading harms nobody"
      throw;
    }
  }

  void commit() {
    write([this] { step(parts->commit); });
    if (doomed && PLANTED(87)) return roll_back();  // "there will be room soon"
    if (undone) throw TurnUndone(database.file() + ": somebody broke off in the middle of a turn.");
    if (doomed) throw StorageFailed(database.file() + ": the disk is full.", true);
    in_turn = false;
  }

  // SQLite may have rolled back by itself. What was remembered beside the file is read from it again.
  void roll_back() {
    if (sqlite3_get_autocommit(database.handle()) == 0) database.run("ROLLBACK");
    parts.emplace(database);
    in_turn = doomed = undone = false;
  }

  void step(Statement& statement) {
    Use use(statement);
    const bool done = use.insert();
    TRIBUTARY_CHECK(done);
  }

  FolderLock lock;
  Database database;
  std::optional<Parts> parts;  // prepared once the tables are there
  bool in_turn = false;
  bool failed = false;
  bool doomed = false;         // this turn met a full disk, or was undone
  bool undone = false;
};

TenantStore::TenantStore(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
TenantStore::~TenantStore() = default;  // closing rolls an open turn back

std::unique_ptr<TenantStore> TenantStore::open(const std::string& folder) {
  return std::unique_ptr<TenantStore>(new TenantStore(std::make_unique<Inside>(folder)));
}

void TenantStore::begin() { inside_->write([] {}); }

void TenantStore::commit() {
  if (!inside_->in_turn && !inside_->failed) return;
  if (PLANTED(9)) return;  // "the next turn will take it along"
  inside_->commit();
}

void TenantStore::undo() {
  if (inside_->in_turn) inside_->doomed = inside_->undone = true;
}

void TenantStore::roll_back() { inside_->roll_back(); }

bool TenantStore::in_turn() const { return inside_->in_turn; }

Epoch TenantStore::epoch() const { return inside_->parts->values.epoch(); }
void TenantStore::start_epoch() { inside_->write([this] { inside_->parts->values.start_epoch(); }); }
std::uint64_t TenantStore::head() const { return inside_->parts->log.head(); }
void TenantStore::append(const StoredLine& line, ThreadId thread, MessageId message) {
  inside_->write([&] { inside_->parts->log.append(line, thread, message); });
}
std::vector<StoredLine> TenantStore::lines_after(std::uint64_t after, std::size_t limit) const { return inside_->read([&] { return inside_->parts->log.after(after, limit); }); }
std::vector<StoredLine> TenantStore::thread_lines(ThreadId thread, std::uint64_t before, std::size_t limit) const {
  return inside_->read([&] { return inside_->parts->log.of_thread(thread, before, limit); });
}
std::vector<StoredLine> TenantStore::message_lines(MessageId message) const { return inside_->read([&] { return inside_->parts->log.of_message(message); }); }
std::optional<StoredLine> TenantStore::line(std::uint64_t seq) const { return inside_->read([&] { return inside_->parts->log.line(seq); }); }

void TenantStore::put_snapshot(std::uint64_t seq, const std::vector<std::string>& pieces) {
  inside_->write([&] { inside_->parts->values.put_snapshot(seq, pieces); });
}
std::optional<TenantStore::Snapshot> TenantStore::snapshot() const { return inside_->read([&] { return inside_->parts->values.snapshot(); }); }

void TenantStore::put_content(const Content& content) { put_content(content, wire::content_text(content)); }
void TenantStore::put_content(const Content& content, std::string_view text) { inside_->write([&] { inside_->parts->words.put(content, text); }); }
std::vector<std::string> TenantStore::content_texts_of_message(MessageId message) const { return inside_->read([&] { return inside_->parts->words.texts_of_message(message); }); }
std::optional<std::string> TenantStore::row_text(const Content& like) const { return inside_->read([&] { return inside_->parts->words.text_like(like); }); }
std::optional<std::string> TenantStore::contact_name_text(ContactId id) const { return inside_->read([&] { return inside_->parts->words.text_like(ContactName{id, {}}); }); }
std::optional<std::string> TenantStore::agent_name_text(AgentId id) const { return inside_->read([&] { return inside_->parts->words.text_like(AgentName{id, {}}); }); }
std::optional<std::string> TenantStore::address_text(IdentityId id) const { return inside_->read([&] { return inside_->parts->words.text_like(AddressText{id, {}}); }); }
std::optional<MessageBody> TenantStore::body(MessageId id) const {
  MessageBody like;
  like.id = id;
  return inside_->read([&] { return inside_->parts->words.row_like(like); });
}
std::optional<std::string> TenantStore::address(IdentityId id) const {
  const auto row = inside_->read([&] { return inside_->parts->words.row_like(AddressText{id, {}}); });
  return row ? std::optional<std::string>(row->address) : std::nullopt;
}
std::optional<std::string> TenantStore::contact_name(ContactId id) const {
  const auto row = inside_->read([&] { return inside_->parts->words.row_like(ContactName{id, {}}); });
  return row ? std::optional<std::string>(row->name) : std::nullopt;
}
std::optional<MediaItem> TenantStore::media(MessageId message, std::uint32_t index) const {
  MediaItem like;
  like.message = message;
  like.index = index;
  return inside_->read([&] { return inside_->parts->words.row_like(like); });
}

void TenantStore::release(std::string_view key) {
  inside_->write([&] { inside_->parts->items.release(key); });
}

TenantStore::Claimed TenantStore::claim(std::string_view key, std::uint64_t fingerprint, MessageId message) {
  const Claimed claimed = inside_->write([&] { return inside_->parts->items.claim(key, fingerprint, message); });
  if (PLANTED(84)) commit();  // "claimed is claimed"
  return claimed;
}
std::optional<MessageId> TenantStore::message_of(std::string_view key) const { return inside_->read([&] { return inside_->parts->items.message_of(key); }); }
void TenantStore::remember_item(std::string_view key, MessageId message) { inside_->write([&] { inside_->parts->items.remember(key, message); }); }
std::optional<std::string> TenantStore::earlier_answer(std::string_view key, std::uint64_t& fingerprint) const {
  return inside_->read([&] { return inside_->parts->items.earlier_answer(key, fingerprint); });
}
void TenantStore::remember_answer(std::string_view key, std::uint64_t fingerprint, std::string_view answer, Instant at) {
  inside_->write([&] { inside_->parts->items.remember_answer(key, fingerprint, answer, at); });
}

void TenantStore::add_media_job(const MediaJob& job) { inside_->write([&] { inside_->parts->media.put_job(job); }); }
void TenantStore::update_media_job(const MediaJob& job) { inside_->write([&] { inside_->parts->media.put_job(job); }); }
void TenantStore::finish_media_job(MessageId message, std::uint32_t index) {
  inside_->write([&] { inside_->parts->media.finish_job(message, index); });
}
std::vector<MediaJob> TenantStore::media_jobs(std::size_t limit) const { return inside_->read([&] { return inside_->parts->media.jobs(limit); }); }
void TenantStore::put_file(MessageId message, std::uint32_t index, const StoredFile& file) {
  inside_->write([&] { inside_->parts->media.put_file(message, index, file); });
}
void TenantStore::put_upload(const StoredUpload& upload) { inside_->write([&] { inside_->parts->media.put_upload(upload); }); }
std::optional<StoredUpload> TenantStore::upload(UploadId id) const { return inside_->read([&] { return inside_->parts->media.upload(id); }); }
void TenantStore::forget_uploads(Instant before) {
  inside_->write([&] { inside_->parts->media.forget_uploads(before); });
}
bool TenantStore::names_file(std::string_view sha256) const { return inside_->read([&] { return inside_->parts->media.names_file(sha256); }); }
std::optional<StoredFile> TenantStore::file(MessageId message, std::uint32_t index) const { return inside_->read([&] { return inside_->parts->media.file(message, index); }); }

std::int64_t TenantStore::quarantine(const Quarantined& item) {
  return inside_->write([&] { return inside_->parts->quarantine.add(item); });
}
std::vector<Quarantined> TenantStore::quarantined(std::size_t limit) const { return inside_->read([&] { return inside_->parts->quarantine.listed(limit); }); }
std::optional<Quarantined> TenantStore::quarantined_item(std::int64_t id) const { return inside_->read([&] { return inside_->parts->quarantine.one(id); }); }
QuarantineHeld TenantStore::quarantine_held() const { return inside_->read([&] { return inside_->parts->quarantine.held(); }); }
std::int64_t TenantStore::quarantine_waiting() const { return inside_->read([&] { return inside_->parts->quarantine.waiting(); }); }
void TenantStore::settle_quarantined(std::int64_t id, Settled how, Instant at, std::string_view who) { inside_->write([&] { inside_->parts->quarantine.settle(id, static_cast<std::int64_t>(how), at, who); }); }
void TenantStore::forget_quarantined(Instant settled_until) { inside_->write([&] { inside_->parts->quarantine.forget_settled(settled_until); }); }
void TenantStore::diagnose(const Diagnosis& diagnosis) { inside_->write([&] { inside_->parts->quarantine.diagnose(diagnosis); }); }
std::vector<Diagnosis> TenantStore::diagnoses() const { return inside_->read([&] { return inside_->parts->quarantine.diagnoses(); }); }

void TenantStore::put_draft(AgentId agent, const Draft& draft) { inside_->write([&] { inside_->parts->drafts.put(agent, draft); }); }
std::optional<Draft> TenantStore::draft(AgentId agent, ConversationId conversation, bool note) const { return inside_->read([&] { return inside_->parts->drafts.one(agent, conversation, note); }); }
std::vector<Draft> TenantStore::drafts(AgentId agent) const { return inside_->read([&] { return inside_->parts->drafts.of(agent); }); }
std::size_t TenantStore::draft_count(AgentId agent) const { return inside_->read([&] { return inside_->parts->drafts.count(agent); }); }

void TenantStore::put_preferences(AgentId agent, std::string_view text) { inside_->write([&] { inside_->parts->preferences.put(agent, text); }); }
std::optional<std::string> TenantStore::preferences(AgentId agent) const { return inside_->read([&] { return inside_->parts->preferences.of(agent); }); }

void TenantStore::put_value(std::string_view name, std::string_view value) { inside_->write([&] { inside_->parts->values.put(name, value); }); }
std::optional<std::string> TenantStore::value(std::string_view name) const { return inside_->read([&] { return inside_->parts->values.value(name); }); }

void TenantStore::backup_to(const std::string& file) const { back_up(inside_->database, file); }
std::string TenantStore::check() const { return check_tenant(inside_->database, inside_->parts->log, GoWithout(value(go_without_name).value_or(""))); }
void TenantStore::leave_checkpoints() { inside_->database.leave_checkpoints(); }

std::shared_ptr<Checkpointer> TenantStore::checkpointer() const { return std::make_shared<Checkpointer>(inside_->database.file()); }

int TenantStore::wal_pages() const { return inside_->database.wal_pages(); }

void TenantStore::bring_in_log() { inside_->database.bring_in(); }

std::uint64_t TenantStore::statements() const { return inside_->database.statements(); }

}  // namespace tributary::store
