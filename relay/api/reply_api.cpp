// POST /api/v1/conversations/reply (C38): one durable effect per Idempotency-Key, answered 202 once queued.
#include <boost/json.hpp>

#include "core/base/digest.h"
#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/api/commanding.h"
#include "relay/api/conversations_api.h"
#include "relay/api/send_at.h"
#include "relay/api/views.h"
#include "relay/host/desk.h"

namespace tributary::api {

namespace {

constexpr std::size_t key_bytes_max = 255;

http::Response sent(const host::TenantRuntime& tenant, MessageId id) { return json_response(202, sent_message_json(tenant, id)); }

void reply(SendLimits& limits, const Granted<Action::send_messages>& granted, Call& call) {
  auto body = read_body(call.request, {"sessionId", "message", "attachments", "sendAt"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto session_text = text_field(*body.fields, "sessionId"), message = text_field(*body.fields, "message");
  if (!session_text) return call.reply(error(422, "invalid_value", "sessionId is missing: it names the session to reply in.", "sessionId"));
  auto files = field_ids<UploadTag>(*body.fields, "attachments");
  if (!files) return call.reply(error(422, "invalid_value", "attachments must be a list of the ids that POST /api/v1/uploads gave.", "attachments"));
  if (!message && !files->empty()) message = "";
  if (!message) return call.reply(error(422, "empty_message", "message is missing: it holds the text to send.", "message"));
  auto& tenant = granted.tenant().runtime;
  const auto session_id = parse_id<SessionTag>(*session_text);
  const Session* session = session_id ? tenant.state().sessions.find(*session_id) : nullptr;
  if (!session) return call.reply(error(Refused(Refusal::unknown_session)));

  const std::string_view given_key = call.request.field("Idempotency-Key");
  if (given_key.size() > key_bytes_max) return call.reply(error(400, "invalid_value", "Idempotency-Key is longer than 255 characters.", "Idempotency-Key", 255));
  const std::string key = given_key.empty() ? std::string() : "rest/reply/" + to_text(granted.principal().agent) + "/" + std::string(given_key);
  Digest digest;
  digest.add(*session_text).add(*message);
  auto when = read_send_at(*body.fields, tenant.clock().now());
  SendReply command{session->conversation, session->id, *message};
  command.how.not_before = when.at;
  if (when.at.ms > 0) digest.add(static_cast<std::uint64_t>(when.at.ms));
  for (UploadId file : *files) {
    command.attachments.push_back({file, {}, {}, 0});
    digest.add(to_text(file));
  }
  const std::uint64_t print = digest.value();
  std::uint64_t earlier_print = 0;
  if (!key.empty())
    if (auto earlier = tenant.store().earlier_answer(key, earlier_print)) {
      if (earlier_print != print) return call.reply(error(422, "idempotency_key_reused", "This Idempotency-Key was used with another body.", "Idempotency-Key"));
      auto id = parse_id<MessageTag>(*earlier);
      return call.reply_when_durable([&tenant, id] { return id ? sent(tenant, *id) : not_found(); });
    }

  if (when.refusal) return call.reply(std::move(*when.refusal));  // what was sent under this key long ago is answered all the same
  if (!limits.take(granted.principal(), tenant.clock().now())) return call.reply(too_many("too_many", host::sent_too_fast, limits.wait_ms()));
  const auto command_id = store::mint<CommandId>();
  const auto id = same_bits<MessageId>(command_id);
  auto receipt = tenant.submit(command, granted.actor(), command_id);
  if (!receipt.accepted) return call.reply(error(receipt.refused));
  if (!key.empty()) tenant.writing().remember_answer(key, print, to_text(id), tenant.clock().now());
  call.reply_when_durable([&tenant, id] { return sent(tenant, id); });
}

}  // namespace

void add_reply_route(Router& router, SendLimits& limits) {
  router.on<Action::send_messages>("POST", "/api/v1/conversations/reply", [&limits](const auto& granted, Call& call) { reply(limits, granted, call); });
}

}  // namespace tributary::api
