#include "tests/sim/customers.h"

#include "core/engine/engine.h"

namespace tributary::sim {
namespace {

constexpr std::uint64_t people = 10;
const Actor provider_actor{ActorKind::provider, {}};
const AccountId account{1, 1};
const NumberId sms_number{2, 1}, whatsapp_number{2, 2}, other_sms_number{2, 3};
const ServiceId support{3, 1}, sales{3, 2};

}  // namespace

void Customers::configure() {
  const auto say = [&](Command command) { relay_.submit(world_.prng.id<CommandId>(), command, Actor{}); };
  say(ConfigureAccount{{account, "twilio", "Main", "AC1", false}});
  say(ConfigureService{{support, "Support"}});
  say(ConfigureService{{sales, "Sales"}});
  say(ConfigureNumber{{sms_number, account, Channel::sms, "+15550100900", support}});
  say(ConfigureNumber{{whatsapp_number, account, Channel::whatsapp, "+15550100900", support}});
  say(ConfigureNumber{{other_sms_number, account, Channel::sms, "+15550100901", sales}});
  say(ConfigureTemplate{{TemplateId{6, 1}, "update", Channel::whatsapp, "en", "Hi {{name}}", {"name"}, "HX1", Approval::approved, false, TemplateUsage::any}});
  say(ConfigureTemplate{{TemplateId{6, 2}, "short", Channel::sms, "en", "Hello {{name}}", {"name"}, "", Approval::not_submitted, false, TemplateUsage::any}});
  Settings settings;
  settings.first_reply_claims = !world_.prng.chance(20);
  say(ConfigureSettings{settings});
  for (std::uint64_t agent = 1; agent <= 3; ++agent) say(ConfigureAgent{{AgentId{1, agent}, Role::agent, true}, "Agent"});
  const auto returns = world_.prng.id<CommandId>();
  relay_.submit(returns, ConfigureTeam{{}, "Returns", {AgentId{1, 1}, AgentId{1, 2}}}, Actor{});
  queue_ = same_bits<TeamId>(returns);
}

IdentityClaim Customers::phone(std::uint64_t who) const { return {IdentityKind::phone, IdentityId{4, who}, "+1555020010" + std::to_string(who)}; }

// Who hides the number on WhatsApp is known by an id alone, until it comes with the number.
std::vector<IdentityClaim> Customers::sender(std::uint64_t who, Channel channel) {
  const IdentityClaim hidden{IdentityKind::business_scoped, IdentityId{5, who}, "US.1000" + std::to_string(who)};
  if (channel != Channel::whatsapp || world_.prng.chance(50)) return {phone(who)};
  if (world_.prng.chance(30)) return {hidden};
  return {phone(who), hidden};
}

void Customers::write() {
  Prng& prng = world_.prng;
  const std::uint64_t who = prng.below(people);
  ReceiveMessage message;
  message.channel = prng.chance(40) ? Channel::whatsapp : Channel::sms;
  message.number = message.channel == Channel::whatsapp ? whatsapp_number : prng.chance(80) ? sms_number : other_sms_number;
  if (message.channel == Channel::whatsapp) message.queue = queue_;
  message.from = sender(who, message.channel);
  message.profile_name = prng.chance(50) ? "Person " + std::to_string(who) : "";
  message.body.text = "item " + std::to_string(next_);
  if (prng.chance(15)) {
    message.kind = MessageKind::media;
    message.media.push_back(MediaItem{{}, 0, "image/jpeg", "", 0, MediaState::fetching, ""});
  }
  if (prng.chance(4)) message.opt = OptChange::out;
  else if (prng.chance(8)) message.opt = OptChange::in;
  const std::string key = "item " + std::to_string(next_++);
  items_[key] = Item{prng.id<CommandId>(), std::move(message), provider_actor};
  for (std::uint64_t copies = world_.faults ? 1 + prng.below(3) : 1; copies > 0; --copies)
    world_.in(prng.delay(1, 800), [this, key] { deliver(key); });
}

// A call's callbacks, in any order.
void Customers::call() {
  Prng& prng = world_.prng;
  RecordCall call;
  call.call = prng.id<CallId>();
  call.number = sms_number;
  call.queue = queue_;
  if (!prng.chance(15)) call.other.push_back(phone(prng.below(people)));
  call.direction = prng.chance(80) ? Direction::in : Direction::out;
  const CallStatus last = prng.chance(50) ? CallStatus::completed : CallStatus::no_answer;
  const CallStatus steps[] = {CallStatus::ringing, CallStatus::in_progress, last};
  for (std::int32_t sequence = 0; sequence < 3; ++sequence) {
    call.sequence = sequence;
    call.status = steps[sequence];
    call.seconds = sequence == 2 ? 61 : 0;
    const std::string key = "call " + std::to_string(next_++);
    items_[key] = Item{prng.id<CommandId>(), call, provider_actor};
    world_.in(prng.delay(1, 1'500), [this, key] { deliver(key); });
  }
}

void Customers::deliver(const std::string& key) {
  if (relay_.has_seen(key)) return;
  const Item& item = items_.at(key);
  relay_.submit(item.id, item.command, item.actor, key);
  picture_arrives(item);
  world_.in(5'000, [this, key] { deliver(key); });  // no 200 yet: once more
}

void Customers::picture_arrives(const Item& item) {
  const auto* message = std::get_if<ReceiveMessage>(&item.command);
  if (!message || message->media.empty()) return;
  world_.in(world_.prng.delay(100, 2'000), [this, id = same_bits<MessageId>(item.id)] {
    ConversationId where;
    for (const Relay::Record& record : relay_.log())
      if (const auto* received = std::get_if<MessageReceived>(&record.line.event))
        if (received->message == id) where = received->conversation;
    if (!where) return;
    const MediaItem stored{id, 0, "image/jpeg", "", 1234, MediaState::stored, ""};
    relay_.submit(world_.prng.id<CommandId>(), UpdateMedia{where, stored}, Actor{}, "media " + std::to_string(id.high));
  });
}

void Customers::are_written_to() {
  Prng& prng = world_.prng;
  const std::uint64_t who = prng.below(people + 4), by = 1 + prng.below(3);
  const Channel channel = prng.chance(40) ? Channel::whatsapp : Channel::sms;
  const bool by_template = prng.chance(50);
  StartConversation start;
  start.number = channel == Channel::whatsapp ? whatsapp_number : sms_number;
  start.to = phone(who);
  if (by_template) start.message_template = TemplateId{6, channel == Channel::whatsapp ? 1u : 2u}, start.values.push_back({"name", "Ada"});
  else start.text = "We write first";
  const auto id = prng.id<CommandId>();
  const Agent* agent = relay_.state().agents.find(AgentId{1, by});
  if (agent && agent->active) relay_.submit(id, start, Actor{ActorKind::agent, agent->id});
}

void Customers::act() {
  if (world_.prng.chance(85)) write();
  else call();
}

void Customers::check() const {
  std::map<CommandId, std::uint32_t> received;
  std::map<CommandId, bool> worded;
  for (const Relay::Record& record : relay_.log()) {
    const CommandId cause = record.line.stamp.cause;
    if (std::holds_alternative<MessageReceived>(record.line.event)) ++received[cause];
    for (const std::string& text : record.contents)
      if (text.find("\"item ") != text.npos) worded[cause] = true;
  }
  for (const auto& [key, item] : items_) {
    if (!std::holds_alternative<ReceiveMessage>(item.command)) continue;
    if (received[item.id] != 1) world_.fail("an inbound message has " + std::to_string(received[item.id]) + " effects");
    if (!worded[item.id]) world_.fail("an inbound message has lost its words");
  }
  check_queue();
}

// What a customer begins, or begins again, and nobody has goes to the queue; what goes on, and what somebody has, does not (C45).
void Customers::check_queue() const {
  State state;
  std::map<ConversationId, CommandId> begun;
  std::set<CommandId> queued;
  for (const auto& [key, item] : items_)
    if (const auto* message = std::get_if<ReceiveMessage>(&item.command); message && message->queue) queued.insert(item.id);
  const auto had = [&](ConversationId id) {
    const Conversation* conversation = state.conversations.find(id);
    const Agent* agent = conversation ? state.agents.find(conversation->assignee) : nullptr;
    return conversation && (conversation->team != 0 || (agent && agent->active));
  };
  for (const Relay::Record& record : relay_.log()) {
    const Stamp& stamp = record.line.stamp;
    const Event& event = record.line.event;
    if (const auto* opened = std::get_if<ConversationOpened>(&event)) begun[opened->conversation] = stamp.cause;
    if (const auto* reopened = std::get_if<Reopened>(&event)) begun[reopened->conversation] = stamp.cause;
    if (const auto* put = std::get_if<AssignedToTeam>(&event); put && stamp.actor.kind == ActorKind::provider) {
      if (begun[put->conversation] != stamp.cause) world_.fail("a conversation that goes on was put in a queue");
      if (had(put->conversation)) world_.fail("a conversation that somebody has was put in a queue");
    }
    if (const auto* received = std::get_if<MessageReceived>(&event); received && queued.count(stamp.cause) && begun[received->conversation] == stamp.cause)
      if (!state.teams.find(queue_)->archived && !had(received->conversation)) world_.fail("a conversation that nobody has is in no queue");
    apply_event(state, event, stamp);
  }
}

}  // namespace tributary::sim
