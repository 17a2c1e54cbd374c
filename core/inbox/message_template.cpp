#include "core/inbox/message_template.h"

#include "core/base/text.h"
#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

bool explained(const MessageTemplate& t) {
  const auto fits = [](const std::string& text, int characters_max) { return valid_utf8(text) && code_points(text) <= static_cast<std::size_t>(characters_max); };
  for (const std::string& sample : t.samples)
    if (!fits(sample, limits::name_characters_max)) return false;
  return (t.samples.empty() || t.samples.size() == t.variables.size()) && fits(t.reason, limits::description_characters_max);
}

bool usable(const MessageTemplate& t) {
  const bool named = valid_utf8(t.name) && !blank(t.name) && code_points(t.name) <= static_cast<std::size_t>(limits::name_characters_max);
  const bool says = valid_utf8(t.body) && code_points(t.body) <= static_cast<std::size_t>(limits::message_characters_max);
  return t.id && named && says && explained(t) && (!blank(t.body) || !t.content_sid.empty());
}

bool name_taken(const State& state, const MessageTemplate& wanted) {
  bool taken = false;
  state.templates.for_each([&](const auto& id, const MessageTemplate& known) {
    taken |= id != wanted.id && known.name == wanted.name && known.channel == wanted.channel && known.language == wanted.language;
  });
  return taken;
}

}  // namespace

namespace {

int count(const Table<TemplateId, MessageTemplate>& templates) {
  int all = 0;
  templates.for_each([&all](const auto&, const MessageTemplate&) { ++all; });
  return all;
}

}  // namespace

Decision decide(const State& state, const ConfigureTemplate& command, const Stamp&) {
  const MessageTemplate& wanted = command.message_template;
  if (!usable(wanted)) return Refusal::invalid_value;
  if (name_taken(state, wanted)) return Refusal::name_taken;
  if (!blank(wanted.body) && variables_in(wanted.body) != wanted.variables) return Refusal::invalid_value;
  const MessageTemplate* known = state.templates.find(wanted.id);
  if (!known && count(state.templates) >= limits::templates_max) return Refusal::invalid_value;
  if (known && *known == wanted) return Outcome{};
  return Decision(TemplateConfigured{wanted});
}

void apply(State& state, const TemplateConfigured& event, const Stamp&) { state.templates.edit(event.message_template.id) = event.message_template; }

}  // namespace tributary
