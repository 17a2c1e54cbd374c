#include "web/app/list_menu_items.h"

#include <algorithm>

#include "core/base/sorted.h"
#include "core/inbox/tag.h"
#include "web/app/address.h"
#include "web/app/entry_words.h"
#include "web/app/icons.h"
#include "web/app/list_head.h"
#include "web/app/snooze_menu.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using Items = std::vector<ListMenuItem>;

void add(Items& items, std::string_view name, std::string_view picture, Intent intent, bool on = false) {
  ListMenuItem item;
  item.name = name, item.picture = picture, item.on = on;
  item.intent = std::move(intent);
  items.push_back(std::move(item));
}

// A value that the filter names, or does not: choosing it turns that round.
template <class T>
ListMenuItem& add_value(Items& items, const Frame& f, std::string_view name, std::vector<T> ListFilter::*kind, const T& value) {
  ListFilter wanted = f.state.filter;
  std::vector<T>& values = wanted.*kind;
  const auto at = std::find(values.begin(), values.end(), value);
  const bool on = at != values.end();
  if (on) values.erase(at);
  else values.push_back(value);
  add(items, name, {}, intent::ShowList{f.state.view, std::move(wanted)}, on);
  items.back().checks = true;
  return items.back();
}

void add_part(Items& items, std::string_view name, FilterPart part, std::size_t chosen) {
  add(items, name, {}, intent::OpenListMenu{ListMenuKind::filter, part});
  items.back().leads_to = part;
  items.back().chosen = static_cast<std::uint32_t>(chosen);
}

template <class T>
bool names(const std::vector<T>& all, const T& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

// What is archived or removed is offered no more, but where the filter names it already it can be unticked: `chosen`.
std::vector<const tributary::Tag*> tags_by_name(const Frame& f, const std::vector<TagId>& chosen) {
  std::vector<const tributary::Tag*> tags;
  f.data().tags.for_each([&](const TagId& id, const tributary::Tag& tag) {
    if (!tag.archived || names(chosen, id)) tags.push_back(&tag);
  });
  sort_list(tags, [](const tributary::Tag* a, const tributary::Tag* b) { return a->name < b->name; });
  return tags;
}

template <class Each>
void each_team(const Frame& f, const std::vector<TeamId>& chosen, Each each) {
  f.data().teams.for_each([&](const TeamId& id, const Team& team) {
    if (!team.archived || names(chosen, id)) each(id, team);
  });
}

template <class Each>
void each_colleague(const Frame& f, const std::vector<AgentId>& chosen, Each each) {
  f.data().agents.for_each([&](const AgentId& id, const Agent& agent) {
    if (id != f.me() && (agent.active || names(chosen, id))) each(id);
  });
}

std::size_t accounts(const Frame& f) {
  std::size_t count = 0;
  f.data().accounts.for_each([&count](const AccountId&, const Account&) { ++count; });
  return count;
}

bool any_view(const Frame& f) {
  return std::any_of(f.state.prefs.views.begin(), f.state.prefs.views.end(), [&f](const SavedView& one) { return is_mine(f, one); });
}

void views(Frame& f, Items& items) {
  const SavedView* shown = shown_view(f);
  for (const SavedView& one : f.state.prefs.views) {
    const std::optional<Address> address = is_mine(f, one) ? parse_address(one.address) : std::nullopt;
    if (!address) continue;
    add(items, one.name, icon::bookmark, intent::ShowList{address->view, address->filter}, &one == shown);
    items.back().closes = true;
  }
}

void parts(Frame& f, Items& items) {
  const ListFilter& filter = f.state.filter;
  add_part(items, words::status, FilterPart::status, filter.statuses.size());
  add_part(items, words::channel, FilterPart::channel, filter.channels.size());
  if (accounts(f) > 1 || !filter.accounts.empty()) add_part(items, words::list_account, FilterPart::account, filter.accounts.size());
  if (!tags_by_name(f, f.state.filter.tags).empty()) add_part(items, words::list_tag, FilterPart::tag, filter.tags.size());
  add_part(items, words::assignee, FilterPart::assignee, filter.assignees.size() + filter.teams.size());
  if (any_view(f)) add_part(items, words::list_views, FilterPart::views, 0);
  if (filter.plain()) return;
  if (const SavedView* shown = shown_view(f))
    add(items, words::format(f.ui, words::list_view_remove, {{"name", shown->name}}), icon::cross, intent::RemoveView{shown->name});
  else
    add(items, words::list_view_save, icon::bookmark, intent::OpenListMenu{ListMenuKind::name, FilterPart::none});
  add(items, words::list_filter_clear, icon::again, intent::ShowList{f.state.view, {}});
  items.back().closes = true;
}

void values(Frame& f, Items& items) {
  add(items, words::back, icon::arrow_left, intent::OpenListMenu{ListMenuKind::filter, FilterPart::none});
  switch (f.state.list_menu.part) {
    case FilterPart::status:
      for (WorkStatus one : {WorkStatus::open, WorkStatus::snoozed, WorkStatus::resolved})
        add_value(items, f, status_name(one), &ListFilter::statuses, one);
      break;
    case FilterPart::channel:
      for (Channel one : {Channel::sms, Channel::whatsapp, Channel::voice}) add_value(items, f, channel_word(one), &ListFilter::channels, one);
      break;
    case FilterPart::account:
      f.data().accounts.for_each([&](const AccountId& id, const Account&) { add_value(items, f, account_name(f, id), &ListFilter::accounts, id); });
      break;
    case FilterPart::tag:
      for (const tributary::Tag* tag : tags_by_name(f, f.state.filter.tags)) {
        ListMenuItem& item = add_value(items, f, tag->name, &ListFilter::tags, tag->id);
        item.coloured = true, item.colour = tag->colour;
      }
      break;
    case FilterPart::assignee:
      add_value(items, f, words::you, &ListFilter::assignees, f.me());
      add_value(items, f, words::list_nobody, &ListFilter::assignees, AgentId{});
      each_colleague(f, f.state.filter.assignees, [&](AgentId id) { add_value(items, f, agent_words(f, id), &ListFilter::assignees, id); });
      each_team(f, f.state.filter.teams, [&](TeamId id, const Team& team) { add_value(items, f, team.name, &ListFilter::teams, id); });
      break;
    case FilterPart::views: views(f, items); break;
    case FilterPart::none: break;
  }
}

void orders(Frame& f, Items& items) {
  for (ListSort one : {ListSort::newest, ListSort::oldest, ListSort::waiting, ListSort::unread}) {
    ListFilter wanted = f.state.filter;
    wanted.sort = one;
    add(items, sort_name(one), {}, intent::ShowList{f.state.view, std::move(wanted)}, f.state.filter.sort == one);
    items.back().closes = true;
  }
}

void people(Frame& f, Items& items) {
  add(items, words::assign_to_me, icon::person, intent::ChangePicked{Assign{{}, f.me()}});
  each_colleague(f, {}, [&](AgentId id) { add(items, agent_words(f, id), {}, intent::ChangePicked{Assign{{}, id}}); });
  each_team(f, {}, [&](TeamId id, const Team& team) { add(items, team.name, icon::person_plus, intent::ChangePicked{Assign{{}, {}, id}}); });
  add(items, words::unassign, icon::person_none, intent::ChangePicked{Assign{}});
}

void labels(Frame& f, Items& items) {
  for (const tributary::Tag* tag : tags_by_name(f, {})) {
    add(items, tag->name, {}, intent::ChangePicked{TagConversation{{}, tag->id}});
    items.back().tag = tag;
    items.back().checks = items.back().coloured = true, items.back().colour = tag->colour;
  }
}

void times(Frame& f, Items& items) {
  int choice = 0;
  for (const NamedTime& one : named_snooze_choices(f)) add(items, one.name, icon::clock, intent::SnoozePicked{choice++});
  intent::OpenForm date{Dialog::snooze_date};
  date.date_for = DateFor::picked;
  add(items, words::people::snooze_date, icon::clock, std::move(date));
}

}  // namespace

bool all_picked_have(const Frame& f, const tributary::Tag& tag) {
  for (ConversationId id : f.state.picks.all())
    if (const Conversation* one = f.data().conversations.find(id); one && !has_tag(*one, tag)) return false;
  return true;
}

std::vector<ListMenuItem> list_menu_items(Frame& f) {
  Items items;
  switch (f.state.list_menu.kind) {
    case ListMenuKind::filter:
      if (f.state.list_menu.part == FilterPart::none) parts(f, items);
      else values(f, items);
      break;
    case ListMenuKind::sort: orders(f, items); break;
    case ListMenuKind::assign: people(f, items); break;
    case ListMenuKind::tag: labels(f, items); break;
    case ListMenuKind::snooze: times(f, items); break;
    case ListMenuKind::name:
    case ListMenuKind::none: break;
  }
  return items;
}

std::string_view list_menu_name(const Frame& f) {
  switch (f.state.list_menu.kind) {
    case ListMenuKind::sort: return words::list_order;
    case ListMenuKind::assign: return words::assign;
    case ListMenuKind::tag: return words::list_tag;
    case ListMenuKind::snooze: return words::list_snooze;
    case ListMenuKind::name: return words::list_view_save;
    case ListMenuKind::filter:
    case ListMenuKind::none: break;
  }
  return words::list_filter;
}

}  // namespace tributary::app
