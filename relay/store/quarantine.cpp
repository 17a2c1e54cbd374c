#include "relay/store/quarantine.h"

#include <algorithm>

#include "core/base/assert.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* add_sql =
    "INSERT INTO quarantine(at, account, route, reason, content_type, target, body, replayed) VALUES(?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
// A list shows how a body begins: a thousand whole ones may be a gigabyte.
constexpr const char* those_waiting_sql =
    "SELECT q.id, q.at, q.account, q.route, q.reason, q.content_type, q.target, substr(q.body, 1, 16384), q.replayed, 0, '', length(q.body) "
    "FROM quarantine q WHERE q.replayed = 0 ORDER BY q.id DESC LIMIT ?";
constexpr const char* those_settled_sql =
    "SELECT q.id, q.at, q.account, q.route, q.reason, q.content_type, q.target, substr(q.body, 1, 16384), q.replayed, coalesce(s.at, 0), coalesce(s.who, ''), length(q.body) "
    "FROM quarantine q LEFT JOIN quarantine_settled s ON s.item = q.id WHERE q.replayed != 0 ORDER BY q.id DESC LIMIT ?";
constexpr const char* one_sql =
    "SELECT q.id, q.at, q.account, q.route, q.reason, q.content_type, q.target, q.body, q.replayed, coalesce(s.at, 0), coalesce(s.who, ''), length(q.body) "
    "FROM quarantine q LEFT JOIN quarantine_settled s ON s.item = q.id WHERE q.id = ?";
constexpr const char* held_sql = "SELECT count(*), coalesce(sum(bytes), 0) FROM (SELECT length(body) AS bytes FROM quarantine WHERE replayed = 0 LIMIT ?)";
constexpr const char* bytes_waiting_sql = "SELECT length(body) FROM quarantine WHERE id = ? AND replayed = 0";
constexpr const char* waiting_sql = "SELECT count(*) FROM quarantine WHERE replayed = 0";
// 0: it waits, 1: replayed, 2: dismissed. A program that knows no 2 takes it for replayed.
constexpr const char* mark_sql = "UPDATE quarantine SET replayed = ? WHERE id = ?";
constexpr const char* settle_sql = "INSERT OR REPLACE INTO quarantine_settled(item, at, who) VALUES(?, ?, ?)";
// A thousand, so that nobody waits long for a turn that removes many bodies.
constexpr const char* forget_items_sql =
    "DELETE FROM quarantine WHERE id IN (SELECT item FROM quarantine_settled WHERE at <= ? ORDER BY at, item LIMIT 1000)";
constexpr const char* forget_settled_sql =
    "DELETE FROM quarantine_settled WHERE item IN (SELECT item FROM quarantine_settled WHERE at <= ? ORDER BY at, item LIMIT 1000)";
constexpr const char* diagnose_sql = "INSERT INTO diagnoses(at, what, detail, peer) VALUES(?, ?, ?, ?)";
constexpr const char* forget_sql = "DELETE FROM diagnoses WHERE id <= (SELECT max(id) FROM diagnoses) - ?";
constexpr const char* diagnoses_sql = "SELECT at, what, detail, peer FROM diagnoses ORDER BY id DESC";
constexpr std::int64_t diagnoses_max = 50;  // enough to see what is wrong, and strangers cannot fill the disk

Quarantined read(const Use& use) {
  Quarantined item;
  item.id = use.integer(0);
  item.at = Instant{use.integer(1)};
  item.account = use.text(2);
  item.route = use.text(3);
  item.reason = use.text(4);
  item.content_type = use.text(5);
  item.target = use.text(6);
  item.body = use.text(7);
  item.dismissed = use.integer(8) == static_cast<std::int64_t>(TenantStore::Settled::dismissed);
  item.replayed = use.integer(8) != 0 && !item.dismissed;
  item.settled_at = Instant{use.integer(9)};
  item.settled_by = use.text(10);
  item.body_bytes = use.integer(11);
  return item;
}

}  // namespace

QuarantineRows::QuarantineRows(Database& database)
    : add_(database, add_sql),
      held_count_(database, held_sql),
      bytes_waiting_(database, bytes_waiting_sql),
      waiting_(database, waiting_sql),
      those_waiting_(database, those_waiting_sql),
      those_settled_(database, those_settled_sql),
      one_(database, one_sql),
      mark_(database, mark_sql),
      settle_(database, settle_sql),
      forget_items_(database, forget_items_sql),
      forget_settled_(database, forget_settled_sql),
      diagnose_(database, diagnose_sql),
      forget_(database, forget_sql),
      diagnoses_(database, diagnoses_sql) {}

std::int64_t QuarantineRows::add(const Quarantined& item) {
  Use use(add_);
  use.bind(item.at.ms).bind(std::string_view(item.account)).bind(std::string_view(item.route)).bind(std::string_view(item.reason));
  use.bind(std::string_view(item.content_type)).bind(std::string_view(item.target)).bind_bytes(item.body).bind(std::int64_t{item.replayed});
  const bool added = use.row();
  TRIBUTARY_CHECK(added);
  if (held_ && !item.replayed) ++held_->count, held_->bytes += static_cast<std::int64_t>(item.body.size());
  return use.integer(0);
}

QuarantineHeld QuarantineRows::held() {
  if (held_) return *held_;
  Use use(held_count_);
  use.bind(limits::quarantine_waiting_max);
  held_ = use.row() ? QuarantineHeld{use.integer(0), use.integer(1)} : QuarantineHeld{};
  return *held_;
}

std::vector<Quarantined> QuarantineRows::listed(std::size_t limit) {
  const std::size_t most = std::min<std::size_t>(limit, 1000);
  std::vector<Quarantined> items;
  for (Statement* those : {&those_waiting_, &those_settled_}) {
    Use use(*those);
    use.bind(static_cast<std::int64_t>(most - items.size()));
    while (use.row()) items.push_back(read(use));
  }
  return items;
}

std::optional<Quarantined> QuarantineRows::one(std::int64_t id) {
  Use use(one_);
  use.bind(id);
  if (!use.row()) return {};
  return read(use);
}

std::int64_t QuarantineRows::waiting() {
  Use use(waiting_);
  return use.row() ? use.integer(0) : 0;
}

// Nobody counts beyond what may wait, and a file of an earlier release may hold more: then it is counted anew.
void QuarantineRows::waits_no_more(std::int64_t id) {
  if (!held_) return;
  if (held_->count >= limits::quarantine_waiting_max) return held_.reset();
  Use use(bytes_waiting_);
  use.bind(id);
  if (use.row()) --held_->count, held_->bytes -= use.integer(0);
}

void QuarantineRows::settle(std::int64_t id, std::int64_t how, Instant at, std::string_view who) {
  waits_no_more(id);
  {
    Use use(mark_);
    use.bind(how).bind(id);
    use.insert();
  }
  Use use(settle_);
  use.bind(id).bind(at.ms).bind(who);
  use.insert();
}

void QuarantineRows::forget_settled(Instant until) {
  for (Statement* forget : {&forget_items_, &forget_settled_}) {
    Use use(*forget);
    use.bind(until.ms);
    use.insert();
  }
}

void QuarantineRows::diagnose(const Diagnosis& diagnosis) {
  {
    Use use(diagnose_);
    use.bind(diagnosis.at.ms).bind(std::string_view(diagnosis.what)).bind(std::string_view(diagnosis.detail));
    use.bind(std::string_view(diagnosis.peer));
    use.insert();
  }
  Use use(forget_);
  use.bind(diagnoses_max);
  use.insert();
}

std::vector<Diagnosis> QuarantineRows::diagnoses() {
  std::vector<Diagnosis> found;
  Use use(diagnoses_);
  while (use.row()) found.push_back({Instant{use.integer(0)}, use.text(1), use.text(2), use.text(3)});
  return found;
}

}  // namespace tributary::store
