#include "relay/host/search_filter.h"

#include <algorithm>

#include "core/inbox/naming.h"
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

// By the whole name, whatever its case; a name may have been used again after its tag was deleted.
std::vector<std::uint16_t> tags_named(const State& state, const std::string& name) {
  std::vector<std::uint16_t> numbers;
  state.tags.for_each([&](TagId, const Tag& tag) {
    if (same_name(tag.name, as_name(name))) numbers.push_back(tag.number);
  });
  return numbers;
}

bool has_any(const Conversation& conversation, const std::vector<std::uint16_t>& numbers) {
  return std::find_first_of(conversation.tags.begin(), conversation.tags.end(), numbers.begin(), numbers.end()) != conversation.tags.end();
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
  for (const std::string& name : query.tags) tags_.push_back(tags_named(tenant.state(), name));
  for (const std::string& name : query.without_tags)
    for (std::uint16_t number : tags_named(tenant.state(), name)) without_tags_.push_back(number);
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

bool HeaderFilter::tags_pass(const Conversation& conversation) const {
  for (const auto& wanted : tags_)
    if (!has_any(conversation, wanted)) return false;
  return !has_any(conversation, without_tags_);
}

bool HeaderFilter::passes(const Conversation& conversation) const {
  return one_of(query_.statuses, conversation.status) && one_of(query_.channels, conversation.channel) && assignee_passes(conversation) && tags_pass(conversation);
}

}  // namespace tributary::host
