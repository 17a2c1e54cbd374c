#include "relay/app/demo.h"

#include <charconv>

#include "core/engine/engine.h"
#include "relay/app/options.h"
#include "relay/demo/story.h"

namespace tributary::app {
namespace {

constexpr int commands_per_commit = 4'000;
constexpr const char* our_number = "+15550100900";

std::uint64_t number_of(const Options& o, const char* name, std::uint64_t otherwise, std::uint64_t largest) {
  if (!o.has(name)) return otherwise;
  const std::string text = o.get(name);
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value > largest) throw std::runtime_error(std::string(name) + " must be a whole number up to " + std::to_string(largest) + ".");
  return value;
}

std::vector<AgentId> agents_of(const host::TenantRuntime& runtime) {
  std::vector<AgentId> agents;
  const auto collect = [&](Role role) {
    runtime.state().agents.for_each([&](AgentId id, const Agent& agent) { if (agent.active && agent.role == role) agents.push_back(id); });
  };
  collect(Role::admin);
  collect(Role::agent);
  return agents;
}

// The admin is the one that `./tributary run` would make.
void people_if_nobody(host::House& house, const std::string& tenant) {
  if (!house.system().users(tenant).empty()) return;
  const std::string at = tenant == "default" ? "@localhost" : "@" + tenant + ".localhost";
  house.add_user(tenant, "you" + at, "You", Role::admin, {});
  for (const char* name : {"Sam", "Amira", "Jonas"}) {
    std::string email = name;
    email[0] = static_cast<char>(email[0] - 'A' + 'a');
    house.add_user(tenant, email + at, name, Role::agent, {});
  }
}

NumberId number_on(const host::TenantRuntime& runtime, Channel channel) {
  NumberId found;
  runtime.state().numbers.for_each([&](NumberId id, const Number& number) { if (number.channel == channel && !found) found = id; });
  return found;
}

// Numbers without an account behind them could send nothing: only where the tenant has none of its own.
NumberId number_for(host::TenantRuntime& runtime, Channel channel) {
  if (const NumberId known = number_on(runtime, channel)) return known;
  const auto keyed = [&]<class IdType>(IdType id, const char* purpose, const char* text) {
    runtime.keys().keyed(runtime.id(), purpose, text, id.high, id.low);
    return id;
  };
  const auto account = keyed(AccountId{}, "account", "demo");
  const auto service = keyed(ServiceId{}, "service", "main");
  const auto number = keyed(NumberId{}, "number", channel == Channel::sms ? "demo|sms" : "demo|whatsapp");
  runtime.submit(ConfigureAccount{{account, "twilio", "Demo", "", false}}, ActorKind::system);
  if (!runtime.state().services.find(service)) runtime.submit(ConfigureService{{service, "Support"}}, ActorKind::system);
  runtime.submit(ConfigureNumber{{number, account, channel, our_number, service}}, ActorKind::system);
  return number;
}

void tell(host::House& house, host::TenantRuntime& runtime, demo::Story& story) {
  runtime.write_in_bulk(true);
  demo::Step step;
  int waiting = 0;
  const auto submit = [&](Instant at, const Command& command, const Actor& actor, CommandId id) {
    const auto receipt = runtime.submit_at(at, command, actor, id);
    if (!receipt.accepted) throw std::runtime_error("The engine refused a command of the demo: " + std::string(code(receipt.refused.why)) + ".");
    if (++waiting % commands_per_commit == 0) house.round().finish_now();
  };
  while (story.next(step)) {
    for (auto due = next_wake(runtime.state()); due && *due <= step.at; due = next_wake(runtime.state()))
      submit(*due, Wake{}, Actor{ActorKind::timer, {}}, CommandId{step.id.high, step.id.low ^ static_cast<std::uint64_t>(due->ms) << 1});
    submit(step.at, step.command, step.actor, step.id);
  }
  house.round().finish_now();
  runtime.write_in_bulk(false);
}

}  // namespace

Said demo(host::House& house, const Asked& asked) {
  Options o(asked.words, {"--conversations", "--thread-messages", "--seed", "--now", "--tenant"}, {"--add"});
  const std::string tenant = o.get("--tenant", "default");
  host::TenantRuntime& runtime = house.only_for_command_line(tenant).runtime;
  if (runtime.state().conversation_count > 0 && !o.has("--add"))
    return {false, "There are conversations already. Say --add to put the demo's beside them.\n"};
  demo::Wish wish;
  wish.conversations = static_cast<std::uint32_t>(number_of(o, "--conversations", 1'000, limits::conversations_max));
  wish.thread_messages = static_cast<std::uint32_t>(number_of(o, "--thread-messages", 0, 1'000'000));
  wish.seed = number_of(o, "--seed", 1, 0x7fffffff);
  wish.now.ms = static_cast<std::int64_t>(number_of(o, "--now", static_cast<std::uint64_t>(house.clock().now().ms), 253'402'300'799'000));
  people_if_nobody(house, tenant);
  demo::Stage stage;
  stage.agents = agents_of(runtime);
  if (stage.agents.empty()) return {false, "Nobody could answer: the tenant has no active agent.\n"};
  stage.sms = number_for(runtime, Channel::sms);
  stage.whatsapp = number_for(runtime, Channel::whatsapp);
  stage.identity = [&](IdentityKind kind, std::string_view address) { return runtime.keys().identity(runtime.id(), kind, address); };
  demo::Story story(wish, std::move(stage));
  tell(house, runtime, story);
  return {true, "Written: " + std::to_string(runtime.state().conversation_count) + " conversations, " + std::to_string(runtime.head()) + " events.\n"};
}

}  // namespace tributary::app
