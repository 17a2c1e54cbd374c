#include "web/app/template_bodies.h"

#include <boost/json/value.hpp>

#include "core/base/civil.h"
#include "core/base/id_text.h"
#include "core/wire/document.h"
#include "web/app/body_reading.h"

namespace tributary::app {
namespace {

namespace json = boost::json;
using body::each, body::json_text, body::member, body::parsed, body::text;

const char* word(TemplateUsage usage) {
  switch (usage) {
    case TemplateUsage::start: return "start";
    case TemplateUsage::reply: return "reply";
    case TemplateUsage::window: return "window";
    default: return "any";
  }
}

}  // namespace

void read_templates(std::string_view answer, LibraryState::Templates& into) {
  const json::value value = parsed(answer);
  into.read_only.clear();
  each(member(value, "items"), [&](const json::value& item) {
    const json::value* read_only = member(item, "readOnly");
    const auto id = parse_id<TemplateTag>(text(item, "id"));
    if (id && read_only && read_only->is_bool() && read_only->get_bool()) into.read_only.push_back(*id);
  });
  const auto at = parse_iso(text(value, "readAt"));
  into.read_ms = at ? static_cast<double>(at->ms) : 0;
  into.known = true;
}

std::string template_body(const MessageTemplate& t, bool made) {
  json::object object;
  object["name"] = json_text(t.name);
  if (made) object["channel"] = t.channel == Channel::sms ? "sms" : "whatsapp";
  object["language"] = json_text(t.language);
  object["body"] = json_text(t.body);
  object["usage"] = word(t.usage);
  object["category"] = t.category == TemplateCategory::marketing ? "marketing" : "utility";
  json::array labels;
  for (const std::string& label : t.labels) labels.emplace_back(json_text(label));
  object["labels"] = std::move(labels);
  json::object samples;
  for (std::size_t i = 0; i < t.samples.size(); ++i) samples[json::string_view(t.variables[i].data(), t.variables[i].size())] = json_text(t.samples[i]);
  object["samples"] = std::move(samples);
  return wire::document_text(object);
}

}  // namespace tributary::app
