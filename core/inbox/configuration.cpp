#include "core/inbox/configuration.h"

#include "core/base/text.h"
#include "core/inbox/catalogue.h"

namespace tributary {
namespace {

bool usable_name(const std::string& name) {
  return valid_utf8(name) && !blank(name) && code_points(name) <= static_cast<std::size_t>(limits::name_characters_max);
}

template <class T>
bool same(const T* known, const T& wanted) { return known && *known == wanted; }

}  // namespace

Decision decide(const State& state, const ConfigureAccount& command, const Stamp&) {
  const Account& account = command.account;
  if (!account.id || !usable_name(account.provider) || !usable_name(account.name)) return Refusal::invalid_value;
  if (same(state.accounts.find(account.id), account)) return Outcome{};
  return Decision(AccountConfigured{account});
}

Decision decide(const State& state, const ConfigureService& command, const Stamp&) {
  const Service& service = command.service;
  if (!service.id || !usable_name(service.name)) return Refusal::invalid_value;
  if (same(state.services.find(service.id), service)) return Outcome{};
  return Decision(ServiceConfigured{service});
}

Decision decide(const State& state, const ConfigureNumber& command, const Stamp&) {
  const Number& number = command.number;
  if (!number.id || !usable_name(number.address)) return Refusal::invalid_value;
  if (!state.accounts.find(number.account)) return Refusal::unknown_account;
  if (!state.services.find(number.service)) return Refusal::unknown_service;
  if (same(state.numbers.find(number.id), number)) return Outcome{};
  return Decision(NumberConfigured{number});
}

// The name is words, not state: whether it changed cannot be known here, so its row always comes along.
Decision decide(const State& state, const ConfigureAgent& command, const Stamp&) {
  if (!command.agent.id) return Refusal::invalid_value;
  if (!command.name.empty() && !usable_name(command.name)) return Refusal::invalid_value;
  Outcome outcome;
  if (!same(state.agents.find(command.agent.id), command.agent)) outcome.events.push_back(AgentConfigured{command.agent});
  if (!command.name.empty()) outcome.contents.push_back(AgentName{command.agent.id, for_display(command.name)});
  return outcome;
}

Decision decide(const State& state, const ConfigureSettings& command, const Stamp&) {
  const Settings& wanted = command.settings;
  if (wanted.whatsapp_window_ms <= 0 || wanted.sms_window_ms <= 0 || wanted.voice_window_ms <= 0 ||
      wanted.conversation_idle_ms <= 0)
    return Refusal::invalid_value;
  if (state.settings == wanted) return Outcome{};
  return Decision(SettingsConfigured{wanted});
}

void apply(State& state, const AccountConfigured& event, const Stamp&) { state.accounts.edit(event.account.id) = event.account; }
void apply(State& state, const ServiceConfigured& event, const Stamp&) { state.services.edit(event.service.id) = event.service; }
void apply(State& state, const NumberConfigured& event, const Stamp&) { state.numbers.edit(event.number.id) = event.number; }
void apply(State& state, const AgentConfigured& event, const Stamp&) { state.agents.edit(event.agent.id) = event.agent; }
void apply(State& state, const SettingsConfigured& event, const Stamp&) { state.settings = event.settings; }

}  // namespace tributary
