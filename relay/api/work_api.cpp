#include "relay/api/work_api.h"

#include "core/base/civil.h"
#include "relay/api/commanding.h"
#include "relay/api/views.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

template <class G>
void change_one(const G& granted, Call& call, const Command& command, ConversationId id) {
  submit(granted, call, store::mint<CommandId>(), command, [&tenant = granted.tenant().runtime, id, viewer = granted.principal().agent] {
    const Conversation* conversation = tenant.state().conversations.find(id);
    return conversation ? json_response(200, conversation_json(tenant, *conversation, viewer)) : not_found();
  });
}

std::optional<Instant> read_time(const json::object& body, std::string_view name) {
  const auto text = text_field(body, name);
  return text ? parse_iso(*text) : std::nullopt;
}

http::Response not_a_time() { return error(422, "invalid_value", "until must be a time such as 2026-11-21T09:00:00+01:00.", "until"); }

void snooze(const Granted<Action::change_status>& granted, Call& call) {
  auto body = read_body(call.request, {"until"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto until = read_time(*body.fields, "until");
  if (!until) return call.reply(not_a_time());
  const ConversationId id = path_id<ConversationTag>(call);
  change_one(granted, call, Snooze{id, *until}, id);
}

// The change that a body of /changes names, or why it names none.
struct ReadChange { std::optional<EachChange> change; http::Response refusal; };

ReadChange read_change(const json::object& body) {
  const std::string what = text_field(body, "change").value_or("");
  const auto tag = field_id<TagTag>(body, "tagId");
  if (what == "resolve") return {Resolve{}, {}};
  if (what == "reopen") return {Reopen{}, {}};
  if (what == "read") return {MarkRead{}, {}};
  if (what == "snooze") {
    const auto until = read_time(body, "until");
    return until ? ReadChange{Snooze{{}, *until}, {}} : ReadChange{{}, not_a_time()};
  }
  if (what == "tag" || what == "untag") {
    if (!tag || !*tag) return {{}, error(Refused(Refusal::unknown_tag))};
    return what == "tag" ? ReadChange{TagConversation{{}, *tag}, {}} : ReadChange{UntagConversation{{}, *tag}, {}};
  }
  if (what == "assign") {
    const auto agent = field_id<AgentTag>(body, "agentId");
    const auto team = field_id<TeamTag>(body, "teamId");
    if (!agent) return {{}, error(Refused(Refusal::unknown_agent))};
    if (!team) return {{}, error(Refused(Refusal::unknown_team))};
    return {Assign{{}, *agent, *team}, {}};
  }
  return {{}, error(422, "invalid_value", "change must be assign, resolve, reopen, snooze, tag, untag or read.", "change")};
}

// One rule allows them all: agents have each of them, and a token that may send has too; reading is for people only.
void change_many(const Granted<Action::change_status>& granted, Call& call) {
  auto body = read_body(call.request, {"conversationIds", "change", "agentId", "teamId", "tagId", "until"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto ids = field_ids<ConversationTag>(*body.fields, "conversationIds");
  if (!ids) return call.reply(error(Refused(Refusal::unknown_conversation)));
  auto read = read_change(*body.fields);
  if (!read.change) return call.reply(std::move(read.refusal));
  const ChangeMany command{std::move(*ids), std::move(*read.change)};
  const auto action = action_of(command);
  if (!action || !allowed(granted.principal(), *action)) return call.reply(error(Refused(Refusal::not_allowed)));
  submit(granted, call, store::mint<CommandId>(), command, [] { return no_content(); });
}

}  // namespace

void add_work_routes(Router& router) {
  router.on<Action::change_status>("POST", "/api/v1/conversations/{id}/snooze", snooze);
  router.on<Action::change_status>("POST", "/api/v1/conversations/changes", change_many);
  router.on<Action::tag>("PUT", "/api/v1/conversations/{id}/tags/{tagId}", [](const auto& granted, Call& call) {
    const ConversationId id = path_id<ConversationTag>(call);
    change_one(granted, call, TagConversation{id, path_id<TagTag>(call, 1)}, id);
  });
  router.on<Action::tag>("DELETE", "/api/v1/conversations/{id}/tags/{tagId}", [](const auto& granted, Call& call) {
    const ConversationId id = path_id<ConversationTag>(call);
    change_one(granted, call, UntagConversation{id, path_id<TagTag>(call, 1)}, id);
  });
}

}  // namespace tributary::api
