// Voice webhooks and call progress callbacks. The first webhook of an incoming call asks for TwiML and has
// neither SequenceNumber nor CallbackSource; the callbacks that follow have both.
#include <algorithm>
#include <array>

#include "core/base/phone.h"
#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"

namespace tributary::provider::twilio {
namespace {

// A caller who hides the number: words, or the same words dialled on a keypad (ANONYMOUS = 266696687,
// UNAVAILABLE, RESTRICTED, BLOCKED, UNKNOWN, PRIVATE).
bool withheld(std::string_view number) {
  static constexpr std::array<std::string_view, 6> keypad_words = {"+266696687", "+86282452253", "+7378742833",
                                                                   "+2562533",   "+8656696",     "+7748283"};
  return std::find(keypad_words.begin(), keypad_words.end(), number) != keypad_words.end();
}

// Only a phone number makes a contact: words, SIP and client addresses do not.
std::vector<Claim> other_side(std::string_view address) {
  const Address split = split_address(address);
  if (!split.channel || withheld(split.bare)) return {};
  if (auto phone = parse_e164(split.bare)) return {Claim{IdentityKind::phone, *phone}};
  return {};
}

std::optional<CallStatus> call_status(std::string_view word) {
  if (word == "queued" || word == "initiated" || word == "ringing") return CallStatus::ringing;
  if (word == "in-progress" || word == "answered") return CallStatus::in_progress;
  if (word == "completed") return CallStatus::completed;
  if (word == "busy") return CallStatus::busy;
  if (word == "no-answer") return CallStatus::no_answer;
  if (word == "failed") return CallStatus::failed;
  if (word == "canceled") return CallStatus::canceled;
  return std::nullopt;
}

// Where Twilio gives no SequenceNumber. An end is higher than any number a call's callbacks reach (four
// events, counted from 0), so that nothing late makes an ended call ring again.
std::int32_t place_in_life(CallStatus status) {
  if (status == CallStatus::ringing) return 0;
  return status == CallStatus::in_progress ? 1 : 9;
}

bool asks_for_twiml(const Form& form, const CallReport& call) {
  const bool begins = call.status == CallStatus::ringing || call.status == CallStatus::in_progress;
  return call.direction == Direction::in && begins && form.get("SequenceNumber").empty() && form.get("CallbackSource").empty();
}

}  // namespace

Parsed parse_voice(const http::Request& request) { return call_of(Form(request)); }

Parsed call_of(const Form& form) {
  CallReport call;
  call.item = form.get("CallSid");
  if (!looks_like_sid(call.item)) return {{}, "The call id (CallSid) is missing or malformed."};
  const std::string_view word = form.get("CallStatus");
  const auto status = call_status(word);
  if (!status) return {{}, "The call status (CallStatus) is missing or not known."};
  call.status = *status;
  call.direction = form.get("Direction").starts_with("outbound") ? Direction::out : Direction::in;
  const std::string_view from = form.first_of("From", "Caller"), to = form.first_of("To", "Called");
  const auto ours = parse_e164(split_address(call.direction == Direction::in ? to : from).bare);
  if (!ours) return {{}, "Our own number is missing or malformed."};
  call.ours = *ours;
  call.other = other_side(call.direction == Direction::in ? from : to);
  const auto sequence = whole_number(form.get("SequenceNumber"), 0, 1'000'000);
  call.sequence = sequence ? static_cast<std::int32_t>(*sequence) : place_in_life(*status);
  call.seconds = static_cast<std::int32_t>(whole_number(form.get("CallDuration"), 0, 10'000'000).value_or(0));
  call.dedupe = "call/" + call.item + "/" + std::to_string(call.sequence) + "/" + std::string(word);
  if (const auto account = form.get("AccountSid"); looks_like_sid(account)) call.account = account;
  call.wants_voice_answer = asks_for_twiml(form, call);
  Parsed parsed;
  parsed.items.emplace_back(std::move(call));
  return parsed;
}

}  // namespace tributary::provider::twilio
