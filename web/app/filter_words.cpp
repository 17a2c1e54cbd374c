// What a filter is called on the screen.
#include <algorithm>

#include "core/base/id_text.h"
#include "web/app/address.h"
#include "web/app/entry_words.h"
#include "web/app/list_head.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

template <class T>
ListFilter without(const ListFilter& filter, std::vector<T> ListFilter::*kind, const T& value) {
  ListFilter rest = filter;
  std::vector<T>& values = rest.*kind;
  values.erase(std::remove(values.begin(), values.end(), value), values.end());
  return rest;
}

}  // namespace

std::string_view status_name(WorkStatus status) {
  switch (status) {
    case WorkStatus::resolved: return words::resolved;
    case WorkStatus::pending: return words::pending;
    case WorkStatus::snoozed: return words::snoozed;
    case WorkStatus::open: break;
  }
  return words::status_open;
}

std::string_view sort_name(ListSort sort) {
  switch (sort) {
    case ListSort::oldest: return words::list_sort_oldest;
    case ListSort::waiting: return words::list_sort_waiting;
    case ListSort::unread: return words::list_sort_unread;
    case ListSort::newest: break;
  }
  return words::list_sort_newest;
}

std::string_view agent_or_nobody(Frame& f, AgentId agent) { return agent ? agent_words(f, agent) : std::string_view(words::list_nobody); }

std::string_view account_name(const Frame& f, AccountId id) {
  const Account* account = f.data().accounts.find(id);
  if (!account) return words::list_unknown;
  return account->name.empty() ? std::string_view(account->provider) : std::string_view(account->name);
}

std::vector<FilterWord> filter_words(Frame& f, const ListFilter& filter) {
  std::vector<FilterWord> all;
  const auto add = [&all](std::string_view name, ListFilter rest) { all.push_back(FilterWord{name, 0, false, std::move(rest)}); };
  for (WorkStatus one : filter.statuses) add(status_name(one), without(filter, &ListFilter::statuses, one));
  for (Channel one : filter.channels) add(channel_word(one), without(filter, &ListFilter::channels, one));
  for (AccountId one : filter.accounts) add(account_name(f, one), without(filter, &ListFilter::accounts, one));
  for (AgentId one : filter.assignees) add(agent_or_nobody(f, one), without(filter, &ListFilter::assignees, one));
  for (TeamId one : filter.teams) {
    const Team* team = f.data().teams.find(one);
    add(team ? std::string_view(team->name) : std::string_view(words::list_unknown), without(filter, &ListFilter::teams, one));
  }
  for (TagId one : filter.tags) {
    const tributary::Tag* tag = f.data().tags.find(one);
    add(tag ? std::string_view(tag->name) : std::string_view(words::list_unknown), without(filter, &ListFilter::tags, one));
    all.back().tag = tag != nullptr;
    if (tag) all.back().colour = tag->colour;
  }
  return all;
}

bool is_mine(const Frame& f, const SavedView& view) { return view.agent == to_text(f.me()); }

std::vector<const SavedView*> my_views(const Frame& f) {
  std::vector<const SavedView*> mine;
  for (const SavedView& one : f.state.prefs.views)
    if (is_mine(f, one) && parse_address(one.address)) mine.push_back(&one);
  return mine;
}

const SavedView* shown_view(const Frame& f) {
  if (f.state.filter.plain()) return nullptr;
  Address address;
  address.view = f.state.view;
  address.filter = f.state.filter;
  const std::string here = address_text(address);
  for (const SavedView& one : f.state.prefs.views)
    if (one.address == here && is_mine(f, one)) return &one;
  return nullptr;
}

}  // namespace tributary::app
