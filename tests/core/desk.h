#pragma once
// A small workspace to try the rules on: one service, an SMS and a WhatsApp number, two agents.
// Commands go through the engine's one door; invariants are looked at after each.
#include <gtest/gtest.h>

#include "core/engine/engine.h"
#include "core/inbox/line.h"

namespace tributary {

struct Desk {
  static constexpr AccountId account{1, 1};
  static constexpr ServiceId support{2, 1}, sales{2, 2};
  static constexpr NumberId sms{3, 1}, whatsapp{3, 2};
  static constexpr AgentId anna{4, 1}, ben{4, 2};
  static constexpr IdentityId phone{5, 1};

  State state;
  Instant now{1'790'000'000'000};
  std::uint64_t next = 1;
  std::vector<Line> log;
  Contents contents;
  Events last;

  Desk() {
    run(ConfigureAccount{{account, "twilio", "Main", "AC1", false}});
    run(ConfigureService{{support, "Support"}});
    run(ConfigureService{{sales, "Sales"}});
    run(ConfigureNumber{{sms, account, Channel::sms, "+15550100900", support}});
    run(ConfigureNumber{{whatsapp, account, Channel::whatsapp, "+15550100900", support}});
    run(ConfigureAgent{{anna, Role::agent, true}, "Anna"});
    run(ConfigureAgent{{ben, Role::agent, true}, "Ben"});
  }

  Decision ask(const Command& command, Actor actor = {}) {
    const CommandId id{9, next++};
    const Stamp stamp{now, actor, id};
    Decision decision = decide_command(state, command, stamp);
    last.clear();
    if (!decision) return decision;
    for (const Event& event : decision->events) {
      apply_event(state, event, stamp);
      log.push_back(Line{log.size() + 1, stamp, event});
    }
    last = decision->events;
    contents = decision->contents;
    const char* broken = broken_invariant(state);
    EXPECT_EQ(broken, nullptr) << (broken ? broken : "");
    return decision;
  }
  void run(const Command& command, Actor actor = {}) { ASSERT_TRUE(ask(command, actor).has_value()); }
  Refusal refused(const Command& command, Actor actor = {}) {
    const Decision decision = ask(command, actor);
    EXPECT_FALSE(decision.has_value());
    return decision ? Refusal::invalid_value : decision.error().why;
  }
  static Actor as(AgentId agent) { return {ActorKind::agent, agent}; }

  ReceiveMessage text(Channel channel = Channel::sms, OptChange opt = OptChange::none) const {
    ReceiveMessage message;
    message.channel = channel;
    message.number = channel == Channel::whatsapp ? whatsapp : sms;
    message.from.push_back({IdentityKind::phone, phone, "+15550200100"});
    message.body.text = "hello";
    message.opt = opt;
    return message;
  }
  void hear(Channel channel = Channel::sms, OptChange opt = OptChange::none) { run(text(channel, opt)); }
  RecordCall call(CallStatus status, std::int32_t sequence) const {
    return RecordCall{CallId{7, 1}, sms, {{IdentityKind::phone, phone, "+15550200100"}}, Direction::in, status, sequence, 0};
  }
  void pass(std::int64_t ms) { now = now + ms; }

  // The newest of the only thread.
  const Conversation& conversation() const {
    const Thread* only = nullptr;
    state.threads.for_each([&](const auto&, const Thread& thread) { only = &thread; });
    return *state.conversations.find(only->latest);
  }
  const Session& session(Channel channel = Channel::sms) const { return *current_session(state, conversation(), channel); }
  SendReply reply(std::string words = "hi") const { return {conversation().id, {}, std::move(words)}; }
  MessageId answer(AgentId agent = anna) {
    run(reply(), as(agent));
    return conversation().last_message;
  }
  Delivery status(MessageId id) const {
    const Outgoing* message = state.outgoing.find(id);
    if (message) return message->status;
    Delivery last_heard = Delivery::read;  // of a message that is over: what was said of it last
    for (const Line& line : log)
      if (const auto* changed = std::get_if<DeliveryChanged>(&line.event); changed && changed->message == id) last_heard = changed->status;
    return last_heard;
  }
  template <class One>
  std::size_t happened() const {
    std::size_t count = 0;
    for (const Event& event : last) count += std::holds_alternative<One>(event);
    return count;
  }
};

}  // namespace tributary
