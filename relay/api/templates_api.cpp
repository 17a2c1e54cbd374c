#include "relay/api/templates_api.h"

#include <boost/json.hpp>

#include "core/base/id_text.h"
#include "relay/api/answers.h"
#include "relay/api/words_of_kinds.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

json::object template_json(const MessageTemplate& t) {
  json::array variables;
  for (const std::string& name : t.variables) variables.push_back(json::value(name));
  return {{"id", to_text(t.id)}, {"name", t.name}, {"channel", word(t.channel)}, {"language", t.language}, {"body", t.body}, {"variables", std::move(variables)},
          {"contentSid", t.content_sid.empty() ? json::value(nullptr) : json::value(t.content_sid)}, {"approval", word(t.approval)}, {"readOnly", t.from_environment}, {"usage", word(t.usage)}};
}

bool is_content_sid(const std::string& text) {
  return text.size() == 34 && text.starts_with("HX") && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string::npos;
}

void list(const Granted<Action::read_templates>& granted, Call& call) {
  json::array items;
  granted.tenant().runtime.state().templates.for_each([&](TemplateId, const MessageTemplate& t) { items.push_back(template_json(t)); });
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", nullptr}}));
}

// What is wrong with the body, as an answer; nothing when it makes a template.
std::optional<http::Response> read_template(const json::object& body, MessageTemplate& t) {
  t.name = text_field(body, "name").value_or("");
  t.body = text_field(body, "body").value_or("");
  t.language = text_field(body, "language").value_or("");
  t.content_sid = text_field(body, "contentSid").value_or("");
  const std::string channel = text_field(body, "channel").value_or("");
  if (channel != "sms" && channel != "whatsapp") return error(422, "invalid_value", "channel must be sms or whatsapp.", "channel");
  t.channel = channel == "sms" ? Channel::sms : Channel::whatsapp;
  if (!t.content_sid.empty() && !is_content_sid(t.content_sid)) return error(422, "invalid_value", "contentSid must be HX followed by 32 hexadecimal digits.", "contentSid");
  if (t.language.size() > 16) return error(422, "invalid_value", "language must be a short code such as en or pt_BR.", "language", 16);
  t.variables = variables_in(t.body);
  if (const json::value* given = body.if_contains("variables")) {
    std::vector<std::string> names;
    if (given->is_array())
      for (const json::value& name : given->get_array()) names.push_back(name.is_string() ? std::string(name.get_string()) : std::string());
    if (!given->is_array() || (names != t.variables && !t.body.empty()))
      return error(422, "invalid_value", "variables must list the names between {{ and }} in the body, in their order.", "variables");
    t.variables = std::move(names);
  }
  return std::nullopt;
}

void create(const Granted<Action::write_templates>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "channel", "body", "language", "variables", "contentSid"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  MessageTemplate t;
  t.id = store::mint<TemplateId>();
  if (auto wrong = read_template(*body.fields, t)) return call.reply(std::move(*wrong));
  auto receipt = granted.tenant().runtime.submit(ConfigureTemplate{t}, granted.actor(), store::mint<CommandId>());
  if (!receipt.accepted)
    return call.reply(error(422, "invalid_value", "A template needs a name of its own (1 to 200 characters) and a body of at most 1,600 characters or a contentSid.", "name"));
  call.reply_when_durable([t] { return json_response(201, template_json(t)); });
}

}  // namespace

void add_template_routes(Router& router) {
  router.on<Action::read_templates>("GET", "/api/v1/message-templates", list);
  router.on<Action::write_templates>("POST", "/api/v1/message-templates", create);
}

}  // namespace tributary::api
