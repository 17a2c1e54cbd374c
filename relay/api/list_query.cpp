#include "relay/api/list_query.h"

#include <algorithm>

#include "core/base/id_text.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/read_marker.h"
#include "relay/api/words_of_kinds.h"

namespace tributary::api {

namespace {

constexpr std::size_t values_max = 50;  // of one kind, as in the page's address
constexpr std::string_view nobody = "none";

using api::word;
std::string_view word(ListSort sort) {
  constexpr std::string_view words[] = {"newest", "oldest", "waiting", "unread"};
  return words[static_cast<int>(sort)];
}

template <class T>
bool among(const std::vector<T>& all, const T& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

// The values of one parameter, each read by `read`; false when one of them cannot be.
template <class T, class Read>
bool read_values(std::string_view text, std::vector<T>& into, Read read) {
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(',', from), text.size());
    const std::optional<T> value = read(text.substr(from, end - from));
    if (!value || into.size() == values_max) return false;
    into.push_back(*value);
    from = end + 1;
  }
  return true;
}

template <class T>
std::optional<T> kind_of(std::string_view text, std::initializer_list<T> kinds) {
  for (T kind : kinds)
    if (word(kind) == text) return kind;
  return std::nullopt;
}

std::optional<WorkStatus> work_status(std::string_view text) {
  return kind_of(text, {WorkStatus::open, WorkStatus::snoozed, WorkStatus::resolved});
}
std::optional<Channel> channel(std::string_view text) { return kind_of(text, {Channel::sms, Channel::whatsapp, Channel::voice}); }
std::optional<SessionStatus> session_status(std::string_view text) {
  return kind_of(text, {SessionStatus::active, SessionStatus::waiting_reply, SessionStatus::needs_human, SessionStatus::completed, SessionStatus::expired});
}
std::optional<ListSort> sort_of(std::string_view text) { return kind_of(text, {ListSort::newest, ListSort::oldest, ListSort::waiting, ListSort::unread}); }
std::optional<AgentId> assignee(std::string_view text) { return text == nobody ? std::optional<AgentId>(AgentId{}) : parse_id<AgentTag>(text); }

bool passes(const State& state, const Conversation& c, const ListQuery& query, AgentId viewer) {
  if (query.session && std::find(c.sessions.begin(), c.sessions.end(), *query.session) == c.sessions.end()) return false;
  if (query.contact) {
    const Thread* thread = state.threads.find(c.thread);
    if (!thread || root_contact(state, thread->contact) != root_contact(state, *query.contact)) return false;
  }
  if (!query.session_statuses.empty()) {
    const Session* session = state.sessions.find(c.sessions[static_cast<std::size_t>(c.channel)]);
    if (!among(query.session_statuses, session ? session->status : SessionStatus::expired)) return false;
  }
  return tributary::passes(state, InboxView::all, query.filter, c, viewer);
}

// The newest come first whatever their state, as they always did here; the other orders are the page's.
std::int64_t place(const State& state, ListSort sort, const Conversation& c, AgentId viewer) {
  return sort == ListSort::newest ? -c.last_activity.ms : rank_of(sort, c, sort == ListSort::unread ? unread(state, viewer, c) : 0);
}

// A session names its conversation: then nothing else is looked at.
template <class Look>
void for_each_candidate(const State& state, const ListQuery& query, const Look& look) {
  if (!query.session) return state.conversations.for_each([&](ConversationId, const Conversation& c) { look(c); });
  const Session* session = state.sessions.find(*query.session);
  if (const Conversation* c = session ? state.conversations.find(session->conversation) : nullptr) look(*c);
}

}  // namespace

ListQuery read_list_query(const http::Request& request) {
  ListQuery query;
  const auto one = [&](const char* name, auto& into, auto read) {
    const auto text = http::query_value(request.query, name);
    if (!text) return;
    if (const auto value = read(*text)) into = *value;
    else query.wrong = name;
  };
  const auto several = [&](const char* name, auto& into, auto read) {
    if (const auto text = http::query_value(request.query, name); text && !read_values(*text, into, read)) query.wrong = name;
  };
  one("sessionId", query.session, parse_id<SessionTag>);
  one("contactId", query.contact, parse_id<ContactTag>);
  one("sort", query.filter.sort, sort_of);
  several("channel", query.filter.channels, channel);
  several("status", query.session_statuses, session_status);
  several("workStatus", query.filter.statuses, work_status);
  several("accountId", query.filter.accounts, parse_id<AccountTag>);
  several("tagId", query.filter.tags, parse_id<TagTag>);
  several("assigneeId", query.filter.assignees, assignee);
  several("teamId", query.filter.teams, parse_id<TeamTag>);
  return query;
}

ListPage listed(const State& state, const ListQuery& query, AgentId viewer, std::uint64_t from, std::size_t limit) {
  struct Found { std::int64_t place; const Conversation* conversation; };
  const auto before = [](const Found& a, const Found& b) { return a.place != b.place ? a.place < b.place : a.conversation->id < b.conversation->id; };
  std::vector<Found> found;
  for_each_candidate(state, query, [&](const Conversation& c) {
    if (passes(state, c, query, viewer)) found.push_back({place(state, query.filter.sort, c, viewer), &c});
  });
  if (from >= found.size()) return {};
  const auto first = found.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = first + static_cast<std::ptrdiff_t>(std::min<std::size_t>(limit, static_cast<std::size_t>(found.end() - first)));
  std::nth_element(found.begin(), first, found.end(), before);
  std::partial_sort(first, end, found.end(), before);
  ListPage page;
  page.more = end != found.end();
  for (auto one = first; one != end; ++one) page.rows.push_back(one->conversation);
  return page;
}

}  // namespace tributary::api
