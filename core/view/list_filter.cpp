#include "core/view/list_filter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/id_text.h"
#include "core/inbox/tag.h"
#include "core/inbox/team.h"

namespace tributary {
namespace {

constexpr std::size_t values_max = 50;  // of one kind, in an address that somebody made up
constexpr std::array<std::string_view, 4> status_names{"open", "pending", "snoozed", "resolved"};
constexpr std::array<std::string_view, 3> channel_names{"sms", "whatsapp", "voice"};
constexpr std::array<std::string_view, 4> sort_names{"newest", "oldest", "waiting", "unread"};
constexpr std::string_view nobody = "none";

template <class T>
bool among(const std::vector<T>& all, const T& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

bool in_view(InboxView view, const ListFilter& filter, const Conversation& conversation, AgentId viewer) {
  if (filter.statuses.empty()) return shown_in(view, conversation, viewer);
  if (!among(filter.statuses, conversation.status)) return false;
  return view == InboxView::all || conversation.assignee == (view == InboxView::mine ? viewer : AgentId{});
}

bool of_account(const State& state, const ListFilter& filter, const Conversation& conversation) {
  if (filter.accounts.empty()) return true;
  const Number* number = state.numbers.find(conversation.number);
  return number && among(filter.accounts, number->account);
}

bool tagged(const State& state, const ListFilter& filter, const Conversation& conversation) {
  if (filter.tags.empty()) return true;
  return std::any_of(filter.tags.begin(), filter.tags.end(), [&](TagId id) {
    const Tag* tag = state.tags.find(id);
    return tag && has_tag(conversation, *tag);
  });
}

bool with_whom(const State& state, const ListFilter& filter, const Conversation& conversation) {
  if (filter.assignees.empty() && filter.teams.empty()) return true;
  if (among(filter.assignees, conversation.assignee)) return true;
  return conversation.team != 0 && among(filter.teams, team_of(state, conversation));
}

// ---- as text
template <class T>
void put(std::string& text, std::string_view kind, const std::vector<T>& values, std::string (*word)(const T&)) {
  if (values.empty()) return;
  if (!text.empty()) text += '&';
  text += kind;
  char before = '=';
  for (const T& value : values) {
    text += before;
    text += word(value);
    before = ',';
  }
}

template <class T, std::size_t n>
std::string name_in(const std::array<std::string_view, n>& names, T value) { return std::string(names[static_cast<std::size_t>(value)]); }
template <class T, std::size_t n>
std::optional<T> value_in(const std::array<std::string_view, n>& names, std::string_view word) {
  const auto at = std::find(names.begin(), names.end(), word);
  if (at == names.end()) return {};
  return static_cast<T>(at - names.begin());
}

template <class T>
void take(std::vector<T>& into, const std::optional<T>& value) {
  if (value && into.size() < values_max && !among(into, *value)) into.push_back(*value);
}

void take_value(ListFilter& filter, std::string_view kind, std::string_view word) {
  if (kind == "status") take(filter.statuses, value_in<WorkStatus>(status_names, word));
  else if (kind == "channel") take(filter.channels, value_in<Channel>(channel_names, word));
  else if (kind == "account") take(filter.accounts, parse_id<AccountTag>(word));
  else if (kind == "tag") take(filter.tags, parse_id<TagTag>(word));
  else if (kind == "assignee") take(filter.assignees, word == nobody ? std::optional<AgentId>(AgentId{}) : parse_id<AgentTag>(word));
  else if (kind == "team") take(filter.teams, parse_id<TeamTag>(word));
  else if (kind == "sort") filter.sort = value_in<ListSort>(sort_names, word).value_or(filter.sort);
}

std::string_view cut_off(std::string_view& rest, char at) {
  const std::size_t end = rest.find(at);
  const std::string_view first = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return first;
}

}  // namespace

bool passes(const State& state, InboxView view, const ListFilter& filter, const Conversation& conversation, AgentId viewer) {
  if (!filter.channels.empty() && !among(filter.channels, conversation.channel)) return false;
  return in_view(view, filter, conversation, viewer) && with_whom(state, filter, conversation) && of_account(state, filter, conversation) &&
         tagged(state, filter, conversation);
}

std::int64_t rank_of(ListSort sort, const Conversation& conversation, std::uint32_t unread) {
  constexpr std::int64_t step = std::int64_t{1} << 56;  // far more than any time in ms
  std::int64_t group = conversation.status == WorkStatus::resolved ? 4 : conversation.status == WorkStatus::snoozed ? 2 : 0;
  std::int64_t rank = -conversation.last_activity.ms;
  if (sort == ListSort::oldest) rank = conversation.last_activity.ms;
  if (sort == ListSort::unread && unread == 0) ++group;
  if (sort == ListSort::waiting) {
    if (conversation.last_direction == Direction::in) rank = conversation.last_inbound.ms;
    else ++group;
  }
  return group * step + rank;
}

std::string filter_text(const ListFilter& filter) {
  std::string text;
  put<WorkStatus>(text, "status", filter.statuses, [](const WorkStatus& one) { return name_in(status_names, one); });
  put<Channel>(text, "channel", filter.channels, [](const Channel& one) { return name_in(channel_names, one); });
  put<AccountId>(text, "account", filter.accounts, [](const AccountId& one) { return to_text(one); });
  put<TagId>(text, "tag", filter.tags, [](const TagId& one) { return to_text(one); });
  put<AgentId>(text, "assignee", filter.assignees, [](const AgentId& one) { return one ? to_text(one) : std::string(nobody); });
  put<TeamId>(text, "team", filter.teams, [](const TeamId& one) { return to_text(one); });
  if (filter.sort != ListSort::newest) {
    if (!text.empty()) text += '&';
    text += "sort=" + name_in(sort_names, filter.sort);
  }
  return text;
}

ListFilter parse_filter(std::string_view text) {
  ListFilter filter;
  while (!text.empty()) {
    std::string_view values = cut_off(text, '&');
    const std::string_view kind = cut_off(values, '=');
    while (!values.empty()) take_value(filter, kind, cut_off(values, ','));
  }
  return filter;
}

}  // namespace tributary
