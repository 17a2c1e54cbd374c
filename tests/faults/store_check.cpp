// Reads a data folder with plain SQL, so that a mistake of the store's own code cannot hide itself.
#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>

#include "tests/faults/ledger.h"
#include "tests/faults/relay_process.h"

namespace tributary::faults {

namespace {

using Row = std::vector<std::string>;
struct Damaged : std::runtime_error { using std::runtime_error::runtime_error; };

class Reader {
 public:
  explicit Reader(const std::string& file) {
    if (sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) throw Damaged(file + " cannot be opened");
    sqlite3_busy_timeout(handle_, 60'000);
  }
  ~Reader() { sqlite3_close_v2(handle_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  template <class Take>
  void each(const char* sql, Take take) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) != SQLITE_OK) throw Damaged(sqlite3_errmsg(handle_));
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      Row row;
      for (int at = 0; at < sqlite3_column_count(statement); ++at) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, at));
        row.emplace_back(bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, at))) : std::string());
      }
      take(row);
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE) throw Damaged(sqlite3_errmsg(handle_));
  }
  std::string one(const char* sql) {
    std::string found;
    each(sql, [&](const Row& row) { found = row.at(0); });
    return found;
  }

 private:
  sqlite3* handle_ = nullptr;
};

std::string text_in(const std::string& body) {
  const std::size_t from = body.find("\"text\":\"") + 8;
  return body.substr(from, body.find('"', from) - from);
}

// What one tenant's file says, by message.
struct Held {
  std::map<std::string, std::string> claims;       // key -> message
  std::map<std::string, int> received, queued, started;
  std::map<std::string, std::string> text_of, message_of;  // message <-> text
  std::set<std::string> answers, with_files, uploads, files;  // files: by their hashes
  std::string doubled;
};

Held read(Reader& log) {
  Held held;
  log.each("SELECT key, message FROM claims", [&](const Row& row) { held.claims[row[0]] = row[1]; });
  log.each("SELECT message, substr(event, 3, 16) FROM events WHERE message IS NOT NULL", [&](const Row& row) {
    if (row[1].starts_with("message_received")) ++held.received[row[0]];
    if (row[1].starts_with("reply_queued")) ++held.queued[row[0]];
    if (row[1].starts_with("attempt_started")) ++held.started[row[0]];
  });
  log.each("SELECT id, body FROM content WHERE kind = 'message_body'", [&](const Row& row) {
    const std::string text = text_in(row[1]);
    held.text_of[row[0]] = text;
    if (!held.message_of.emplace(text, row[0]).second) held.doubled = text;
  });
  log.each("SELECT key FROM answers", [&](const Row& row) { held.answers.insert(row[0].substr(row[0].rfind('/') + 1)); });
  log.each("SELECT name FROM uploads", [&](const Row& row) { held.uploads.insert(row[0]); });
  log.each("SELECT sha256 FROM files UNION SELECT sha256 FROM uploads", [&](const Row& row) { held.files.insert(row[0]); });
  log.each("SELECT message FROM media_jobs UNION SELECT message FROM files", [&](const Row& row) { held.with_files.insert(row[0]); });
  return held;
}

std::string wrong_among(const Held& held) {
  const std::string of_messages = std::string("twilio/") + account_sid + "/message/";
  std::set<std::string> claimed;
  if (!held.doubled.empty()) return "\"" + held.doubled + "\" is there twice";
  for (const auto& [key, message] : held.claims) {
    if (!key.starts_with(of_messages)) continue;
    if (!held.received.contains(message)) return key + " is claimed and has no message";
    claimed.insert(message);
  }
  for (const auto& [message, count] : held.received) {
    const auto text = held.text_of.find(message);
    if (text == held.text_of.end()) return "a received message has no words";
    if (count != 1) return "\"" + text->second + "\" was received " + std::to_string(count) + " times";
    if (!claimed.contains(message)) return "\"" + text->second + "\" was received and is not claimed: it would come again";
  }
  for (const auto& [message, count] : held.queued)
    if (count != 1) return "a reply was queued " + std::to_string(count) + " times";
  const auto is_message = [&](const std::string& id) { return held.received.contains(id) || held.queued.contains(id); };
  for (const auto& [message, text] : held.text_of)
    if (!is_message(message)) return "the words \"" + text + "\" belong to no message";
  for (const std::string& message : held.with_files)
    if (!is_message(message)) return "a file, or the errand to fetch one, belongs to no message";
  return {};
}

std::string missing(const Held& held, const Item& item) {
  const std::string claims = std::string("twilio/") + account_sid;
  if (item.kind == Item::Kind::status) return held.claims.contains(claims + "/status/" + item.key) ? "" : item.key + " was acknowledged and is not there";
  if (item.kind == Item::Kind::upload) return held.uploads.contains(item.key) ? "" : item.key + " was acknowledged and is not there";
  const auto message = held.message_of.find(item.text);
  if (message == held.message_of.end()) return "\"" + item.text + "\" was acknowledged and is not there";
  if (item.kind == Item::Kind::reply) return held.answers.contains(item.key) && held.queued.contains(message->second) ? "" : "\"" + item.text + "\" has no answer to repeat";
  if (!held.claims.contains(claims + "/message/" + item.key)) return "\"" + item.text + "\" is not claimed";
  if (item.media && !held.with_files.contains(message->second)) return "the file of \"" + item.text + "\" is neither stored nor to be fetched";
  return {};
}

// Whatever a row says is stored lies there, whole.
std::string wrong_file(Reader& log, const std::string& folder) {
  std::string wrong;
  log.each("SELECT sha256, CAST(bytes AS TEXT) FROM files UNION SELECT sha256, CAST(bytes AS TEXT) FROM uploads", [&](const Row& row) {
    std::error_code none;
    const auto size = std::filesystem::file_size(folder + "/files/" + row[0].substr(0, 2) + "/" + row[0], none);
    if (none || std::to_string(size) != row[1]) wrong = "a row says that file " + row[0].substr(0, 8) + " is stored, and it is not";
  });
  log.each("SELECT id FROM content AS c WHERE kind = 'media_item' AND instr(body, '\"state\":\"stored\"') > 0 AND NOT EXISTS (SELECT 1 FROM files WHERE message = c.id AND files.part = c.part)",
           [&](const Row&) { wrong = "a message says that a file of it is stored, and no row names one"; });
  return wrong;
}

// Those a kill left before their row was written are named once everything was told again; what was half written goes at a start.
std::string orphan_among(const Held& held, const std::string& folder) {
  std::error_code none;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder + "/files", none))
    if (entry.is_regular_file(none) && !held.files.contains(entry.path().filename().string())) return "the file " + entry.path().filename().string() + " lies there and no row names it";
  return {};
}

std::string wrong_in_log(const std::string& folder, const Ledger& ledger, const Expected& expected) {
  Reader log(folder + "/log.db");
  log.one("BEGIN");  // all of it as it is at one moment: a relay may be writing
  if (log.one("SELECT count(*) FROM sqlite_schema") == "0") return expected.kept.empty() ? "" : "the log is empty, and something was acknowledged";
  if (const std::string said = log.one("PRAGMA integrity_check"); said != "ok") return "the log is damaged: " + said;
  if (log.one("SELECT count(*) = coalesce(max(seq), 0) FROM events") != "1") return "the log has a hole";
  const Held held = read(log);
  if (std::string wrong = wrong_among(held); !wrong.empty()) return wrong;
  for (const std::size_t at : expected.kept)
    if (std::string wrong = missing(held, ledger.item(at)); !wrong.empty()) return wrong;
  for (const std::string& text : expected.started) {
    const auto message = held.message_of.find(text);
    if (message == held.message_of.end() || !held.started.contains(message->second)) return "\"" + text + "\" may have left, and the log does not know: it would be sent again";
  }
  if (std::string wrong = wrong_file(log, folder); !wrong.empty()) return wrong;
  return expected.settled ? orphan_among(held, folder) : std::string();
}

}  // namespace

std::string wrong_in(const std::string& data, const Ledger& ledger, const Expected& expected) {
  const std::string folder = data + "/tenants/default";
  try {
    if (!std::filesystem::exists(folder + "/log.db")) return expected.kept.empty() ? "" : "there is no log, and something was acknowledged";
    std::error_code none;
    if (!expected.kept.empty() && std::filesystem::file_size(data + "/master.key", none) != 32) return "the key is gone, and something was acknowledged";
    return wrong_in_log(folder, ledger, expected);
  } catch (const Damaged& damaged) {
    return std::string("the log cannot be read: ") + damaged.what();
  }
}

}  // namespace tributary::faults
