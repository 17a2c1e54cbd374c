#include "relay/api/conversations_api.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/api/commanding.h"
#include "relay/api/list_query.h"
#include "relay/api/views.h"
#include "relay/api/words_of_kinds.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::size_t items_usual = 50, items_max = 200;

struct Paging { std::size_t limit = items_usual; std::uint64_t before = 0; bool wrong = false; };

Paging paging(const http::Request& request) {
  Paging p;
  auto number = [&](const char* name, auto& into) {
    auto text = http::query_value(request.query, name);
    if (!text) return;
    if (std::from_chars(text->data(), text->data() + text->size(), into).ptr != text->data() + text->size() || text->empty()) p.wrong = true;
  };
  number("limit", p.limit);
  number("cursor", p.before);
  if (p.limit < 1 || p.limit > items_max) p.wrong = true;
  return p;
}

void list(const Granted<Action::read_conversations>& granted, Call& call) {
  const Paging page = paging(call.request);
  const ListQuery query = read_list_query(call.request);
  if (page.wrong) return call.reply(error(400, "invalid_value", "limit must be 1 to 200 and cursor one that was given.", "limit"));
  if (!query.wrong.empty()) return call.reply(error(400, "invalid_value", "A filter has a value that cannot be.", query.wrong));
  const ListPage found = listed(granted.tenant().runtime.state(), query, granted.principal().agent, page.before, page.limit);  // the cursor of a list is a position
  json::array items;
  for (const Conversation* c : found.rows) items.push_back(conversation_json(granted.tenant().runtime, *c, granted.principal().agent));
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", found.more ? json::value(std::to_string(page.before + page.limit)) : json::value(nullptr)}}));
}

template <class G>
const Conversation* named(const G& granted, Call& call) {
  auto id = parse_id<ConversationTag>(call.parameters[0]);
  const Conversation* c = id ? granted.tenant().runtime.state().conversations.find(*id) : nullptr;
  if (!c) call.reply(error(Refused(Refusal::unknown_conversation)));
  return c;
}

void messages(const Granted<Action::read_conversations>& granted, Call& call) {
  const Conversation* c = named(granted, call);
  if (!c) return;
  const Paging p = paging(call.request);
  if (p.wrong) return call.reply(error(400, "invalid_value", "limit must be 1 to 200 and cursor one that was given.", "limit"));
  auto page = messages_json(granted.tenant().runtime, *c, p.before, p.limit);
  call.reply(json_response(200, json::object{{"items", std::move(page.items)}, {"nextCursor", page.next ? json::value(std::to_string(page.next)) : json::value(nullptr)}}));
}

void stats(const Granted<Action::read_conversations>& granted, Call& call) {
  std::int64_t total = 0, messages = 0, unassigned = 0, by_status[4] = {}, by_channel[3] = {}, channel_messages[3] = {};
  granted.tenant().runtime.state().conversations.for_each([&](ConversationId, const Conversation& c) {
    ++total, messages += c.messages, ++by_status[static_cast<int>(c.status)], ++by_channel[static_cast<int>(c.channel)];
    channel_messages[static_cast<int>(c.channel)] += c.messages;
    if (!c.assignee && c.status != WorkStatus::resolved) ++unassigned;
  });
  json::array channels;
  for (int i = 0; i < 3; ++i)
    if (by_channel[i] > 0)
      channels.push_back({{"channel", word(static_cast<Channel>(i))}, {"conversations", by_channel[i]},
                          {"averageMessages", static_cast<double>(channel_messages[i]) / static_cast<double>(by_channel[i])}});
  call.reply(json_response(200, json::object{{"totalConversations", total}, {"totalMessages", messages}, {"unassigned", unassigned},
      {"byWorkStatus", {{"open", by_status[0]}, {"snoozed", by_status[2]}, {"resolved", by_status[3]}}},
      {"aiResolutionRatio", nullptr}, {"byChannel", std::move(channels)}, {"byIntent", json::array{}}}));
}

// A change of one conversation: its row as it is once durable, or why not.
template <class G>
void change(const G& granted, Call& call, ConversationId id, const Command& command) {
  auto receipt = granted.tenant().runtime.submit(command, granted.actor(), store::mint<CommandId>());
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  call.reply_when_durable([&tenant = granted.tenant().runtime, id, viewer = granted.principal().agent] {
    const Conversation* c = tenant.state().conversations.find(id);
    return c ? json_response(200, conversation_json(tenant, *c, viewer)) : not_found();
  });
}

void assign(const Granted<Action::assign>& granted, Call& call) {
  const Conversation* c = named(granted, call);
  if (!c) return;
  auto body = read_body(call.request, {"agentId", "teamId"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const json::value* to = body.fields->if_contains("agentId");
  AgentId agent;
  if (to && to->is_string()) {
    auto id = parse_id<AgentTag>(std::string_view(to->get_string().data(), to->get_string().size()));
    if (!id) return call.reply(error(Refused(Refusal::unknown_agent)));
    agent = *id;
  } else if ((!to && !body.fields->contains("teamId")) || (to && !to->is_null())) {
    return call.reply(error(422, "invalid_value", "agentId must be an agent's id, or null for nobody.", "agentId"));
  }
  const auto team = field_id<TeamTag>(*body.fields, "teamId");
  if (!team) return call.reply(error(Refused(Refusal::unknown_team)));
  change(granted, call, c->id, Assign{c->id, agent, *team});
}

void mark_read(const Granted<Action::mark_read>& granted, Call& call) {
  const Conversation* c = named(granted, call);
  if (!c) return;
  auto body = read_body(call.request, {"count", "leaveUnread"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  std::uint32_t count = c->inbound, leave_unread = 0;
  for (const auto& [name, number] : {std::pair{"count", &count}, std::pair{"leaveUnread", &leave_unread}}) {
    const json::value* v = body.fields->if_contains(name);
    if (!v) continue;
    if (!v->is_int64() || v->get_int64() < 0) return call.reply(error(422, "invalid_value", std::string(name) + " must be a whole number, 0 or more.", name));
    *number = static_cast<std::uint32_t>(std::min<std::int64_t>(v->get_int64(), c->inbound));
  }
  change(granted, call, c->id, MarkRead{c->id, count, leave_unread});
}

}  // namespace

void add_conversation_routes(Router& router) {
  router.on<Action::read_conversations>("GET", "/api/v1/conversations", list);
  router.on<Action::read_conversations>("GET", "/api/v1/conversations/stats", stats);
  router.on<Action::read_conversations>("GET", "/api/v1/conversations/{id}", [](const auto& granted, Call& call) {
    if (const Conversation* c = named(granted, call)) call.reply(json_response(200, conversation_json(granted.tenant().runtime, *c, granted.principal().agent)));
  });
  router.on<Action::read_conversations>("GET", "/api/v1/conversations/{id}/messages", messages);
  router.on<Action::assign>("POST", "/api/v1/conversations/{id}/assign", assign);
  router.on<Action::change_status>("POST", "/api/v1/conversations/{id}/resolve", [](const auto& granted, Call& call) {
    if (const Conversation* c = named(granted, call)) change(granted, call, c->id, Resolve{c->id});
  });
  router.on<Action::change_status>("POST", "/api/v1/conversations/{id}/reopen", [](const auto& granted, Call& call) {
    if (const Conversation* c = named(granted, call)) change(granted, call, c->id, Reopen{c->id});
  });
  router.on<Action::mark_read>("POST", "/api/v1/conversations/{id}/read", mark_read);
}

}  // namespace tributary::api
