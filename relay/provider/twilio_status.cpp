// Status callbacks carry no time and come twice, late and out of order: the word itself is the dedupe key,
// and the engine's lattice decides what it changes.
#include <algorithm>

#include "core/base/id_text.h"
#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"

namespace tributary::provider::twilio {
namespace {

bool looks_like_a_word(std::string_view text) {
  return !text.empty() && text.size() <= 40 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
}

}  // namespace

Parsed parse_status(const http::Request& request) { return status_of(Form(request), request.query); }

Parsed status_of(const Form& form, std::string_view query) {
  StatusReport report;
  report.item = form.first_of("MessageSid", "SmsSid");
  if (!looks_like_sid(report.item)) return {{}, "The message id (MessageSid) is missing or malformed."};
  const std::string_view word = form.first_of("MessageStatus", "SmsStatus");
  if (!looks_like_a_word(word)) return {{}, "The status (MessageStatus) is missing or malformed."};
  report.status = delivery_of(word);
  report.error = static_cast<std::int32_t>(whole_number(form.get("ErrorCode"), 0, 999'999).value_or(0));
  report.dedupe = "status/" + report.item + "/" + std::string(word);
  if (report.error != 0) report.dedupe += "/" + std::to_string(report.error);
  if (const auto ours = http::query_value(query, "mid")) report.ours = parse_id<MessageTag>(*ours);
  if (const auto account = form.get("AccountSid"); looks_like_sid(account)) report.account = account;
  Parsed parsed;
  parsed.items.emplace_back(std::move(report));
  return parsed;
}

}  // namespace tributary::provider::twilio
