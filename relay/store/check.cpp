#include "relay/store/check.h"

#include "core/wire/json.h"
#include "relay/store/database.h"
#include "relay/store/event_log.h"
#include "relay/store/go_without.h"

namespace tributary::store {
namespace {

constexpr std::size_t lines_at_once = 1000;

std::string check_line(const StoredLine& line, std::uint64_t expected, const GoWithout& without) {
  const std::string where = "Line " + std::to_string(line.seq) + " of the log ";
  if (line.seq != expected) return "Line " + std::to_string(expected) + " of the log is missing.";
  if (!wire::parse_event(line.event)) return without.leaves_out(line.event) ? std::string() : where + "holds an event that cannot be read.";
  if (!wire::parse_actor(line.actor)) return where + "has an author that cannot be read.";
  return {};
}

std::string check_lines(EventLog& log, const GoWithout& without) {
  std::uint64_t seq = 0;
  while (seq < log.head()) {
    const std::vector<StoredLine> lines = log.after(seq, lines_at_once);
    if (lines.empty()) return "Line " + std::to_string(seq + 1) + " of the log is missing.";
    for (const StoredLine& line : lines) {
      if (const std::string wrong = check_line(line, seq + 1, without); !wrong.empty()) return wrong;
      seq = line.seq;
    }
  }
  return {};
}

std::string check_words(Database& database, const GoWithout& without) {
  Statement every(database, "SELECT body, kind FROM content");
  Use use(every);
  while (use.row())
    if (!wire::parse_content(use.text(0)) && !without.leaves_out(use.text(0))) return "A content row of kind " + use.text(1) + " cannot be read.";
  return {};
}

}  // namespace

std::string check_tenant(Database& database, EventLog& log, const GoWithout& without) {
  if (const std::string damage = database.damage(); !damage.empty()) return "The file is damaged: " + damage + ".";
  if (const std::string wrong = check_lines(log, without); !wrong.empty()) return wrong;
  return check_words(database, without);
}

}  // namespace tributary::store
