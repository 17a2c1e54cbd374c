#include "sandbox/forms.h"

#include <algorithm>

#include "core/base/segments.h"
#include "sandbox/codec.h"
#include "sandbox/json.h"

namespace tributary::sandbox {

namespace {

using Form = std::vector<http::Field>;

void put(Form& form, std::string name, std::string value) { form.push_back({std::move(name), std::move(value)}); }
void put_if(Form& form, std::string name, const std::string& value) {
  if (!value.empty()) put(form, std::move(name), value);
}

std::string user_id(const Phone& phone) { return "whatsapp:US.100000" + phone.number.substr(1); }

// Twilio repeats parts of a WhatsApp message in here.
std::string channel_metadata(const Phone& phone, const Extras& extras) {
  json::object context;
  if (!extras.latitude.empty()) {
    context["Latitude"] = extras.latitude;
    context["Longitude"] = extras.longitude;
  }
  if (!extras.button_text.empty()) context["ButtonText"] = extras.button_text;
  context["ProfileName"] = phone.name;
  context["WaId"] = phone.number.substr(1);
  const json::object all{{"type", "whatsapp"}, {"data", json::object{{"context", std::move(context)}}}};
  return json::serialize(all);
}

void put_places(Form& form) {
  for (const char* side : {"From", "To"}) {
    const std::string name(side);
    put(form, name + "City", name == "From" ? "SPRINGFIELD" : "");
    put(form, name + "State", name == "From" ? "IL" : "");
    put(form, name + "Zip", "");
    put(form, name + "Country", "US");
  }
}

void put_whatsapp(Form& form, const Options& options, const Phone& phone, const Extras& extras) {
  put(form, "ProfileName", phone.name);
  put(form, "WaId", phone.number.substr(1));
  put(form, "MessageType", extras.message_type);
  put(form, "ExternalUserId", user_id(phone));
  put(form, "ReferralNumMedia", "0");
  put(form, "ChannelMetadata", channel_metadata(phone, extras));
  if (extras.message_type == "text" || extras.message_type == "image") {
    put(form, "Forwarded", "false");
    put(form, "FrequentlyForwarded", "false");
  }
  put_if(form, "Latitude", extras.latitude);
  put_if(form, "Longitude", extras.longitude);
  put_if(form, "Label", extras.label);
  put_if(form, "Address", extras.address);
  put_if(form, "ButtonText", extras.button_text);
  put_if(form, "ButtonPayload", extras.button_payload);
  put_if(form, "ListId", extras.list_id);
  put_if(form, "ListTitle", extras.list_title);
  put_if(form, "OriginalRepliedMessageSid", extras.reply_to);
  if (!extras.reply_to.empty()) put(form, "OriginalRepliedMessageSender", "whatsapp:" + options.whatsapp_number);
}

std::string masked(std::string_view address) {
  std::string number(address.substr(address.starts_with("whatsapp:") ? 9 : 0));
  if (number.size() > 4) number.replace(number.size() - 4, 4, "XXXX");
  return number;
}

}  // namespace

std::string media_url(const Options& options, const std::string& message_sid, const std::string& media_sid) {
  return options.own_base() + "/2010-04-01/Accounts/" + options.account_sid + "/Messages/" + message_sid + "/Media/" + media_sid;
}

Form inbound_form(const Options& options, const Phone& phone, const Message& message, const Extras& extras) {
  Form form;
  for (const char* name : {"MessageSid", "SmsSid", "SmsMessageSid"}) put(form, name, message.sid);
  put(form, "AccountSid", options.account_sid);
  put(form, "From", message.from);
  put(form, "To", message.to);
  put(form, "Body", message.text);
  put(form, "NumMedia", std::to_string(message.media.size()));
  put(form, "NumSegments", phone.whatsapp ? "1" : std::to_string(std::max(1, count_sms(message.text).segments)));
  put(form, "SmsStatus", "received");
  put(form, "ApiVersion", "2010-04-01");
  for (std::size_t at = 0; at < message.media.size(); ++at) {
    put(form, "MediaUrl" + std::to_string(at), media_url(options, message.sid, message.media[at].sid));
    put(form, "MediaContentType" + std::to_string(at), message.media[at].type);
  }
  if (phone.whatsapp) put_whatsapp(form, options, phone, extras);
  else put_places(form);
  put_if(form, "OptOutType", extras.opt_out);
  return form;
}

Form status_form(const Options& options, const Message& message, const std::string& status, std::int64_t error) {
  Form form;
  put(form, "MessageSid", message.sid);
  put(form, "SmsSid", message.sid);
  put(form, "MessageStatus", status);
  put(form, "SmsStatus", status);
  put(form, "To", message.to);
  put(form, "From", message.from);
  put(form, "AccountSid", options.account_sid);
  put(form, "ApiVersion", "2010-04-01");
  put_if(form, "MessagingServiceSid", message.service_sid);
  if (error) put(form, "ErrorCode", std::to_string(error));
  if (!message.to.starts_with("whatsapp:")) {
    if (status == "delivered") put(form, "RawDlrDoneDate", dlr_date(Loop::now_ms()));
    return form;
  }
  put(form, "ChannelPrefix", "whatsapp");
  put(form, "ChannelInstallSid", "XE" + options.account_sid.substr(2));
  put(form, "ChannelToAddress", masked(message.to));
  if (status == "sent") put(form, "StructuredMessage", message.free_form ? "false" : "true");
  if (status == "delivered" || status == "read") put(form, "ExternalUserId", "whatsapp:US.100000" + message.to.substr(10));
  if (error) put(form, "ErrorMessage", error_message(error));
  if (error == 63016) put(form, "ChannelStatusMessage", "Message failed to send because more than 24 hours have passed since the customer last replied to this number.");
  return form;
}

Form voice_form(const Options& options, const CallStep& step) {
  Form form;
  put(form, "CallSid", step.call_sid);
  put(form, "AccountSid", options.account_sid);
  for (const char* name : {"From", "Caller"}) put(form, name, step.from);
  for (const char* name : {"To", "Called"}) put(form, name, step.to);
  put(form, "Direction", "inbound");
  put(form, "CallStatus", step.status);
  put(form, "ApiVersion", "2010-04-01");
  for (const char* side : {"From", "To", "Caller", "Called"})
    for (const char* part : {"City", "State", "Zip", "Country"})
      put(form, std::string(side) + part, std::string_view(part) == "Country" ? "US" : "");
  if (step.sequence >= 0) {
    put(form, "CallbackSource", "call-progress-events");
    put(form, "SequenceNumber", std::to_string(step.sequence));
    put(form, "Timestamp", rfc2822(Loop::now_ms()));
  }
  if (step.seconds >= 0) {
    put(form, "CallDuration", std::to_string(step.seconds));
    put(form, "Duration", std::to_string((step.seconds + 59) / 60));
  }
  return form;
}

std::string error_message(std::int64_t code) {
  switch (code) {
    case 0: return {};
    case 30003: return "Unreachable destination handset";
    case 30005: return "Unknown destination handset";
    case 63016: return "Failed to send freeform message because you are outside the allowed window.";
    case 63024: return "Invalid message recipient";
    default: return "Error " + std::to_string(code);
  }
}

}  // namespace tributary::sandbox
