#pragma once
// What people have chosen for themselves: a text of JSON for each agent, which relay/api/preferences_api.cpp reads and merges.
#include <optional>
#include <string>
#include <string_view>

#include "relay/store/statement.h"

namespace tributary::store {

class PreferenceRows {
 public:
  explicit PreferenceRows(Database&);
  void put(AgentId, std::string_view text);
  std::optional<std::string> of(AgentId);

 private:
  Statement put_, of_;
};

}  // namespace tributary::store
