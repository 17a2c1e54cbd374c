#include "relay/store/event_log.h"

#include <algorithm>
#include <limits>

#include "core/base/assert.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* insert_sql =
    "INSERT INTO events(seq, at, thread, message, cause, actor, event) VALUES(?, ?, ?, ?, ?, ?, ?)";
constexpr const char* after_sql = "SELECT seq, at, cause, actor, event FROM events WHERE seq > ? ORDER BY seq LIMIT ?";
constexpr const char* of_thread_sql =
    "SELECT seq, at, cause, actor, event FROM events WHERE thread = ? AND seq < ? ORDER BY seq DESC LIMIT ?";
constexpr const char* of_message_sql = "SELECT seq, at, cause, actor, event FROM events WHERE message = ? ORDER BY seq";
constexpr const char* line_sql = "SELECT seq, at, cause, actor, event FROM events WHERE seq = ?";

StoredLine read(const Use& use) {
  return {as_unsigned(use.integer(0)), Instant{use.integer(1)}, use.text(3), use.text(4), use.id<CommandId>(2)};
}

std::vector<StoredLine> read_all(Use& use) {
  std::vector<StoredLine> lines;
  while (use.row()) lines.push_back(read(use));
  return lines;
}

std::int64_t as_limit(std::size_t limit) {
  return static_cast<std::int64_t>(std::min<std::size_t>(limit, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace

EventLog::EventLog(Database& database)
    : head_(as_unsigned(database.number("SELECT max(seq) FROM events"))),
      insert_(database, insert_sql),
      after_(database, after_sql),
      of_thread_(database, of_thread_sql),
      of_message_(database, of_message_sql),
      line_(database, line_sql) {}

void EventLog::append(const StoredLine& line, ThreadId thread, MessageId message) {
  TRIBUTARY_CHECK(line.seq == head_ + 1);
  Use use(insert_);
  use.bind(as_signed(line.seq)).bind(line.at.ms).bind(thread).bind(message).bind(line.cause).bind(line.actor).bind(line.event);
  const bool inserted = use.insert();
  TRIBUTARY_CHECK(inserted);
  head_ = line.seq;
}

std::vector<StoredLine> EventLog::after(std::uint64_t seq, std::size_t limit) {
  if (seq >= head_) return {};  // a cursor from elsewhere may be larger than SQLite's numbers
  Use use(after_);
  use.bind(as_signed(seq)).bind(as_limit(limit));
  return read_all(use);
}

std::vector<StoredLine> EventLog::of_thread(ThreadId thread, std::uint64_t before, std::size_t limit) {
  Use use(of_thread_);
  const std::uint64_t end = before == 0 || before > head_ ? head_ + 1 : before;
  use.bind(thread).bind(as_signed(end)).bind(as_limit(limit));
  std::vector<StoredLine> lines = read_all(use);
  std::reverse(lines.begin(), lines.end());
  return lines;
}

std::vector<StoredLine> EventLog::of_message(MessageId message) {
  Use use(of_message_);
  use.bind(message);
  return read_all(use);
}

std::optional<StoredLine> EventLog::line(std::uint64_t seq) {
  if (seq == 0 || seq > head_) return {};
  Use use(line_);
  use.bind(as_signed(seq));
  if (!use.row()) return {};
  return read(use);
}

}  // namespace tributary::store
