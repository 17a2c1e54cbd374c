// Reading back what Twilio knows: after an outage (P2), and instead of webhooks where no public address
// exists. One page has up to 1000 messages, the most there may be; the answer names the next.
#include <algorithm>
#include <array>

#include "core/base/civil.h"
#include "core/base/limits.h"
#include "relay/provider/twilio.h"
#include "relay/provider/twilio_form.h"
#include "relay/provider/twilio_json.h"
#include "relay/provider/twilio_rest.h"

namespace tributary::provider::twilio {
namespace {

constexpr std::size_t page_bytes_max = 24u << 20;  // 1000 messages of 1600 characters, each escaped as two times six bytes

std::optional<std::int32_t> two_digits(std::string_view text, std::int32_t min, std::int32_t max) {
  const auto value = whole_number(text, min, max);
  return value ? std::optional(static_cast<std::int32_t>(*value)) : std::nullopt;
}

// RFC 2822 as Twilio writes it: "Sat, 21 Nov 2026 10:00:00 +0000". 0 when it is anything else.
std::int64_t date_ms(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 31 || text.substr(3, 2) != ", " || !text.ends_with(" +0000")) return 0;
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  const auto day = two_digits(text.substr(5, 2), 1, 31);
  const auto year = two_digits(text.substr(12, 4), 1970, 9999);
  const auto hour = two_digits(text.substr(17, 2), 0, 23), minute = two_digits(text.substr(20, 2), 0, 59);
  const auto second = two_digits(text.substr(23, 2), 0, 60);
  if (month == months.end() || !day || !year || !hour || !minute || !second) return 0;
  return instant_of({*year, static_cast<std::int32_t>(month - months.begin()) + 1, *day, *hour, *minute, *second, 0}).ms;
}

std::optional<Inbound> inbound_of(const boost::json::object& row) {
  Inbound message;
  const std::string from = string_of(row, "from"), to = string_of(row, "to");
  const Address sender = split_address(from), ours = split_address(to);
  const bool same_channel = sender.channel && ours.channel && *sender.channel == *ours.channel;
  const auto number = sms_claim(ours.bare);
  const auto claim = sender.channel == Channel::whatsapp ? whatsapp_claim(sender.bare) : sms_claim(sender.bare);
  if (!same_channel || !number || number->kind == IdentityKind::sender_name || !claim) return std::nullopt;
  message.item = string_of(row, "sid");
  message.to = number->address;
  message.channel = *ours.channel;
  message.from = {*claim};
  message.body.text = valid_text(string_of(row, "body"));
  const std::string account = string_of(row, "account_sid");
  if (looks_like_sid(account)) message.account = account;
  const auto media = std::clamp<std::int64_t>(number_of(row, "num_media"), 0, limits::media_per_message_max);
  if (media > 0) message.kind = MessageKind::media;
  const std::string list = "/2010-04-01/Accounts/" + message.account + "/Messages/" + message.item + "/Media.json";
  message.media.assign(static_cast<std::size_t>(media), MediaSource{list, "", ""});
  message.body.media = static_cast<std::uint32_t>(media);
  return message;
}

Listed::Sent sent_of(const boost::json::object& row) {
  Listed::Sent sent;
  sent.item = string_of(row, "sid");
  const std::string to = string_of(row, "to"), from = string_of(row, "from");  // from is null behind a messaging service
  sent.to = split_address(to).bare;
  sent.from = split_address(from).bare;
  sent.channel = split_address(to).channel.value_or(Channel::sms);
  sent.text = valid_text(string_of(row, "body"));
  sent.status = delivery_of(string_of(row, "status")).value_or(Delivery::accepted);
  sent.error = static_cast<std::int32_t>(std::clamp<std::int64_t>(number_of(row, "error_code"), 0, 999'999));
  sent.created_ms = date_ms(string_of(row, "date_created"));
  return sent;
}

// What was to be sent later was made long before it was sent; the list goes by the sending.
std::int64_t row_ms(const boost::json::object& row) { return std::max(date_ms(string_of(row, "date_created")), date_ms(string_of(row, "date_sent"))); }

void add_row(Listed& listed, const boost::json::value& value) {
  const boost::json::object* row = value.if_object();
  if (!row || !looks_like_sid(string_of(*row, "sid"))) return;
  const std::int64_t at_ms = row_ms(*row);
  listed.newest_ms = at_ms == 0 ? Listed::no_date_ms : std::max(listed.newest_ms, at_ms);
  const std::string direction = string_of(*row, "direction");
  if (direction.starts_with("outbound")) listed.outbound.push_back(sent_of(*row));
  if (direction != "inbound" || string_of(*row, "status") == "receiving") return;  // still coming in: the next page or poll has it
  if (auto message = inbound_of(*row)) listed.inbound.push_back(std::move(*message));
}

}  // namespace

http::OutboundRequest list_messages(const Credentials& credentials, std::string_view date_sent_after_yyyy_mm_dd, std::string_view page_uri) {
  const std::string next = safe_uri(page_uri);
  const std::string first = "/Messages.json?DateSent%3E=" + http::percent_encode(date_sent_after_yyyy_mm_dd) + "&PageSize=1000";
  http::OutboundRequest request = get(credentials, next.empty() ? account_url(credentials, first) : api_base_of(credentials) + next);
  request.body_bytes_max = page_bytes_max;
  return request;
}

std::optional<Listed> parse_list(std::string_view json) {
  const auto answer = parse_object(json);
  const boost::json::array* rows = answer ? array_of(*answer, "messages") : nullptr;
  if (!rows) return std::nullopt;
  Listed listed;
  for (const boost::json::value& row : *rows) add_row(listed, row);
  listed.next_page_uri = safe_uri(string_of(*answer, "next_page_uri"));
  return listed;
}

http::OutboundRequest list_media(const Credentials& credentials, std::string_view message_sid) {
  return get(credentials, account_url(credentials, "/Messages/" + http::percent_encode(message_sid) + "/Media.json"));
}

std::vector<MediaSource> parse_media_list(const Credentials& credentials, std::string_view json) {
  std::vector<MediaSource> media;
  const auto answer = parse_object(json);
  const boost::json::array* rows = answer ? array_of(*answer, "media_list") : nullptr;
  if (!rows) return media;
  for (const boost::json::value& value : *rows) {
    const boost::json::object* row = value.if_object();
    if (!row || media.size() == static_cast<std::size_t>(limits::media_per_message_max)) continue;
    std::string uri = safe_uri(string_of(*row, "uri"));
    if (uri.ends_with(".json")) uri.resize(uri.size() - 5);
    media.push_back({uri.empty() ? "" : api_base_of(credentials) + uri, valid_text(string_of(*row, "content_type")), ""});
  }
  return media;
}

}  // namespace tributary::provider::twilio
