#include "sandbox/templates.h"

#include "core/base/text.h"
#include "sandbox/chance.h"
#include "sandbox/codec.h"
#include "sandbox/twilio_rest.h"

namespace tributary::sandbox {

namespace {

// What Meta would refuse later, said at once: lengths and counts of the two kinds with parts.
std::string wrong_with_type(std::string_view type, const json::object& body) {
  if (type == "twilio/list-picker") {
    const auto* items = array_of(body, "items");
    if (!items || items->empty() || items->size() > 10) return "a list picker needs 1 to 10 items";
    if (code_points(text_of(body, "button")) > 20) return "the button of a list picker has at most 20 characters";
    for (const auto& value : *items) {
      const auto* item = value.if_object();
      if (!item || code_points(text_of(*item, "item")) > 24) return "an item has at most 24 characters";
      if (code_points(text_of(*item, "description")) > 72) return "a description has at most 72 characters";
    }
  }
  if (type == "twilio/quick-reply") {
    const auto* actions = array_of(body, "actions");
    if (!actions || actions->empty() || actions->size() > 10) return "quick replies need 1 to 10 actions";
    for (const auto& value : *actions)
      if (const auto* action = value.if_object(); !action || code_points(text_of(*action, "title")) > 20) return "a title has at most 20 characters";
  }
  if (code_points(text_of(body, "body")) > 1024) return "a body has at most 1024 characters";
  return {};
}

const json::object* body_of(const json::object& content) {
  const auto* types = object_of(content, "types");
  return types && !types->empty() ? types->begin()->value().if_object() : nullptr;
}

// A phone of ours shows buttons and lists as numbered lines under the question.
std::string listed(const json::object& body) {
  std::string lines;
  const auto* buttons = array_of(body, "actions");
  const auto* rows = buttons ? buttons : array_of(body, "items");
  int number = 0;
  for (std::size_t i = 0; rows && i < rows->size(); ++i) {
    const auto* one = (*rows)[i].if_object();
    if (!one) continue;
    lines += "\n" + std::to_string(++number) + ". " + text_of(*one, buttons ? "title" : "item");
    if (const std::string more = text_of(*one, "description"); !more.empty()) lines += " – " + more;
  }
  return lines;
}

}  // namespace

bool Templates::serves(std::string_view path) { return path.starts_with("/v1/Content") || path.starts_with("/v2/Content"); }

http::Response Templates::answer(const http::Request& request) {
  const std::string_view path = std::string_view(request.path).substr(3);
  if (path == "/Content" && request.method == "POST") return create(request);
  if ((path == "/Content" || path == "/ContentAndApprovals") && request.method == "GET") return twilio_json(200, listing(path != "/Content"));
  if (!path.starts_with("/Content/")) return twilio_error(404, 20404, "The requested resource was not found");
  const std::string_view rest = path.substr(9);
  const auto found = items_.find(rest.substr(0, rest.find('/')));
  if (found == items_.end()) return twilio_error(404, 20404, "The requested resource " + request.path + " was not found");
  const std::string_view tail = rest.substr(std::min(rest.find('/'), rest.size()));
  if (tail.empty() && request.method == "GET") return twilio_json(200, found->second.content);
  if (tail.empty() && request.method == "DELETE") {
    items_.erase(found);
    return {204, "", "", {}};
  }
  if (tail == "/ApprovalRequests/whatsapp" && request.method == "POST") return submit(request, found->second);
  if (tail == "/ApprovalRequests" && request.method == "GET")
    return twilio_json(200, json::object{{"sid", found->first}, {"account_sid", options_.account_sid}, {"whatsapp", approval_of(found->second)}});
  return twilio_error(405, 20004, "Method not allowed");
}

http::Response Templates::create(const http::Request& request) {
  auto wanted = parse_object(request.body);
  if (!request.field("content-type").starts_with("application/json") || !wanted) return twilio_error(400, 20001, "The body is not JSON");
  const auto* types = object_of(*wanted, "types");
  if (!types || types->empty() || text_of(*wanted, "language").empty()) return twilio_error(400, 20001, "language and types are required");
  for (const auto& [type, body] : *types) {
    if (!body.is_object()) return twilio_error(400, 20001, "a type needs an object");
    const std::string wrong = wrong_with_type(type, body.get_object());
    if (!wrong.empty()) return twilio_error(400, 20001, wrong);
  }
  const std::string sid = phones_.sid("HX"), now = iso8601(Loop::now_ms());
  Item item;
  item.content = {{"sid", sid}, {"account_sid", options_.account_sid}, {"friendly_name", text_of(*wanted, "friendly_name")},
                  {"language", text_of(*wanted, "language")}, {"types", *types}, {"date_created", now}, {"date_updated", now}};
  const auto* variables = object_of(*wanted, "variables");
  item.content["variables"] = variables ? *variables : json::object{};
  item.content["url"] = options_.own_base() + "/v1/Content/" + sid;
  item.content["links"] = json::object{{"approval_fetch", options_.own_base() + "/v1/Content/" + sid + "/ApprovalRequests"},
                                       {"approval_create", options_.own_base() + "/v1/Content/" + sid + "/ApprovalRequests/whatsapp"}};
  return twilio_json(201, items_.emplace(sid, std::move(item)).first->second.content);
}

http::Response Templates::submit(const http::Request& request, Item& item) {
  const auto wanted = parse_object(request.body);
  if (!wanted) return twilio_error(400, 20001, "The body is not JSON");
  item.name = text_of(*wanted, "name");
  item.category = text_of(*wanted, "category");
  if (item.name.empty() || item.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
    return twilio_error(400, 20001, "a name has lower-case letters, digits and underscores only");
  if (item.category != "UTILITY" && item.category != "MARKETING" && item.category != "AUTHENTICATION")
    return twilio_error(400, 20001, "an unknown category");
  item.approval = "received";
  return twilio_json(201, approval_of(item));
}

json::object Templates::approval_of(const Item& item) {
  const auto* types = object_of(item.content, "types");
  return {{"status", item.approval}, {"name", item.name}, {"category", item.category}, {"rejection_reason", item.reason},
          {"content_type", types ? std::string(std::string_view(types->begin()->key())) : ""}, {"allow_category_change", true}, {"type", "whatsapp"}};
}

json::object Templates::listing(bool with_approvals) const {
  json::array list;
  for (const auto& [sid, item] : items_) {
    json::object content = item.content;
    if (with_approvals) content["approval_requests"] = approval_of(item);
    list.push_back(std::move(content));
  }
  return {{"contents", std::move(list)}, {"meta", json::object{{"page", 0}, {"page_size", 50}, {"next_page_url", nullptr}, {"previous_page_url", nullptr}, {"key", "contents"}}}};
}

bool Templates::session_only(std::string_view sid) const {
  const auto found = items_.find(sid);
  if (found == items_.end()) return false;
  const auto* types = object_of(found->second.content, "types");
  return (types && types->contains("twilio/list-picker")) || found->second.approval != "approved";
}

std::string Templates::text_of_template(std::string_view sid, const json::object& variables) const {
  const auto found = items_.find(sid);
  const json::object* body = found == items_.end() ? nullptr : body_of(found->second.content);
  if (!body) return {};
  std::string text = text_of(*body, "body") + listed(*body);
  for (const auto& [name, value] : variables) {
    const std::string hole = "{{" + std::string(name) + "}}";
    const std::string filling = value.is_string() ? std::string(value.get_string()) : "";
    for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole, at + filling.size())) text.replace(at, hole.size(), filling);
  }
  return text;
}

bool Templates::decide(std::string_view sid, std::string_view status, std::string_view why) {
  const auto found = items_.find(sid);
  if (found == items_.end()) return false;
  found->second.approval = status;
  found->second.reason = status == "rejected" ? (why.empty() ? "the sandbox was told so" : std::string(why)) : std::string();
  journal_.ring("template");
  return true;
}

}  // namespace tributary::sandbox
