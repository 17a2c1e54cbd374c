#include "relay/api/outgoing_api.h"

#include "relay/api/commanding.h"
#include "relay/api/send_at.h"
#include "relay/api/views.h"
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

void offer_choices(SendLimits& limits, const Sending& granted, Call& call) {
  auto body = read_body(call.request, {"message", "choices", "sendAt"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto choices = read_choices(*body.fields);
  if (!choices) return call.reply(error(422, "invalid_value", "choices must be a list of objects with a title and perhaps a description.", "choices"));
  auto when = read_send_at(*body.fields, granted.tenant().runtime.clock().now());
  if (when.refusal) return call.reply(std::move(*when.refusal));
  if (sends_too_fast(limits, granted, call)) return;
  const auto id = store::mint<CommandId>();
  OfferChoices command{path_id<ConversationTag>(call), text_field(*body.fields, "message").value_or(""), std::move(*choices), {}};
  command.how.not_before = when.at;
  submit(granted, call, id, command, [&tenant = granted.tenant().runtime, message = same_bits<MessageId>(id)] { return json_response(202, sent_message_json(tenant, message)); });
}

template <class Again>
void once_more(SendLimits& limits, const Sending& granted, Call& call) {
  if (sends_too_fast(limits, granted, call)) return;
  const MessageId message = path_id<MessageTag>(call);
  submit(granted, call, store::mint<CommandId>(), Again{message}, [&tenant = granted.tenant().runtime, message] { return json_response(200, sent_message_json(tenant, message)); });
}

}  // namespace

void add_outgoing_routes(Router& router, SendLimits& limits) {
  router.on<Action::send_messages>("POST", "/api/v1/conversations/{id}/choices", [&limits](const auto& granted, Call& call) { offer_choices(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/again", [&limits](const auto& granted, Call& call) { once_more<SendAgain>(limits, granted, call); });
  router.on<Action::send_messages>("POST", "/api/v1/messages/{id}/mark-as-sent", [&limits](const auto& granted, Call& call) { once_more<MarkAsSent>(limits, granted, call); });
}

}  // namespace tributary::api
