#include "relay/api/templates_api.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/naming.h"
#include "relay/api/commanding.h"
#include "relay/api/words_of_kinds.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::int64_t labels_max = 10;
constexpr std::size_t label_characters_max = 50;

json::object template_json(const host::TenantRuntime& tenant, const MessageTemplate& t) {
  json::array variables, labels;
  json::object samples;
  for (std::size_t i = 0; i < t.samples.size(); ++i) samples[t.variables[i]] = t.samples[i];
  for (const std::string& label : t.labels) labels.push_back(json::value(label));
  for (const std::string& name : t.variables) variables.push_back(json::value(name));
  return {{"id", to_text(t.id)}, {"name", t.name}, {"channel", word(t.channel)}, {"language", t.language}, {"body", t.body}, {"variables", std::move(variables)},
          {"contentSid", t.content_sid.empty() ? json::value(nullptr) : json::value(t.content_sid)}, {"approval", word(t.approval)}, {"readOnly", host::TemplateKeeper::from_provider(tenant, t)}, {"usage", word(t.usage)},
          {"accountId", t.account ? json::value(to_text(t.account)) : json::value(nullptr)}, {"labels", std::move(labels)},
          {"category", word(t.category)}, {"samples", std::move(samples)}, {"reason", t.reason.empty() ? json::value(nullptr) : json::value(t.reason)}};
}

bool is_content_sid(const std::string& text) {
  return text.size() == 34 && text.starts_with("HX") && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string::npos;
}

void list(const Granted<Action::read_templates>& granted, Call& call) {
  json::array items;
  const auto& runtime = granted.tenant().runtime;
  runtime.state().templates.for_each([&](TemplateId, const MessageTemplate& t) { items.push_back(template_json(runtime, t)); });
  const auto read_at = granted.tenant().templates.read_at();
  call.reply(json_response(200, json::object{{"items", std::move(items)}, {"nextCursor", nullptr}, {"readAt", read_at ? json::value(iso_text(*read_at)) : json::value(nullptr)}}));
}

std::optional<TemplateUsage> usage_of(const std::string& text) {
  for (const TemplateUsage one : {TemplateUsage::any, TemplateUsage::start, TemplateUsage::reply, TemplateUsage::window})
    if (word(one) == text) return one;
  return std::nullopt;
}

std::optional<std::vector<std::string>> read_labels(const json::value& given) {
  std::vector<std::string> labels;
  if (!given.is_array() || given.get_array().size() > static_cast<std::size_t>(labels_max)) return std::nullopt;
  for (const json::value& one : given.get_array()) {
    const std::string label = one.is_string() ? as_name(std::string_view(one.get_string().data(), one.get_string().size())) : std::string();
    if (label.empty() || code_points(label) > label_characters_max) return std::nullopt;
    labels.push_back(label);
  }
  return labels;
}

// A blank keeps its sample when the words around it change; nothing given and nothing kept: none has one.
void carry_samples(const MessageTemplate& before, MessageTemplate& t) {
  std::vector<std::string> samples(t.variables.size());
  bool any = false;
  for (std::size_t i = 0; i < t.variables.size(); ++i)
    for (std::size_t j = 0; j < before.samples.size(); ++j)
      if (before.variables[j] == t.variables[i]) samples[i] = before.samples[j], any = any || !samples[i].empty();
  t.samples = any ? std::move(samples) : std::vector<std::string>{};
}

bool read_samples(const json::value& given, MessageTemplate& t) {
  if (!given.is_object()) return false;
  std::vector<std::string> samples(t.variables.size());
  bool any = false;
  for (const auto& one : given.get_object()) {
    const auto at = std::find(t.variables.begin(), t.variables.end(), std::string_view(one.key()));
    if (at == t.variables.end() || !one.value().is_string()) return false;
    std::string& sample = samples[static_cast<std::size_t>(at - t.variables.begin())];
    sample = as_name(std::string_view(one.value().get_string()));
    if (code_points(sample) > static_cast<std::size_t>(limits::name_characters_max)) return false;
    any = any || !sample.empty();
  }
  t.samples = any ? std::move(samples) : std::vector<std::string>{};
  return true;
}

// What is wrong with the fields that are there, as an answer; nothing when they make a template. Those that are not stay.
std::optional<http::Response> read_template(const json::object& body, MessageTemplate& t) {
  const MessageTemplate before = t;
  t.name = text_field(body, "name").value_or(t.name);
  t.language = text_field(body, "language").value_or(t.language);
  if (t.language.size() > 16) return error(422, "invalid_value", "language must be a short code such as en or pt_BR.", "language", 16);
  if (const auto text = text_field(body, "body")) {
    t.body = *text;
    t.variables = variables_in(t.body);
  }
  if (const json::value* given = body.if_contains("usage")) {
    const auto usage = given->is_string() ? usage_of(std::string(given->get_string())) : std::nullopt;
    if (!usage) return error(422, "invalid_value", "usage must be any, start, reply or window.", "usage");
    t.usage = *usage;
  }
  if (const json::value* given = body.if_contains("labels")) {
    auto labels = read_labels(*given);
    if (!labels) return error(422, "invalid_value", "labels must be a list of at most 10 texts of 1 to 50 characters.", "labels", labels_max);
    t.labels = std::move(*labels);
  }
  if (const json::value* given = body.if_contains("category")) {
    const std::string_view category = given->is_string() ? std::string_view(given->get_string()) : std::string_view();
    if (category != "utility" && category != "marketing") return error(422, "invalid_value", "category must be utility or marketing.", "category");
    t.category = category == "marketing" ? TemplateCategory::marketing : TemplateCategory::utility;
  }
  if (const json::value* given = body.if_contains("variables")) {
    std::vector<std::string> names;
    if (given->is_array())
      for (const json::value& name : given->get_array()) names.push_back(name.is_string() ? std::string(name.get_string()) : std::string());
    if (!given->is_array() || (names != t.variables && !t.body.empty()))
      return error(422, "invalid_value", "variables must list the names between {{ and }} in the body, in their order.", "variables");
    t.variables = std::move(names);
  }
  carry_samples(before, t);
  const json::value* samples = body.if_contains("samples");
  if (samples && !read_samples(*samples, t))
    return error(422, "invalid_value", "samples must hold, by name, texts of at most 200 characters for blanks of the body.", "samples", limits::name_characters_max);
  return std::nullopt;
}

std::optional<http::Response> read_where(const json::object& body, MessageTemplate& t) {
  const std::string channel = text_field(body, "channel").value_or("");
  if (channel != "sms" && channel != "whatsapp") return error(422, "invalid_value", "channel must be sms or whatsapp.", "channel");
  t.channel = channel == "sms" ? Channel::sms : Channel::whatsapp;
  t.content_sid = text_field(body, "contentSid").value_or("");
  if (!t.content_sid.empty() && !is_content_sid(t.content_sid)) return error(422, "invalid_value", "contentSid must be HX followed by 32 hexadecimal digits.", "contentSid");
  return std::nullopt;
}

void configure(const Granted<Action::write_templates>& granted, Call& call, const MessageTemplate& t, int status) {
  auto receipt = granted.tenant().runtime.submit(ConfigureTemplate{t}, granted.actor(), store::mint<CommandId>());
  if (receipt.refused.why == Refusal::name_taken) return call.reply(error(receipt.refused));
  if (!receipt.accepted)
    return call.reply(error(422, "invalid_value", "A template needs a name (1 to 200 characters) and a body of at most 1,600 characters or a contentSid.", "name"));
  call.reply_when_durable([&tenant = granted.tenant().runtime, t, status] { return json_response(status, template_json(tenant, t)); });
}

void create(const Granted<Action::write_templates>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "channel", "body", "language", "variables", "contentSid", "usage", "labels", "category", "samples"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  MessageTemplate t;
  t.id = store::mint<TemplateId>();
  if (auto wrong = read_where(*body.fields, t)) return call.reply(std::move(*wrong));
  if (auto wrong = read_template(*body.fields, t)) return call.reply(std::move(*wrong));
  configure(granted, call, t, 201);
}

// Other words are another template to WhatsApp: what was approved or rejected is handed in anew (D77). Other samples only
// help whoever has yet to approve it.
void change(const Granted<Action::write_templates>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "body", "language", "variables", "usage", "labels", "category", "samples"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const auto& runtime = granted.tenant().runtime;
  const MessageTemplate* known = runtime.state().templates.find(path_id<TemplateTag>(call));
  if (!known) return call.reply(error(Refused(Refusal::unknown_template)));
  if (host::TemplateKeeper::from_provider(runtime, *known))
    return call.reply(error(409, "read_only", "This template is kept at the provider. Change it there; what is changed is read within five minutes.", "id"));
  MessageTemplate t = *known;
  if (auto wrong = read_template(*body.fields, t)) return call.reply(std::move(*wrong));
  const bool other_words = t.body != known->body || t.language != known->language || t.category != known->category;
  const bool better_told = t.samples != known->samples && known->approval != Approval::approved;
  if (other_words || better_told) t.content_sid.clear(), t.account = {}, t.approval = Approval::not_submitted, t.reason.clear();
  configure(granted, call, t, 200);
}

// What the provider says about them now, not in five minutes.
void refresh(const Granted<Action::write_templates>& granted, Call& call) {
  auto responder = call.take_responder();
  granted.tenant().templates.run([responder = std::move(responder)]() mutable { responder(no_content()); });
}

}  // namespace

void add_template_routes(Router& router) {
  router.on<Action::read_templates>("GET", "/api/v1/message-templates", list);
  router.on<Action::write_templates>("POST", "/api/v1/message-templates", create);
  router.on<Action::write_templates>("PATCH", "/api/v1/message-templates/{id}", change);
  router.on<Action::write_templates>("POST", "/api/v1/message-templates/refresh", refresh);
}

}  // namespace tributary::api
