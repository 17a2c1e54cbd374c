// Sending. Twilio has no idempotency key, so our own id travels in the callback address and an answer that
// does not prove an outcome is `unknown`, never "try again" (P6c).
#include <algorithm>

#include "core/base/id_text.h"
#include "core/base/limits.h"
#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"
#include "relay/provider/twilio_json.h"
#include "relay/provider/twilio_rest.h"

namespace tributary::provider::twilio {
namespace {

constexpr std::int32_t code_authenticate = 20003, code_too_many_requests = 20429;

std::string wire_address(Channel channel, std::string_view bare) {
  return (channel == Channel::whatsapp ? "whatsapp:" : "") + std::string(bare);
}

std::string with_our_id(const std::string& callback, MessageId id) {
  const std::size_t question = callback.find('?');
  if (question == std::string::npos) return callback + "?mid=" + to_text(id);
  if (http::query_value(std::string_view(callback).substr(question + 1), "mid")) return callback;
  return callback + "&mid=" + to_text(id);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// Seconds; a date, which Twilio does not send, counts as nothing. At most an hour is believed.
std::int64_t retry_after_ms(const http::Response& response) {
  for (const http::Field& field : response.fields)
    if (same_name(field.name, "Retry-After"))
      if (const auto seconds = whole_number(field.value, 0, 1'000'000'000)) return std::min(*seconds * 1'000, limits::hour_ms);
  return 0;
}

std::int32_t code_in(const std::optional<boost::json::object>& answer) {
  const std::int64_t code = answer ? number_of(*answer, "code") : 0;
  return code > 0 && code < 1'000'000 ? static_cast<std::int32_t>(code) : 0;
}

// A success that names no message is no proof: it may have been sent or not.
SendOutcome created(const std::optional<boost::json::object>& answer) {
  SendOutcome outcome;
  if (!answer || !looks_like_sid(string_of(*answer, "sid"))) return outcome;
  outcome.kind = SendOutcome::Kind::accepted;
  outcome.item = string_of(*answer, "sid");
  outcome.status = delivery_of(string_of(*answer, "status")).value_or(Delivery::accepted);
  const std::int64_t error = number_of(*answer, "error_code");
  outcome.error = error > 0 && error < 1'000'000 ? static_cast<std::int32_t>(error) : 0;
  return outcome;
}

SendOutcome refused(int status, std::int32_t code) {
  SendOutcome outcome;
  outcome.kind = SendOutcome::Kind::failed;
  outcome.status = Delivery::failed;
  outcome.error = code == 0 && (status == 401 || status == 403) ? code_authenticate : code;
  return outcome;
}

SendOutcome later(std::int32_t code, std::int64_t after_ms) {
  SendOutcome outcome;
  outcome.kind = SendOutcome::Kind::retry;
  outcome.status = Delivery::queued;
  outcome.error = code;
  outcome.retry_after_ms = after_ms;
  return outcome;
}

}  // namespace

http::OutboundRequest render(const Credentials& credentials, const OutgoingMessage& message) {
  http::OutboundRequest request;
  request.method = "POST";
  request.url = account_url(credentials, "/Messages.json");
  request.fields = {authorization(credentials), {"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
  std::vector<http::Field> form{{"To", wire_address(message.channel, message.to)}};
  if (!message.status_callback.empty()) form.push_back({"StatusCallback", with_our_id(message.status_callback, message.id)});
  form.push_back({"From", wire_address(message.channel, message.from)});
  if (!message.content_sid.empty()) {
    form.push_back({"ContentSid", message.content_sid});
    if (!message.content_variables.empty()) form.push_back({"ContentVariables", message.content_variables});
  } else {
    if (!message.text.empty() || message.media_urls.empty()) form.push_back({"Body", message.text});
    for (const std::string& url : message.media_urls) form.push_back({"MediaUrl", url});
  }
  request.body = http::form_encode(form);
  return request;
}

SendOutcome interpret(const http::OutboundResult& result) {
  using Stage = http::OutboundResult::Stage;
  if (result.stage == Stage::not_sent) return later(0, 0);
  if (result.stage == Stage::ambiguous) return {};
  const int status = result.response.status;
  const auto answer = parse_object(result.response.body);
  if (status == 200 || status == 201) return created(answer);
  const std::int32_t code = code_in(answer);
  if (status == 429) return later(code == 0 ? code_too_many_requests : code, retry_after_ms(result.response));
  if (status >= 400 && status < 500) return refused(status, code);
  return {};
}

}  // namespace tributary::provider::twilio
