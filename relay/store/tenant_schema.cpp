#include "relay/store/schema.h"

namespace tributary::store {
namespace {

// Integer keys where the order of writing is the order of reading; WITHOUT ROWID where the key is looked up,
// so that a row is one tree and not two. Only what a page or a status is found by is indexed.
constexpr const char* first = R"(
CREATE TABLE epoch(id BLOB NOT NULL) STRICT;

CREATE TABLE events(
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  thread BLOB,
  message BLOB,
  cause BLOB,
  actor TEXT NOT NULL,
  event TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_thread ON events(thread) WHERE thread IS NOT NULL;
CREATE INDEX events_of_message ON events(message) WHERE message IS NOT NULL;

CREATE TABLE content(
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(id, kind, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot(
  part INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE claims(
  key TEXT PRIMARY KEY,
  fingerprint INTEGER NOT NULL,
  message BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE items(
  key TEXT PRIMARY KEY,
  message BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answers(
  key TEXT PRIMARY KEY,
  fingerprint INTEGER NOT NULL,
  at INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers(at);

CREATE TABLE media_jobs(
  message BLOB NOT NULL,
  part INTEGER NOT NULL,
  conversation BLOB,
  account BLOB,
  url TEXT NOT NULL,
  declared_type TEXT NOT NULL,
  name TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  PRIMARY KEY(message, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE files(
  message BLOB NOT NULL,
  part INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY(message, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  account TEXT NOT NULL,
  route TEXT NOT NULL,
  reason TEXT NOT NULL,
  content_type TEXT NOT NULL,
  target TEXT NOT NULL,
  body BLOB NOT NULL,
  replayed INTEGER NOT NULL
) STRICT;

CREATE TABLE diagnoses(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  peer TEXT NOT NULL
) STRICT;

CREATE TABLE small_values(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)";

// Files waiting to be sent, and which of them went with which message is in `files`.
constexpr const char* uploads = R"(
CREATE TABLE uploads(
  id BLOB PRIMARY KEY,
  author BLOB NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX uploads_by_age ON uploads(at);
CREATE INDEX files_by_hash ON files(sha256);
)";

constexpr const char* drafts = R"(
CREATE TABLE drafts(
  agent BLOB NOT NULL,
  conversation BLOB NOT NULL,
  note INTEGER NOT NULL,
  edited INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(agent, conversation, note)
) STRICT, WITHOUT ROWID;
)";

constexpr const char* preferences = R"(
CREATE TABLE preferences(
  agent BLOB PRIMARY KEY NOT NULL,
  chosen TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)";

// When a person replayed or dismissed what lay in quarantine; and who waits there, counted without reading any body.
constexpr const char* settled = R"(
CREATE TABLE quarantine_settled(
  item INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_settled_by_age ON quarantine_settled(at);
CREATE INDEX quarantine_waiting ON quarantine(replayed) WHERE replayed = 0;
INSERT INTO quarantine_settled(item, at, who) SELECT id, at, '' FROM quarantine WHERE replayed != 0;
)";

constexpr std::int64_t open_to = 2;  // the programs before know nothing of drafts, preferences and who settled what, and do no harm to them

}  // namespace

const Schema& tenant_schema() {
  static const Schema schema{0x54524942, {first, uploads, drafts, preferences, settled}, open_to};  // "TRIB"
  return schema;
}

}  // namespace tributary::store
