// POST /api/v1/conversations/reply (C38): one durable effect per Idempotency-Key, answered 202 once queued.
#include <boost/json.hpp>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/api/commanding.h"
#include "relay/api/conversations_api.h"
#include "relay/api/idempotency.h"
#include "relay/api/send_options.h"
#include "relay/api/views.h"
#include "relay/host/desk.h"

namespace tributary::api {

namespace {

http::Response sent(const host::TenantRuntime& tenant, MessageId id) { return json_response(202, sent_message_json(tenant, id)); }

void reply(SendLimits& limits, const Granted<Action::send_messages>& granted, Call& call) {
  auto body = read_body(call.request, {"sessionId", "message", "attachments", "sendAt", "seen", "anyway"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto session_text = text_field(*body.fields, "sessionId"), message = text_field(*body.fields, "message");
  if (!session_text) return call.reply(error(422, "invalid_value", "sessionId is missing: it names the session to reply in.", "sessionId"));
  auto files = read_attachments(*body.fields);
  if (!files) return call.reply(wrong_attachments());
  if (!message && !files->empty()) message = "";
  if (!message) return call.reply(error(422, "empty_message", "message is missing: it holds the text to send.", "message"));
  auto& tenant = granted.tenant().runtime;
  const auto session_id = parse_id<SessionTag>(*session_text);
  const Session* session = session_id ? tenant.state().sessions.find(*session_id) : nullptr;
  if (!session) return call.reply(error(Refused(Refusal::unknown_session)));

  Digest digest;
  digest.add(*session_text).add(*message);
  auto options = read_send_options(*body.fields, tenant.clock().now());
  SendReply command{session->conversation, session->id, *message};
  command.how = options.how;
  if (options.how.not_before.ms > 0) digest.add(static_cast<std::uint64_t>(options.how.not_before.ms));
  command.attachments = std::move(*files);
  for (const Attachment& file : command.attachments) digest.add(to_text(file.upload));
  const auto once = once_of(tenant, granted.principal().agent, "reply", digest.value(), call);
  if (!once) return;
  if (once->earlier) return call.reply_when_durable([&tenant, id = *once->earlier] { return sent(tenant, id); });

  if (options.refusal) return call.reply(std::move(*options.refusal));  // what was sent under this key long ago is answered all the same
  if (!limits.take(granted.principal(), tenant.clock().now())) return call.reply(too_many("too_many", host::sent_too_fast, limits.wait_ms()));
  const auto command_id = store::mint<CommandId>();
  const auto id = same_bits<MessageId>(command_id);
  auto receipt = tenant.submit(command, granted.actor(), command_id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  remember(tenant, *once, id);
  call.reply_when_durable([&tenant, id] { return sent(tenant, id); });
}

}  // namespace

void add_reply_route(Router& router, SendLimits& limits) {
  router.on<Action::send_messages>("POST", "/api/v1/conversations/reply", [&limits](const auto& granted, Call& call) { reply(limits, granted, call); });
}

}  // namespace tributary::api
