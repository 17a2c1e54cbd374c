#include "relay/store/drafts.h"

#include "core/base/limits.h"
#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* put_sql = "INSERT OR REPLACE INTO drafts(agent, conversation, note, edited, text) VALUES(?, ?, ?, ?, ?)";
constexpr const char* one_sql = "SELECT edited, text FROM drafts WHERE agent = ? AND conversation = ? AND note = ?";
constexpr const char* of_sql = "SELECT conversation, note, edited, text FROM drafts WHERE agent = ? AND text <> '' ORDER BY conversation, note";
constexpr const char* count_sql = "SELECT count(*) FROM drafts WHERE agent = ? AND text <> ''";
constexpr const char* forget_sql = "DELETE FROM drafts WHERE text = '' AND edited < ?";

constexpr int writes_between_forgetting = 1'024;

}  // namespace

DraftRows::DraftRows(Database& database)
    : put_(database, put_sql), one_(database, one_sql), of_(database, of_sql), count_(database, count_sql), forget_(database, forget_sql) {}

void DraftRows::put(AgentId agent, const Draft& draft) {
  if (until_forgetting_-- <= 0) forget_ended(draft.edited);
  Use use(put_);
  use.bind(agent).bind(draft.conversation).bind(std::int64_t{draft.note}).bind(draft.edited.ms).bind(std::string_view(draft.text));
  use.insert();
}

void DraftRows::forget_ended(Instant now) {
  until_forgetting_ = writes_between_forgetting;
  Use use(forget_);
  use.bind(now.ms - limits::draft_end_kept_ms);
  use.insert();
}

std::optional<Draft> DraftRows::one(AgentId agent, ConversationId conversation, bool note) {
  Use use(one_);
  use.bind(agent).bind(conversation).bind(std::int64_t{note});
  if (!use.row()) return {};
  return Draft{conversation, note, use.text(1), Instant{use.integer(0)}};
}

std::vector<Draft> DraftRows::of(AgentId agent) {
  std::vector<Draft> all;
  Use use(of_);
  use.bind(agent);
  while (use.row()) all.push_back(Draft{use.id<ConversationId>(0), use.integer(1) != 0, use.text(3), Instant{use.integer(2)}});
  return all;
}

std::size_t DraftRows::count(AgentId agent) {
  Use use(count_);
  use.bind(agent);
  return use.row() ? static_cast<std::size_t>(use.integer(0)) : 0;
}

}  // namespace tributary::store
