// Inbound SMS, MMS and WhatsApp. MessageType decides where it is given (WhatsApp): a document's file name
// arrives in Body, so a document without caption would otherwise look like a text.
#include <charconv>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"

namespace tributary::provider::twilio {
namespace {

Parsed unusable(std::string_view why) { return {{}, std::string(why)}; }

// The phone first: replies go to the first claim, and SMS and WhatsApp of one person meet in it. Somebody
// who hides the number is known by a business-scoped id alone.
std::vector<Claim> sender(const Form& form, Channel channel, std::string_view from) {
  std::vector<Claim> claims;
  if (channel == Channel::sms) {
    if (auto claim = sms_claim(from)) claims.push_back(*claim);
    return claims;
  }
  const std::string of_wa_id = "+" + std::string(form.get("WaId"));
  const std::string_view external = split_address(form.get("ExternalUserId")).bare;
  for (const IdentityKind kind : {IdentityKind::phone, IdentityKind::business_scoped}) {
    for (const std::string_view candidate : {from, kind == IdentityKind::phone ? std::string_view(of_wa_id) : external}) {
      const auto claim = whatsapp_claim(candidate);
      if (!claim || claim->kind != kind) continue;
      claims.push_back(*claim);
      break;
    }
  }
  return claims;
}

// As many as were announced or given. An entry without address was announced but not given.
std::vector<MediaSource> media_of(const Form& form) {
  const auto announced = whole_number(form.get("NumMedia"), 0, 1'000);
  std::vector<MediaSource> media;
  for (int i = 0; i < limits::media_per_message_max; ++i) {
    const std::string number = std::to_string(i);
    const std::string_view url = form.get("MediaUrl" + number);
    if (url.empty() && i >= announced.value_or(0)) break;
    media.push_back({valid_text(url), form.text("MediaContentType" + number), ""});
  }
  return media;
}

std::optional<double> degrees(std::string_view text, double limit) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= -limit && value <= limit)) return std::nullopt;
  return value;
}

std::optional<Location> location_of(const Form& form) {
  const auto latitude = degrees(form.get("Latitude"), 90), longitude = degrees(form.get("Longitude"), 180);
  if (!latitude || !longitude) return std::nullopt;
  return Location{*latitude, *longitude, form.text("Label"), form.text("Address")};
}

std::optional<Choice> choice_of(const Form& form) {
  const std::string_view id = form.first_of("ButtonPayload", "ListId"), title = form.first_of("ButtonText", "ListTitle");
  if (id.empty() && title.empty()) return std::nullopt;
  return Choice{valid_text(id), title.empty() ? form.text("Body") : valid_text(title)};
}

MessageKind kind_of(const Form& form, const Inbound& message) {
  const std::string_view type = form.get("MessageType");
  if (type.empty() || type == "text") {
    if (message.body.location) return MessageKind::location;
    if (message.body.choice) return MessageKind::choice;
    return message.media.empty() ? MessageKind::text : MessageKind::media;
  }
  if (type == "image" || type == "video" || type == "audio" || type == "document" || type == "sticker") return MessageKind::media;
  if (type == "location" && message.body.location) return MessageKind::location;
  if (type == "contacts") return MessageKind::contacts;
  if (type == "button" || type == "interactive") return MessageKind::choice;
  if (type == "reaction") return MessageKind::reaction;
  return MessageKind::unsupported;
}

// One short line is a name; anything else in Body was written by a person and stays text.
bool could_be_a_file_name(std::string_view text) {
  return !blank(text) && code_points(text) <= 255 && text.find_first_of("\r\n") == std::string_view::npos;
}

void fill_in_words(const Form& form, Inbound& message) {
  message.body.text = form.text("Body");
  message.media = media_of(form);
  message.body.location = location_of(form);
  message.body.choice = choice_of(form);
  message.kind = kind_of(form, message);
  message.body.media = static_cast<std::uint32_t>(message.media.size());
  message.body.forwarded = form.says_true("Forwarded") || form.says_true("FrequentlyForwarded");
  if (message.kind == MessageKind::choice && !message.body.choice) message.body.choice = Choice{"", message.body.text};
  if (message.kind == MessageKind::unsupported) message.body.raw = valid_text(form.raw());
  if (form.get("MessageType") == "document" && !message.media.empty() && could_be_a_file_name(message.body.text))
    message.media[0].name.swap(message.body.text);
}

// OptOutType is there with Advanced Opt-Out; by default only the words themselves come, which Twilio obeys
// all the same: what it blocks must not look sendable here. HELP was answered by Twilio already.
OptChange opt_change(const Form& form, Channel channel) {
  const std::string_view said = form.get("OptOutType");
  if (said == "STOP") return OptChange::out;
  if (said == "START") return OptChange::in;
  if (!said.empty() || channel != Channel::sms) return OptChange::none;
  constexpr std::size_t longest = 11;  // "UNSUBSCRIBE"
  std::string word;
  for (char c : form.get("Body")) {
    if (c == ' ' || c == '\n') continue;
    if (word.size() == longest) return OptChange::none;
    word += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  for (std::string_view stop : {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
    if (word == stop) return OptChange::out;
  for (std::string_view start : {"START", "YES", "UNSTOP"})
    if (word == start) return OptChange::in;
  return OptChange::none;
}

std::string name_of(const Form& form) {
  const std::string name = form.text("ProfileName");
  return blank(name) ? "" : std::string(cut_code_points(name, limits::name_characters_max));
}

}  // namespace

Parsed parse_message(const http::Request& request) { return message_of(Form(request)); }

Parsed message_of(const Form& form) {
  Inbound message;
  message.item = form.first_of("MessageSid", "SmsMessageSid");
  if (!looks_like_sid(message.item)) return unusable("The message id (MessageSid) is missing or malformed.");
  const Address from = split_address(form.get("From")), to = split_address(form.get("To"));
  if (!from.channel || !to.channel) return unusable("The message came over a channel that is not connected here.");
  if (*from.channel != *to.channel) return unusable("The addresses From and To belong to different channels.");
  const auto ours = sms_claim(to.bare);
  if (!ours || ours->kind == IdentityKind::sender_name) return unusable("Our own address (To) is missing or malformed.");
  message.channel = *to.channel;
  message.to = ours->address;
  message.from = sender(form, message.channel, from.bare);
  if (message.from.empty()) return unusable("The sender's address (From) is missing or malformed.");
  message.profile_name = name_of(form);
  fill_in_words(form, message);
  if (const auto replied = form.get("OriginalRepliedMessageSid"); looks_like_sid(replied)) message.in_reply_to_item = replied;
  message.opt = opt_change(form, message.channel);
  if (const auto account = form.get("AccountSid"); looks_like_sid(account)) message.account = account;
  Parsed parsed;
  parsed.items.emplace_back(std::move(message));
  return parsed;
}

}  // namespace tributary::provider::twilio
