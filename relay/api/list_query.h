#pragma once
// What GET /api/v1/conversations is asked for: the page's own filter (core/view/list_filter.h), and what programs know by id.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/view/list_filter.h"
#include "relay/http/message.h"

namespace tributary::api {

// Values of one kind stand behind each other with commas and mean any of them; all kinds must hold, but for assignees and teams, of which either does.
struct ListQuery {
  std::optional<SessionId> session;
  std::optional<ContactId> contact;
  std::vector<SessionStatus> session_statuses;  // `status`; the work status is the filter's
  ListFilter filter;
  std::string wrong;  // the parameter whose value cannot be; an id nobody has only gives an empty list
};

ListQuery read_list_query(const http::Request&);
// One page of what passes, in the order asked for: `limit` of them behind the first `from`. `viewer`: whose unread messages
// count. Every header is looked at, on the loop, but only the page is put in order.
struct ListPage { std::vector<const Conversation*> rows; bool more = false; };
ListPage listed(const State&, const ListQuery&, AgentId viewer, std::uint64_t from, std::size_t limit);

}  // namespace tributary::api
