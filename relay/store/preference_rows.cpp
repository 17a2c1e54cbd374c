#include "relay/store/preference_rows.h"

#include "relay/store/database.h"

namespace tributary::store {
namespace {

constexpr const char* put_sql = "INSERT OR REPLACE INTO preferences(agent, chosen) VALUES(?, ?)";
constexpr const char* of_sql = "SELECT chosen FROM preferences WHERE agent = ?";

}  // namespace

PreferenceRows::PreferenceRows(Database& database) : put_(database, put_sql), of_(database, of_sql) {}

void PreferenceRows::put(AgentId agent, std::string_view text) {
  Use use(put_);
  use.bind(agent).bind(text);
  use.insert();
}

std::optional<std::string> PreferenceRows::of(AgentId agent) {
  Use use(of_);
  use.bind(agent);
  if (!use.row()) return {};
  return use.text(0);
}

}  // namespace tributary::store
