#include "relay/api/sending_api.h"

#include "core/base/civil.h"
#include "core/base/digest.h"
#include "relay/api/commanding.h"
#include "relay/api/idempotency.h"
#include "relay/api/send_options.h"
#include "relay/api/views.h"
#include "relay/host/desk.h"
#include "relay/host/starting.h"

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

http::Response started(const host::TenantRuntime& tenant, MessageId message, AgentId viewer) {
  json::object sent = sent_message_json(tenant, message);
  const auto conversation_id = field_id<ConversationTag>(sent, "conversationId");
  const Conversation* conversation = conversation_id ? tenant.state().conversations.find(*conversation_id) : nullptr;
  if (!conversation) return not_found();
  return json_response(202, json::object{{"conversation", conversation_json(tenant, *conversation, viewer)}, {"message", std::move(sent)}});
}

void start(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"numberId", "to", "message", "templateId", "values", "sendAt", "attachments"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto& tenant = granted.tenant().runtime;
  const auto number_id = field_id<NumberTag>(*body.fields, "numberId");
  const Number* number = number_id ? tenant.state().numbers.find(*number_id) : nullptr;
  if (!number) return call.reply(error(Refused(Refusal::unknown_number)));
  const auto to = host::recipient(tenant, *number, text_field(*body.fields, "to").value_or(""));
  if (!to) return call.reply(error(Refused(Refusal::invalid_phone)));
  const auto message_template = field_id<TemplateTag>(*body.fields, "templateId");
  if (!message_template) return call.reply(error(Refused(Refusal::unknown_template)));
  auto values = read_values(*body.fields);
  if (!values) return call.reply(wrong_values());
  auto files = read_attachments(*body.fields);
  if (!files) return call.reply(wrong_attachments());
  if (*message_template && !files->empty()) return call.reply(error(422, "invalid_value", "attachments go with a message, not with a template.", "attachments"));
  auto options = read_send_options(*body.fields, tenant.clock().now());
  StartConversation command{number->id, *to, text_field(*body.fields, "message").value_or(""), *message_template, std::move(*values), options.how.not_before, std::move(*files)};
  const AgentId author = granted.principal().agent;
  const auto once = once_of(tenant, author, "start", host::print_of(command), call);
  if (!once) return;
  if (once->earlier) return call.reply_when_durable([&tenant, author, id = *once->earlier] { return started(tenant, id, author); });
  if (options.refusal) return call.reply(std::move(*options.refusal));  // what was begun under this key long ago is answered all the same
  if (sends_too_fast(limits, granted, call)) return;
  const auto id = store::mint<CommandId>();
  const auto message = same_bits<MessageId>(id);
  const auto receipt = tenant.submit(command, granted.actor(), id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  remember(tenant, *once, message);
  call.reply_when_durable([&tenant, author, message] { return started(tenant, message, author); });
}

void send_template(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"templateId", "values", "sendAt", "seen", "anyway"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto message_template = field_id<TemplateTag>(*body.fields, "templateId");
  if (!message_template || !*message_template) return call.reply(error(Refused(Refusal::unknown_template)));
  auto values = read_values(*body.fields);
  if (!values) return call.reply(wrong_values());
  auto& tenant = granted.tenant().runtime;
  auto options = read_send_options(*body.fields, tenant.clock().now());
  SendTemplate command{path_id<ConversationTag>(call), *message_template, std::move(*values)};
  command.how = options.how;
  Digest digest;
  digest.add(to_text(command.conversation)).add(to_text(command.message_template));
  for (const auto& [name, value] : command.values) digest.add(name).add(value);
  if (options.how.not_before.ms > 0) digest.add(static_cast<std::uint64_t>(options.how.not_before.ms));
  const auto once = once_of(tenant, granted.principal().agent, "template", digest.value(), call);
  if (!once) return;
  const auto sent = [&tenant](MessageId message) { return [&tenant, message] { return json_response(202, sent_message_json(tenant, message)); }; };
  if (once->earlier) return call.reply_when_durable(sent(*once->earlier));
  if (options.refusal) return call.reply(std::move(*options.refusal));  // what was sent under this key long ago is answered all the same
  if (sends_too_fast(limits, granted, call)) return;
  const auto id = store::mint<CommandId>();
  const auto receipt = tenant.submit(command, granted.actor(), id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  remember(tenant, *once, same_bits<MessageId>(id));
  call.reply_when_durable(sent(same_bits<MessageId>(id)));
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
