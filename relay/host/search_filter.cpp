#include "relay/host/search_filter.h"

#include <algorithm>

#include "core/base/fold.h"
#include "core/inbox/naming.h"
#include "core/wire/json.h"

namespace tributary::host {
namespace {

bool has_in(const std::string& text, const std::string& folded_part) { return search_fold(text).find(folded_part) != std::string::npos; }

std::string name_of(const TenantRuntime& tenant, AgentId agent) {
  const auto row = tenant.store().agent_name_text(agent);
  const auto content = row ? wire::parse_content(*row) : std::nullopt;
  const auto* name = content ? std::get_if<AgentName>(&*content) : nullptr;
  return name ? name->name : std::string();
}

// By the whole name, whatever its case and accents, as the page has it (web/app/header_scan.cpp); a name may have been used again after its tag was deleted.
std::vector<std::uint16_t> tags_named(const State& state, const std::string& name) {
  std::vector<std::uint16_t> numbers;
  const std::string wanted = search_fold(as_name(name));
  state.tags.for_each([&](TagId, const Tag& tag) {
    if (search_fold(tag.name) == wanted) numbers.push_back(tag.number);
  });
  return numbers;
}

bool has_any(const Conversation& conversation, const std::vector<std::uint16_t>& numbers) {
  return std::find_first_of(conversation.tags.begin(), conversation.tags.end(), numbers.begin(), numbers.end()) != conversation.tags.end();
}

template <class Value>
bool in(const std::vector<Value>& all, Value value) { return std::find(all.begin(), all.end(), value) != all.end(); }

template <class Value>
bool one_of(const std::vector<Value>& wanted, const std::vector<Value>& without, Value value) {
  return (wanted.empty() || in(wanted, value)) && !in(without, value);
}

}  // namespace

bool HeaderFilter::needed(const SearchQuery& query) {
  return !query.statuses.empty() || !query.without_statuses.empty() || !query.channels.empty() || !query.without_channels.empty() || !query.assignees.empty() ||
         !query.without_assignees.empty() || !query.tags.empty() || !query.without_tags.empty();
}

HeaderFilter::HeaderFilter(const TenantRuntime& tenant, const SearchQuery& query, AgentId viewer)
    : query_(query), assignees_(people_named(tenant, query.assignees, viewer)), without_assignees_(people_named(tenant, query.without_assignees, viewer)) {
  for (const std::string& name : query.tags) tags_.push_back(tags_named(tenant.state(), name));
  for (const std::string& name : query.without_tags)
    for (std::uint16_t number : tags_named(tenant.state(), name)) without_tags_.push_back(number);
}

HeaderFilter::People HeaderFilter::people_named(const TenantRuntime& tenant, const std::vector<std::string>& names, AgentId viewer) {
  People people;
  for (const std::string& typed : names) {
    const std::string name = search_fold(typed);
    if (name == "none") people.nobody = true;
    else if (name == "me") people.agents.push_back(viewer);
    if (name == "none" || name == "me") continue;
    tenant.state().agents.for_each([&](AgentId id, const Agent&) {
      if (has_in(name_of(tenant, id), name)) people.agents.push_back(id);
    });
    tenant.state().teams.for_each([&](TeamId, const Team& team) {
      if (has_in(team.name, name)) people.teams.push_back(team.number);
    });
  }
  return people;
}

// Nobody has it: no person, no team.
bool HeaderFilter::among(const People& people, const Conversation& conversation) {
  if (people.nobody && !conversation.assignee && conversation.team == 0) return true;
  return (conversation.assignee && in(people.agents, conversation.assignee)) || (conversation.team != 0 && in(people.teams, conversation.team));
}

bool HeaderFilter::tags_pass(const Conversation& conversation) const {
  for (const auto& wanted : tags_)
    if (!has_any(conversation, wanted)) return false;
  return !has_any(conversation, without_tags_);
}

bool HeaderFilter::passes(const Conversation& conversation) const {
  if (!query_.assignees.empty() && !among(assignees_, conversation)) return false;
  return one_of(query_.statuses, query_.without_statuses, conversation.status) && one_of(query_.channels, query_.without_channels, conversation.channel) &&
         !among(without_assignees_, conversation) && tags_pass(conversation);
}

}  // namespace tributary::host
