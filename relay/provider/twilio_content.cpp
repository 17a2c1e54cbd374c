#include "relay/provider/twilio_content.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/inbox/variables.h"
#include "relay/provider/twilio_json.h"
#include "relay/provider/twilio_rest.h"

namespace tributary::provider::twilio {
namespace {

namespace json = boost::json;

constexpr std::string_view list_path = "/v1/ContentAndApprovals";
constexpr std::size_t sid_length = 34, name_bytes_max = 400;

// Twilio keeps contents on a host of its own; whoever stands in for it has one for everything.
std::string base_of(const Credentials& credentials) {
  if (!credentials.content_base.empty()) return credentials.content_base;
  const std::string base = api_base_of(credentials);
  return base == "https://api.twilio.com" ? std::string("https://content.twilio.com") : base;
}

bool is_content_sid(std::string_view sid) {
  return sid.size() == sid_length && sid.starts_with("HX") && sid.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

// Only a page of the same list: our credentials go along.
std::string safe_page(const Credentials& credentials, std::string_view url) {
  const std::string list = base_of(credentials) + std::string(list_path) + "?";
  const bool printable = std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '#' && c != '\\'; });
  return printable && url.size() <= 2'000 && url.starts_with(list) ? std::string(url) : std::string();
}

const json::object* object_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value ? value->if_object() : nullptr;
}

Approval approval_of(std::string_view status) {
  constexpr std::array<std::pair<std::string_view, Approval>, 6> known{{{"received", Approval::received}, {"pending", Approval::pending},
      {"approved", Approval::approved}, {"rejected", Approval::rejected}, {"paused", Approval::paused}, {"disabled", Approval::disabled}}};
  for (const auto& [word, approval] : known)
    if (word == status) return approval;
  return Approval::not_submitted;
}

std::string reason_of(const json::object& asked) {
  const std::string reason = string_of(asked, "rejection_reason");
  return valid_utf8(reason) ? std::string(cut_code_points(reason, static_cast<std::size_t>(limits::description_characters_max))) : std::string();
}

// Of several kinds of one content the first that has a text.
std::string body_of(const json::object& content) {
  const json::object* types = object_of(content, "types");
  if (!types) return {};
  for (const auto& type : *types) {
    const json::object* body = type.value().if_object();
    std::string text = body ? string_of(*body, "body") : std::string();
    if (!blank(text) && valid_utf8(text)) return text;
  }
  return {};
}

std::optional<ContentItem> item_of(const json::value& value) {
  const json::object* row = value.if_object();
  if (!row || !is_content_sid(string_of(*row, "sid"))) return std::nullopt;
  ContentItem item;
  item.sid = string_of(*row, "sid");
  item.name = string_of(*row, "friendly_name");
  if (!valid_utf8(item.name) || item.name.size() > name_bytes_max) item.name.clear();
  item.language = string_of(*row, "language");
  item.body = body_of(*row);
  item.variables = variables_in(item.body);
  const json::object* blanks = object_of(*row, "variables");
  if (item.body.empty() && blanks)
    for (const auto& one : *blanks) item.variables.emplace_back(one.key());
  if (const json::object* asked = object_of(*row, "approval_requests")) {
    item.approval = approval_of(string_of(*asked, "status"));
    if (string_of(*asked, "category") == "MARKETING") item.category = TemplateCategory::marketing;
    if (item.approval == Approval::rejected) item.reason = reason_of(*asked);
  }
  return item;
}

http::OutboundRequest post(const Credentials& credentials, std::string url, const json::object& body) {
  http::OutboundRequest request = get(credentials, std::move(url));
  request.method = "POST";
  request.fields.push_back({"Content-Type", "application/json"});
  request.body = json::serialize(body);
  return request;
}

// Up to three short ones are buttons; more, longer or explained ones are a list, whose own button counts them in any language.
json::object choices_type(const ChoicesOffered& offered) {
  constexpr std::size_t buttons_max = 3, button_characters_max = 20;
  const bool buttons = offered.choices.size() <= buttons_max && std::all_of(offered.choices.begin(), offered.choices.end(), [](const Offer& one) {
    return one.description.empty() && code_points(one.title) <= button_characters_max;
  });
  json::array list;
  for (const Offer& one : offered.choices) {
    const std::string id = std::to_string(list.size() + 1);
    json::object row{{"id", id}, {buttons ? "title" : "item", one.title}};
    if (buttons) row["type"] = "QUICK_REPLY";
    else if (!one.description.empty()) row["description"] = one.description;
    list.push_back(std::move(row));
  }
  json::object body{{"body", offered.question}};
  if (!buttons) body["button"] = "1 – " + std::to_string(list.size());
  body[buttons ? "actions" : "items"] = std::move(list);
  return {{buttons ? "twilio/quick-reply" : "twilio/list-picker", std::move(body)}};
}

// WhatsApp's names have small letters, digits and underscores, and none is used twice: the content's id makes it one of its own.
std::string whatsapp_name(const MessageTemplate& t) {
  constexpr std::size_t readable_max = 60, unique = 8;
  std::string name;
  for (const char c : t.name) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (plain) name += low;
    else if (!name.empty() && name.back() != '_') name += '_';
    if (name.size() == readable_max) break;
  }
  if (name.empty() || name.back() != '_') name += '_';
  for (const char c : t.content_sid.substr(t.content_sid.size() - std::min(unique, t.content_sid.size()))) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

}  // namespace

http::OutboundRequest list_contents(const Credentials& credentials, std::string_view page) {
  const std::string next = safe_page(credentials, page);
  return get(credentials, next.empty() ? base_of(credentials) + std::string(list_path) + "?PageSize=100" : next);
}

std::optional<ContentPage> parse_contents(const Credentials& credentials, std::string_view text) {
  const auto answer = parse_object(text);
  const json::array* rows = answer ? array_of(*answer, "contents") : nullptr;
  if (!rows) return std::nullopt;
  ContentPage page;
  for (const json::value& row : *rows)
    if (auto item = item_of(row)) page.items.push_back(std::move(*item));
  if (const json::object* meta = object_of(*answer, "meta")) page.next_page = safe_page(credentials, string_of(*meta, "next_page_url"));
  return page;
}

http::OutboundRequest create_content(const Credentials& credentials, const MessageTemplate& t) {
  Values numbered;
  json::object samples;
  for (const std::string& name : t.variables) {
    const std::string number = std::to_string(numbered.size() + 1);
    const std::size_t at = numbered.size();
    samples[number] = at < t.samples.size() && !blank(t.samples[at]) ? t.samples[at] : name;
    numbered.push_back({name, "{{" + number + "}}"});
  }
  const Result<std::string> body = filled_in(t.body, numbered);
  const json::object types{{"twilio/text", json::object{{"body", body ? *body : t.body}}}};
  return post(credentials, base_of(credentials) + "/v1/Content",
              {{"friendly_name", t.name}, {"language", t.language.empty() ? std::string("en") : t.language}, {"variables", samples}, {"types", types}});
}

std::optional<http::OutboundRequest> create_choices(const Credentials& credentials, const ChoicesOffered& offered) {
  constexpr std::size_t question_characters_max = 1024;
  if (offered.choices.empty() || code_points(offered.question) > question_characters_max) return std::nullopt;
  return post(credentials, base_of(credentials) + "/v1/Content",
              {{"friendly_name", "choices"}, {"language", "en"}, {"variables", json::object{}}, {"types", choices_type(offered)}});
}

std::string created_content(std::string_view text) {
  const auto answer = parse_object(text);
  std::string sid = answer ? string_of(*answer, "sid") : std::string();
  return is_content_sid(sid) ? sid : std::string();
}

http::OutboundRequest ask_approval(const Credentials& credentials, const MessageTemplate& t) {
  return post(credentials, base_of(credentials) + "/v1/Content/" + http::percent_encode(t.content_sid) + "/ApprovalRequests/whatsapp",
              {{"name", whatsapp_name(t)}, {"category", t.category == TemplateCategory::marketing ? "MARKETING" : "UTILITY"}});
}

std::optional<Approval> parse_approval(std::string_view text) {
  const auto answer = parse_object(text);
  const std::string status = answer ? string_of(*answer, "status") : std::string();
  if (status.empty()) return std::nullopt;
  return approval_of(status);
}

}  // namespace tributary::provider::twilio
