#pragma once
// What a conversation's header must be for a search: status, channel, tag, assignee.
#include <vector>

#include "core/view/search_query.h"
#include "relay/host/tenant_runtime.h"

namespace tributary::host {

class HeaderFilter {
 public:
  HeaderFilter(const TenantRuntime&, const SearchQuery&, AgentId viewer);
  static bool needed(const SearchQuery&);
  bool passes(const Conversation&) const;

 private:
  // Whom the words after assignee: may mean; of a team its number, as headers have it.
  struct People { bool nobody = false; std::vector<AgentId> agents; std::vector<std::uint16_t> teams; };
  static People people_named(const TenantRuntime&, const std::vector<std::string>& names, AgentId viewer);
  static bool among(const People&, const Conversation&);
  bool tags_pass(const Conversation&) const;
  const SearchQuery& query_;
  std::vector<std::vector<std::uint16_t>> tags_;  // of each tag: word, what it may mean; one of each must be there
  std::vector<std::uint16_t> without_tags_;
  People assignees_, without_assignees_;
};

}  // namespace tributary::host
