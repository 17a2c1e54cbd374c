// POST …/Messages.json: every check in the order in which Twilio makes it.
#include <algorithm>
#include <array>

#include "core/base/phone.h"
#include "core/base/text.h"
#include "relay/http/client.h"
#include "sandbox/chance.h"
#include "sandbox/twilio_rest.h"

namespace tributary::sandbox {

namespace {

constexpr std::size_t body_characters_max = 1600, media_max = 10;

constexpr std::array<std::string_view, 21> known_fields = {
    "To", "From", "MessagingServiceSid", "Body", "MediaUrl", "ContentSid", "ContentVariables", "StatusCallback", "SendAt", "ScheduleType", "ValidityPeriod",
    "PersistentAction", "SmartEncoded", "ProvideFeedback", "Attempt", "ForceDelivery", "MaxPrice", "ApplicationSid", "ShortenUrls", "RiskCheck", "SendAsMms"};

std::string value_of(const std::vector<http::Field>& form, std::string_view name) {
  for (const auto& field : form)
    if (field.name == name) return field.value;
  return {};
}

bool has(const std::vector<http::Field>& form, std::string_view name) {
  return std::any_of(form.begin(), form.end(), [&](const http::Field& field) { return field.name == name; });
}

bool is_whatsapp(std::string_view address) { return address.starts_with("whatsapp:"); }

bool bad_address(std::string_view address) {
  if (is_whatsapp(address)) address.remove_prefix(9);
  return !parse_e164(address);
}

bool good_callback(const std::string& url) {
  const auto parsed = http::parse_url(url);
  return parsed && parsed->host.find('_') == std::string::npos;
}

bool only_texts(std::string_view variables) {
  const auto parsed = parse_object(variables);
  if (!parsed) return false;
  return std::all_of(parsed->begin(), parsed->end(), [](const auto& pair) { return pair.value().is_string(); });
}

}  // namespace

http::Response TwilioRest::send(const http::Request& request) {
  if (!request.field("content-type").starts_with("application/x-www-form-urlencoded")) {
    journal_.violation("content_type", "a send must be a form");
    return twilio_error(415, 20415, "Unsupported media type");
  }
  const auto form = http::parse_form(request.body);
  Send wanted;
  wanted.to = value_of(form, "To");
  wanted.from = value_of(form, "From");
  wanted.service = value_of(form, "MessagingServiceSid");
  wanted.body = value_of(form, "Body");
  wanted.has_body = !wanted.body.empty();
  wanted.content_sid = value_of(form, "ContentSid");
  wanted.callback = value_of(form, "StatusCallback");
  wanted.whatsapp = is_whatsapp(wanted.to);
  for (const auto& field : form) {
    if (field.name == "MediaUrl") wanted.media.push_back(field.value);
    if (std::find(known_fields.begin(), known_fields.end(), field.name) == known_fields.end()) journal_.violation("unknown_field", field.name);
  }
  if (auto refused = refuse(request, form, wanted)) return *std::move(refused);
  if (auto refused = refuse_content(form, wanted)) return *std::move(refused);
  if (!wanted.content_sid.empty()) {
    const auto variables = parse_object(value_of(form, "ContentVariables"));
    wanted.body = templates_.text_of_template(wanted.content_sid, variables ? *variables : json::object{});
  }
  return accept(wanted);
}

std::optional<http::Response> TwilioRest::refuse(const http::Request&, const std::vector<http::Field>& form, const Send& wanted) {
  if (wanted.to.empty()) return twilio_error(400, 21604, "A 'To' phone number is required.");
  if (wanted.from.empty() && wanted.service.empty()) return twilio_error(400, 21603, "A 'From' phone number is required.");
  if (bad_address(wanted.to)) return twilio_error(400, 21211, "Invalid 'To' Phone Number");
  if (!wanted.service.empty() && !looks_like_sid("MG", wanted.service)) return twilio_error(404, 20404, "The messaging service was not found");
  if (!wanted.from.empty()) {
    if (is_whatsapp(wanted.from) != wanted.whatsapp) return twilio_error(400, 21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel");
    const std::string owned = wanted.whatsapp ? "whatsapp:" + options_.whatsapp_number : options_.sms_number;
    if (wanted.from != owned && wanted.whatsapp) return twilio_error(400, 63007, "Twilio could not find a Channel with the specified From address");
    if (wanted.from != owned)
      return twilio_error(400, 21606, "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination.");
  }
  if (has(form, "StatusCallback") && !good_callback(wanted.callback)) return twilio_error(400, 21609, "The 'StatusCallback' URL is not a valid URL.");
  const Phone* phone = phones_.at_address(wanted.to);
  if (phone && phone->stopped) return twilio_error(400, 21610, "Attempt to send to unsubscribed recipient");
  return std::nullopt;
}

std::optional<http::Response> TwilioRest::refuse_content(const std::vector<http::Field>& form, const Send& wanted) {
  if (!wanted.has_body && wanted.media.empty() && wanted.content_sid.empty()) return twilio_error(400, 21602, "Message body is required.");
  if (!valid_utf8(wanted.body)) {
    journal_.violation("not_utf8", "Body");
    return twilio_error(400, 21602, "Message body is required.");
  }
  if (code_points(wanted.body) > body_characters_max) return twilio_error(400, 21617, "The concatenated message body exceeds the 1600 character limit");
  if (wanted.media.size() > media_max) return twilio_error(400, 21623, "The number of MediaUrls exceeds the limit of 10");
  for (const auto& url : wanted.media)
    if (!http::parse_url(url)) return twilio_error(400, 21620, "Invalid media URL(s)");
  if (wanted.content_sid.empty()) return std::nullopt;
  if (wanted.has_body || !wanted.media.empty()) journal_.violation("content_and_body", "ContentSid goes without Body and MediaUrl");
  if (!templates_.known(wanted.content_sid)) return twilio_error(400, 21655, "The ContentSid parameter is invalid.");
  if (has(form, "ContentVariables") && !only_texts(value_of(form, "ContentVariables")))
    return twilio_error(400, 21656, "The ContentVariables parameter is invalid.");
  return std::nullopt;
}

// Whether WhatsApp's window is open is decided now and told later: Twilio answers 201 in any case.
http::Response TwilioRest::accept(const Send& wanted) {
  const Phone* phone = phones_.at_address(wanted.to);
  Message message;
  message.sid = phones_.sid(wanted.media.empty() && wanted.content_sid.empty() ? "SM" : "MM");
  if (phone) message.phone = phone->id;
  message.to = wanted.to;
  message.from = wanted.whatsapp ? "whatsapp:" + options_.whatsapp_number : options_.sms_number;
  message.kind = wanted.media.empty() ? "text" : "media";
  message.text = wanted.body;
  message.media_urls = wanted.media;
  message.content_sid = wanted.content_sid;
  message.service_sid = wanted.service;
  message.status_callback = wanted.callback;
  message.status = wanted.service.empty() ? "queued" : "accepted";
  message.free_form = wanted.content_sid.empty() || templates_.session_only(wanted.content_sid);
  message.in_window = !phone || delivery_.window_open(*phone);
  const Message& kept = phones_.add(std::move(message));
  if (kept.media_urls.empty()) delivery_.start(kept.sid);
  else fetching_.fetch(kept.sid, [this, sid = kept.sid](std::int64_t error) {
    if (error) delivery_.report(sid, "failed", error);
    else delivery_.start(sid);
  });
  journal_.ring("message", kept.phone);
  return twilio_json(201, describe(kept));
}

}  // namespace tributary::sandbox
