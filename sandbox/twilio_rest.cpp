#include "sandbox/twilio_rest.h"

#include <algorithm>

#include "sandbox/codec.h"
#include "sandbox/chance.h"
#include "core/base/segments.h"
#include "sandbox/forms.h"

namespace tributary::sandbox {

namespace {

constexpr std::string_view root = "/2010-04-01/Accounts/";
constexpr std::size_t page_size_usual = 50, page_size_max = 1000;

http::Response not_found(const http::Request& request) {
  return twilio_error(404, 20404, "The requested resource " + request.path + " was not found");
}

struct Filter {
  std::string to, from, after_sid;
  std::optional<std::int64_t> since, before;
  std::size_t page_size = page_size_usual;
};

Filter read_filter(std::string_view query) {
  Filter filter;
  for (const auto& [name, value] : http::parse_form(query)) {
    if (name == "To") filter.to = value;
    if (name == "From") filter.from = value;
    if (name == "DateSent>") filter.since = parse_date(value);
    if (name == "DateSent<") filter.before = parse_date(value);
    if (name == "DateSent" && (filter.since = parse_date(value))) filter.before = *filter.since + 86'400'000;
    if (name == "PageSize") filter.page_size = std::clamp<std::size_t>(std::strtoul(value.c_str(), nullptr, 10), 1, page_size_max);
    if (name == "PageToken" && value.starts_with("PA")) filter.after_sid = value.substr(2);
  }
  return filter;
}

bool matches(const Filter& filter, const Message& message) {
  if (message.kind == "call") return false;
  if (!filter.to.empty() && filter.to != message.to) return false;
  if (!filter.from.empty() && filter.from != message.from) return false;
  if (filter.since && message.at_ms < *filter.since) return false;
  return !filter.before || message.at_ms < *filter.before;
}

json::value date_or_null(bool known, std::int64_t ms) { return known ? json::value(rfc2822(ms)) : json::value(nullptr); }

}  // namespace

http::Response twilio_json(int status, const json::value& body) { return {status, "application/json", json::serialize(body), {}}; }

http::Response twilio_error(int status, int code, std::string_view message) {
  http::Response out = twilio_json(status, json::object{{"code", code}, {"message", message}, {"status", status},
                                                        {"more_info", "https://www.twilio.com/docs/errors/" + std::to_string(code)}});
  if (status == 401) out.fields.push_back({"WWW-Authenticate", "Basic realm=\"Twilio API\""});
  return out;
}

bool TwilioRest::serves(std::string_view path) { return path.starts_with("/2010-04-01/") || path.starts_with("/cdn/"); }

// The account's own token, or an API key whose secret the sandbox takes to be the same.
bool TwilioRest::authorised(const http::Request& request) const {
  const auto given = basic_credentials(request.field("authorization"));
  if (!given || given->password != options_.auth_token) return false;
  return given->user == options_.account_sid || looks_like_sid("SK", given->user);
}

http::Response TwilioRest::answer(const http::Request& request) {
  if (request.path.starts_with("/cdn/")) return cdn(request);
  if (!authorised(request)) return twilio_error(401, 20003, "Authenticate");
  if (!request.path.starts_with(account_path())) return not_found(request);
  const std::string_view rest = std::string_view(request.path).substr(root.size() + options_.account_sid.size());
  if (rest == ".json" && request.method == "GET")
    return twilio_json(200, json::object{{"sid", options_.account_sid}, {"friendly_name", "Sandbox"}, {"status", "active"}, {"type", "Full"}});
  if (rest.starts_with("/Messages")) return messages(request, rest.substr(9));
  journal_.violation("unknown_path", request.method + " " + request.path);
  return not_found(request);
}

http::Response TwilioRest::messages(const http::Request& request, std::string_view rest) {
  if (rest == ".json") {
    if (request.method == "POST") return send(request);
    return request.method == "GET" ? list(request) : twilio_error(405, 20004, "Method not allowed");
  }
  const std::string_view sid = rest.substr(std::min<std::size_t>(1, rest.size()), 34);
  Message* message = rest.starts_with('/') ? phones_.message(sid) : nullptr;
  if (!message || message->kind == "call") return not_found(request);
  const std::string_view tail = rest.substr(35);
  if (tail == ".json") return request.method == "POST" ? change(request, *message) : twilio_json(200, describe(*message));
  if (tail.starts_with("/Media") && request.method == "GET") return media_of(request, *message, tail.substr(6));
  return not_found(request);
}

json::object TwilioRest::describe(const Message& message) const {
  const std::string uri = account_path() + "/Messages/" + message.sid;
  const bool whatsapp = message.to.starts_with("whatsapp:");
  const int segments = whatsapp ? 1 : std::max(1, count_sms(message.text).segments);
  const bool left = message.status != "queued" && message.status != "accepted";
  const std::size_t media = message.from_customer ? message.media.size() : message.media_urls.size();
  const bool unassigned = !message.service_sid.empty() && message.status == "accepted";
  return {{"sid", message.sid}, {"account_sid", options_.account_sid}, {"api_version", "2010-04-01"}, {"body", message.text},
          {"from", unassigned ? json::value(nullptr) : json::value(message.from)}, {"to", message.to}, {"status", message.status},
          {"direction", message.from_customer ? "inbound" : "outbound-api"},
          {"num_media", std::to_string(media)}, {"num_segments", unassigned ? "0" : std::to_string(segments)},
          {"date_created", rfc2822(message.at_ms)}, {"date_updated", rfc2822(message.updated_ms)},
          {"date_sent", date_or_null(left || message.from_customer, message.at_ms)},
          {"messaging_service_sid", message.service_sid.empty() ? json::value(nullptr) : json::value(message.service_sid)},
          {"error_code", message.error ? json::value(message.error) : json::value(nullptr)},
          {"error_message", message.error ? json::value(error_message(message.error)) : json::value(nullptr)},
          {"price", nullptr}, {"price_unit", "USD"}, {"uri", uri + ".json"}, {"subresource_uris", json::object{{"media", uri + "/Media.json"}}}};
}

// Newest first. The page token names the last message seen, so that new ones do not shift the pages.
http::Response TwilioRest::list(const http::Request& request) {
  const Filter filter = read_filter(request.query);
  json::array page;
  std::string last, next;
  bool started = filter.after_sid.empty();
  for (auto at = phones_.messages().rbegin(); at != phones_.messages().rend(); ++at) {
    if (!started) started = at->sid == filter.after_sid;
    else if (matches(filter, *at)) {
      if (page.size() == filter.page_size) {
        next = "PA" + last;
        break;
      }
      page.push_back(describe(*at));
      last = at->sid;
    }
  }
  const std::string uri = account_path() + "/Messages.json?";
  std::vector<http::Field> query;
  for (auto& field : http::parse_form(request.query))
    if (field.name != "PageToken" && field.name != "Page") query.push_back(std::move(field));
  const std::string base = uri + http::form_encode(query);
  return twilio_json(200, json::object{{"end", page.empty() ? 0 : page.size() - 1}, {"first_page_uri", base + "&Page=0"}, {"messages", std::move(page)},
                                       {"next_page_uri", next.empty() ? json::value(nullptr) : json::value(base + "&Page=1&PageToken=" + next)},
                                       {"page", filter.after_sid.empty() ? 0 : 1}, {"page_size", filter.page_size}, {"previous_page_uri", nullptr},
                                       {"start", 0}, {"uri", account_path() + "/Messages.json?" + request.query}});
}

http::Response TwilioRest::change(const http::Request& request, Message& message) {
  for (const auto& [name, value] : http::parse_form(request.body)) {
    if (name == "Body" && value.empty()) message.text.clear();
    else if (name == "Status" && value == "canceled" && !is_final(message.status)) message.status = "canceled";
    else return twilio_error(400, 20001, "Only Body= and Status=canceled can be changed");
  }
  message.updated_ms = Loop::now_ms();
  phones_.changed();
  journal_.ring("message", message.phone);
  return twilio_json(200, describe(message));
}

http::Response TwilioRest::media_of(const http::Request& request, const Message& message, std::string_view rest) {
  const std::string uri = account_path() + "/Messages/" + message.sid + "/Media";
  const auto entry = [&](const Media& media) {
    return json::object{{"sid", media.sid}, {"account_sid", options_.account_sid}, {"parent_sid", message.sid}, {"content_type", media.type},
                        {"date_created", rfc2822(message.at_ms)}, {"date_updated", rfc2822(message.at_ms)}, {"uri", uri + "/" + media.sid + ".json"}};
  };
  if (rest == ".json") {
    json::array list;
    for (const auto& media : message.media) list.push_back(entry(media));
    return twilio_json(200, json::object{{"media_list", std::move(list)}, {"page", 0}, {"page_size", 50}, {"next_page_uri", nullptr}, {"uri", uri + ".json"}});
  }
  for (const auto& media : message.media) {
    if (rest == "/" + media.sid + ".json") return twilio_json(200, entry(media));
    if (rest != "/" + media.sid) continue;
    if (asked_[media.sid]++ < media_lag) return twilio_error(404, 20404, "not found yet - retry after a short delay");
    http::Response moved{307, "application/xml", "", {}};
    moved.fields.push_back({"Location", options_.own_base() + "/cdn/" + options_.account_sid + "/" + media.sid + "?Expires=1&Signature=sandbox"});
    return moved;
  }
  return not_found(request);
}

// Another host at the real Twilio: the account's password has no business here.
http::Response TwilioRest::cdn(const http::Request& request) {
  if (!request.field("authorization").empty()) {
    journal_.violation("credentials_to_cdn", request.path);
    return {400, "application/xml", "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>", {}};
  }
  const std::string sid = request.path.substr(request.path.rfind('/') + 1);
  for (const auto& message : phones_.messages())
    for (const auto& media : message.media)
      if (media.sid == sid) return {200, media.type, phones_.media_bytes(sid), {}};
  return {404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>", {}};
}

}  // namespace tributary::sandbox
