#include "relay/api/sending_api.h"

#include "core/base/civil.h"
#include "core/base/phone.h"
#include "relay/api/commanding.h"
#include "relay/api/send_at.h"
#include "relay/api/views.h"
#include "relay/host/desk.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

using Sending = Granted<Action::send_messages>;

// {"name":"Ada"} -> values; nullopt when it is no object of texts.
std::optional<Values> read_values(const json::object& body) {
  Values values;
  const json::value* given = body.if_contains("values");
  if (!given || given->is_null()) return values;
  if (!given->is_object()) return std::nullopt;
  for (const auto& one : given->get_object()) {
    if (!one.value().is_string()) return std::nullopt;
    values.push_back({std::string(one.key()), std::string(one.value().get_string())});
  }
  return values;
}

http::Response wrong_values() { return error(422, "invalid_value", "values must be an object of texts, one for each blank of the template.", "values"); }

bool sends_too_fast(SendLimits& limits, const Sending& granted, Call& call) {
  if (limits.take(granted.principal(), granted.tenant().runtime.clock().now())) return false;
  call.reply(too_many("too_many", host::sent_too_fast, limits.wait_ms()));
  return true;
}

// What people typed -> whom it means. The number's channel says which kind of address it is.
std::optional<IdentityClaim> recipient(const host::TenantRuntime& tenant, const Number& from, std::string_view typed) {
  auto address = normalise_phone(typed, from.address);
  if (!address) return std::nullopt;
  const IdentityKind kind = from.channel == Channel::whatsapp ? IdentityKind::whatsapp : IdentityKind::phone;
  return IdentityClaim{kind, tenant.keys().identity(tenant.id(), kind, *address), std::move(*address)};
}

void start(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"numberId", "to", "message", "templateId", "values"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto& tenant = granted.tenant().runtime;
  const auto number_id = field_id<NumberTag>(*body.fields, "numberId");
  const Number* number = number_id ? tenant.state().numbers.find(*number_id) : nullptr;
  if (!number) return call.reply(error(Refused(Refusal::unknown_number)));
  const auto to = recipient(tenant, *number, text_field(*body.fields, "to").value_or(""));
  if (!to) return call.reply(error(Refused(Refusal::invalid_phone)));
  const auto message_template = field_id<TemplateTag>(*body.fields, "templateId");
  if (!message_template) return call.reply(error(Refused(Refusal::unknown_template)));
  auto values = read_values(*body.fields);
  if (!values) return call.reply(wrong_values());
  if (sends_too_fast(limits, granted, call)) return;
  const auto id = store::mint<CommandId>();
  StartConversation command{number->id, *to, text_field(*body.fields, "message").value_or(""), *message_template, std::move(*values)};
  submit(granted, call, id, command, [&tenant, message = same_bits<MessageId>(id), viewer = granted.principal().agent] {
    json::object sent = sent_message_json(tenant, message);
    const auto conversation_id = parse_id<ConversationTag>(std::string(sent.at("conversationId").as_string()));
    const Conversation* conversation = conversation_id ? tenant.state().conversations.find(*conversation_id) : nullptr;
    if (!conversation) return not_found();
    return json_response(202, json::object{{"conversation", conversation_json(tenant, *conversation, viewer)}, {"message", std::move(sent)}});
  });
}

void send_template(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"templateId", "values", "sendAt"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto message_template = field_id<TemplateTag>(*body.fields, "templateId");
  if (!message_template || !*message_template) return call.reply(error(Refused(Refusal::unknown_template)));
  auto values = read_values(*body.fields);
  if (!values) return call.reply(wrong_values());
  auto when = read_send_at(*body.fields, granted.tenant().runtime.clock().now());
  if (when.refusal) return call.reply(std::move(*when.refusal));
  if (sends_too_fast(limits, granted, call)) return;
  const auto id = store::mint<CommandId>();
  SendTemplate command{path_id<ConversationTag>(call), *message_template, std::move(*values)};
  command.how.not_before = when.at;
  submit(granted, call, id, command, [&tenant = granted.tenant().runtime, message = same_bits<MessageId>(id)] { return json_response(202, sent_message_json(tenant, message)); });
}

void cancel(const Sending& granted, Call& call) {
  const MessageId message = path_id<MessageTag>(call);
  submit(granted, call, store::mint<CommandId>(), CancelSend{message}, [&tenant = granted.tenant().runtime, message] { return json_response(200, sent_message_json(tenant, message)); });
}

}  // namespace

void add_sending_routes(Router& router, SendLimits& limits) {
  router.on<Action::send_messages>("POST", "/api/v1/conversations", [&limits](const auto& granted, Call& call) { start(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/conversations/{id}/template", [&limits](const auto& granted, Call& call) { send_template(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/cancel", cancel);
}

}  // namespace tributary::api
