#include "relay/api/outgoing_api.h"

#include "core/base/digest.h"
#include "relay/api/commanding.h"
#include "relay/api/idempotency.h"
#include "relay/api/send_options.h"
#include "relay/api/views.h"
#include "relay/api/words_of_kinds.h"
#include "relay/host/desk.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

using Sending = Granted<Action::send_messages>;

// [{"title":"Monday","description":"in the morning"}]; nullopt when it is no such list.
std::optional<std::vector<Offer>> read_choices(const json::object& body) {
  std::vector<Offer> choices;
  const json::value* given = body.if_contains("choices");
  if (!given || !given->is_array()) return std::nullopt;
  for (const json::value& one : given->get_array()) {
    const json::object* choice = one.if_object();
    if (!choice) return std::nullopt;
    for (const auto& field : *choice)
      if (!field.value().is_string() || (field.key() != "title" && field.key() != "description")) return std::nullopt;
    choices.push_back({text_field(*choice, "title").value_or(""), text_field(*choice, "description").value_or("")});
  }
  return choices;
}

bool sends_too_fast(SendLimits& limits, const Sending& granted, Call& call) {
  if (limits.take(granted.principal(), granted.tenant().runtime.clock().now())) return false;
  call.reply(too_many("too_many", host::sent_too_fast, limits.wait_ms()));
  return true;
}

// What the door of a message answers with, once it is durable.
auto sent(const host::TenantRuntime& tenant, MessageId message) {
  return [&tenant, message] { return json_response(202, sent_message_json(tenant, message)); };
}

void send_once(const Sending& granted, Call& call, const Once& once, const Command& command) {
  auto& tenant = granted.tenant().runtime;
  const auto id = store::mint<CommandId>();
  const auto receipt = tenant.submit(command, granted.actor(), id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  remember(tenant, once, same_bits<MessageId>(id));
  call.reply_when_durable(sent(tenant, same_bits<MessageId>(id)));
}

void offer_choices(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"message", "choices", "sendAt", "seen", "anyway"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto choices = read_choices(*body.fields);
  if (!choices) return call.reply(error(422, "invalid_value", "choices must be a list of objects with a title and perhaps a description.", "choices"));
  auto& tenant = granted.tenant().runtime;
  auto options = read_send_options(*body.fields, tenant.clock().now());
  OfferChoices command{path_id<ConversationTag>(call), text_field(*body.fields, "message").value_or(""), std::move(*choices), {}};
  command.how = options.how;
  Digest digest;
  digest.add(to_text(command.conversation)).add(command.text);
  for (const Offer& one : command.choices) digest.add(one.title).add(one.description);
  if (options.how.not_before.ms > 0) digest.add(static_cast<std::uint64_t>(options.how.not_before.ms));
  const auto once = once_of(tenant, granted.principal().agent, "choices", digest.value(), call);
  if (!once) return;
  if (once->earlier) return call.reply_when_durable(sent(tenant, *once->earlier));
  if (options.refusal) return call.reply(std::move(*options.refusal));  // what was sent under this key long ago is answered all the same
  if (sends_too_fast(limits, granted, call)) return;
  send_once(granted, call, *once, command);
}

template <class Again>
void once_more(SendLimits& limits, const Sending& granted, Call& call) {
  if (sends_too_fast(limits, granted, call)) return;
  const MessageId message = path_id<MessageTag>(call);
  submit(granted, call, store::mint<CommandId>(), Again{message}, [&tenant = granted.tenant().runtime, message] { return json_response(200, sent_message_json(tenant, message)); });
}

// The message as a reply from `how.number` to `how.identity`: its words, and its files by where they lie.
SendReply said_elsewhere(const host::TenantRuntime& tenant, MessageId message, ConversationId conversation, const SendOptions& how) {
  const MessageBody body = tenant.store().body(message).value_or(MessageBody{});
  SendReply reply{conversation, {}, body.text, how};
  for (std::uint32_t index = 0; index < body.media; ++index) reply.attachments.push_back({{}, {}, {}, 0, message, index});
  return reply;
}

// What failed goes to another address of the same contact, as a message of its own; the one that failed stays what it is.
void send_elsewhere(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"numberId", "identityId"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto number = field_id<NumberTag>(*body.fields, "numberId");
  if (!number || !*number) return call.reply(error(Refused(Refusal::unknown_number)));
  const auto address = field_id<IdentityTag>(*body.fields, "identityId");
  if (!address || !*address) return call.reply(error(422, "invalid_value", "identityId must be one of the identities that GET /api/v1/contacts/{id} tells.", "identityId"));
  auto& tenant = granted.tenant().runtime;
  const MessageId failed = path_id<MessageTag>(call);
  const json::object now = sent_message_json(tenant, failed);
  const auto conversation = field_id<ConversationTag>(now, "conversationId");
  if (!conversation || !*conversation) return call.reply(error(Refused(Refusal::unknown_message)));
  if (text_field(now, "status") != word(Delivery::failed)) return call.reply(error(Refused(Refusal::not_sendable_again)));
  Digest digest;
  digest.add(to_text(failed)).add(to_text(*number)).add(to_text(*address));
  const auto once = once_of(tenant, granted.principal().agent, "elsewhere", digest.value(), call);
  if (!once) return;
  if (once->earlier) return call.reply_when_durable(sent(tenant, *once->earlier));
  if (sends_too_fast(limits, granted, call)) return;
  send_once(granted, call, *once, said_elsewhere(tenant, failed, *conversation, SendOptions{{}, *number, *address, {}, false}));
}

}  // namespace

void add_outgoing_routes(Router& router, SendLimits& limits) {
  router.on<Action::send_messages>("POST", "/api/v1/conversations/{id}/choices", [&limits](const auto& granted, Call& call) { offer_choices(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/again", [&limits](const auto& granted, Call& call) { once_more<SendAgain>(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/elsewhere", [&limits](const auto& granted, Call& call) { send_elsewhere(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/mark-as-sent", [&limits](const auto& granted, Call& call) { once_more<MarkAsSent>(limits, granted, call); });
}

}  // namespace tributary::api
