#include "relay/host/search_filter.h"

#include <algorithm>

#include "core/wire/json.h"

namespace tributary::host {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has_in(const std::string& text, const std::string& part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

std::string name_of(const TenantRuntime& tenant, AgentId agent) {
  const auto row = tenant.store().agent_name_text(agent);
  const auto content = row ? wire::parse_content(*row) : std::nullopt;
  const auto* name = content ? std::get_if<AgentName>(&*content) : nullptr;
  return name ? name->name : std::string();
}

template <class Value>
bool one_of(const std::vector<Value>& wanted, Value value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

}  // namespace

bool HeaderFilter::needed(const SearchQuery& query) {
  return !query.statuses.empty() || !query.channels.empty() || query.assignee || !query.tags.empty() || !query.without_tags.empty();
}

HeaderFilter::HeaderFilter(const TenantRuntime& tenant, const SearchQuery& query, AgentId viewer) : query_(query) {
  if (!query.assignee || *query.assignee == "none") return;
  if (*query.assignee == "me") {
    assignees_.push_back(viewer);
    return;
  }
  tenant.state().agents.for_each([&](AgentId id, const Agent&) {
    if (has_in(name_of(tenant, id), *query.assignee)) assignees_.push_back(id);
  });
}

bool HeaderFilter::assignee_passes(const Conversation& conversation) const {
  if (!query_.assignee) return true;
  if (*query_.assignee == "none") return !conversation.assignee;
  return std::find(assignees_.begin(), assignees_.end(), conversation.assignee) != assignees_.end();
}

bool HeaderFilter::passes(const Conversation& conversation) const {
  return one_of(query_.statuses, conversation.status) && one_of(query_.channels, conversation.channel) && assignee_passes(conversation);
}

}  // namespace tributary::host
