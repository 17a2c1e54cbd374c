#include "relay/store/items.h"

#include "core/base/planted.h"

#include "core/base/limits.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* claim_sql = "INSERT INTO claims(key, fingerprint, message) VALUES(?, ?, ?) ON CONFLICT(key) DO NOTHING";
constexpr const char* release_sql = "DELETE FROM claims WHERE key = ?";
constexpr const char* claimed_sql = "SELECT fingerprint, message FROM claims WHERE key = ?";
constexpr const char* item_sql =
    "SELECT message FROM items WHERE key = ?1 UNION ALL SELECT message FROM claims WHERE key = ?1 AND message IS NOT NULL LIMIT 1";
constexpr const char* remember_sql = "INSERT INTO items(key, message) VALUES(?, ?) ON CONFLICT(key) DO NOTHING";
constexpr const char* answer_sql = "SELECT fingerprint, answer FROM answers WHERE key = ?";
constexpr const char* keep_answer_sql =
    "INSERT INTO answers(key, fingerprint, answer, at) VALUES(?, ?, ?, ?) ON CONFLICT(key) DO NOTHING";
constexpr const char* forget_answers_sql = "DELETE FROM answers WHERE at < ?";

constexpr std::int64_t answers_kept_ms = 2 * limits::day_ms;  // twice what is promised: clocks may jump
constexpr int answers_between_forgetting = 256;

}  // namespace

Items::Items(Database& database)
    : claim_(database, claim_sql),
      release_(database, release_sql),
      claimed_(database, claimed_sql),
      item_(database, item_sql),
      remember_(database, remember_sql),
      answer_(database, answer_sql),
      keep_answer_(database, keep_answer_sql),
      forget_answers_(database, forget_answers_sql) {}

TenantStore::Claimed Items::claim(std::string_view key, std::uint64_t fingerprint, MessageId message) {
  {
    Use use(claim_);
    use.bind(key).bind(as_signed(fingerprint)).bind(message);
    if (use.insert() && use.changed() == 1) return {true, true, message};
  }
  Use use(claimed_);
  use.bind(key);
  if (!use.row()) return {};  // cannot be: the row that was in the way is there
  if (PLANTED(10)) return {true, true, message};  // "it must be a new one, the provider just sent it"
  return {false, as_unsigned(use.integer(0)) == fingerprint, use.id<MessageId>(1)};
}

void Items::release(std::string_view key) {
  Use use(release_);
  use.bind(key);
  use.insert();
}

std::optional<MessageId> Items::message_of(std::string_view key) {
  Use use(item_);
  use.bind(key);
  if (!use.row()) return {};
  return use.id<MessageId>(0);
}

// The first one stays: a provider that gives one id to two messages must not redirect what is known.
void Items::remember(std::string_view key, MessageId message) {
  Use use(remember_);
  use.bind(key).bind(message);
  use.insert();
}

std::optional<std::string> Items::earlier_answer(std::string_view key, std::uint64_t& fingerprint) {
  Use use(answer_);
  use.bind(key);
  if (!use.row()) return {};
  fingerprint = as_unsigned(use.integer(0));
  return use.text(1);
}

void Items::remember_answer(std::string_view key, std::uint64_t fingerprint, std::string_view answer, Instant at) {
  forget_old_answers(at);
  Use use(keep_answer_);
  use.bind(key).bind(as_signed(fingerprint)).bind(answer).bind(at.ms);
  use.insert();
}

void Items::forget_old_answers(Instant now) {
  if (answers_until_forgetting_-- > 0) return;
  answers_until_forgetting_ = answers_between_forgetting;
  Use use(forget_answers_);
  use.bind(now.ms - answers_kept_ms);
  use.insert();
}

}  // namespace tributary::store
