// Two replies to one conversation, one right after the other, and what is to follow a reply: decided in their order, and
// nothing follows what was not sent.
#include "tests/core/office.h"

using namespace tributary;

namespace {

// At the same moment as a customer writes: nobody here has heard of it when both replies are asked for.
struct QuickReplies : testing::Test {
  Office office;
  Conversation conversation;
  QuickReplies() {
    office.connect();
    conversation = office.relay.desk.conversation();
  }
  SendReply reply(const std::string& text) const {
    SendReply one{conversation.id, {}, text, {}};
    one.how.seen = conversation.messages;
    return one;
  }
  // The second is held: what goes out is the first alone.
  void ask_both(const SendReply& first, const SendReply& second) {
    const auto frames = office.ask(first).frames;
    EXPECT_EQ(frames.size(), 1u);
    EXPECT_TRUE(office.ask(second).frames.empty()) << "the first is not answered";
    office.exchange(frames);
    EXPECT_EQ(office.relay.answers.size(), 1u);
  }
  void settle() {
    do {
      while (!office.relay.answers.empty()) office.answer();
      office.publish();
    } while (!office.relay.answers.empty());
  }
  const Conversation& here() const { return *office.client.state().conversations.find(conversation.id); }
  std::size_t sent() const {
    std::size_t count = 0;
    for (const Line& line : office.relay.desk.log) count += std::holds_alternative<ReplyQueued>(line.event);
    return count;
  }
};

}  // namespace

TEST_F(QuickReplies, BothAreStoppedInTheirOrderByWhatCameBeforeTheFirst) {
  office.relay.desk.hear();
  ask_both(reply("first"), reply("second"));
  settle();
  const auto notices = office.client.take_notices();
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_EQ(std::get<SendReply>(notices[0].command).text, "first");
  EXPECT_EQ(std::get<SendReply>(notices[1].command).text, "second");
  EXPECT_EQ(notices[1].code, "stale");
  EXPECT_EQ(sent(), 0u);
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_FALSE(office.client.draining());
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, BothGoWhenTheyShallAnyway) {
  office.relay.desk.hear();
  SendReply first = reply("first"), second = reply("second");
  first.how.anyway = second.how.anyway = true;
  ask_both(first, second);
  settle();
  EXPECT_TRUE(office.client.take_notices().empty());
  EXPECT_EQ(sent(), 2u);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, WhatSlippedInBeforeTheFirstHasNotBeenSeenByTheSecond) {
  office.relay.desk.hear();
  SendReply first = reply("first");
  first.how.anyway = true;
  ask_both(first, reply("second"));
  settle();
  const auto notices = office.client.take_notices();
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(std::get<SendReply>(notices[0].command).text, "second");
  EXPECT_EQ(sent(), 1u);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, TheFirstIsSeenByTheSecondEvenWhenItHasLongLeft) {
  ask_both(reply("first"), reply("second"));
  const MessageId first = office.relay.desk.conversation().last_message;
  office.relay.desk.run(StartAttempt{first});
  office.relay.desk.run(ReportDelivery{first, Delivery::delivered, 0});
  office.publish();
  settle();
  EXPECT_TRUE(office.client.take_notices().empty());
  EXPECT_EQ(sent(), 2u);
  EXPECT_TRUE(office.in_step());
}

// The answer is here before the line, and the provider has the first before the relay hears of the second.
TEST_F(QuickReplies, TheFirstIsSeenByTheSecondAlsoWhenItsLineComesLast) {
  ask_both(reply("first"), reply("second"));
  const MessageId first = office.relay.desk.conversation().last_message;
  office.relay.desk.run(StartAttempt{first});
  office.relay.desk.run(ReportDelivery{first, Delivery::accepted, 0});
  settle();
  EXPECT_TRUE(office.client.take_notices().empty());
  EXPECT_EQ(sent(), 2u);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, AReplyToAnotherConversationDoesNotWait) {
  office.many_write(1);
  office.publish();
  ConversationId other;
  office.relay.desk.state.conversations.for_each([&](ConversationId id, const Conversation&) { if (id != conversation.id) other = id; });
  EXPECT_EQ(office.ask(reply("here")).frames.size(), 1u);
  EXPECT_EQ(office.ask(SendReply{other, {}, "there", {}}).frames.size(), 1u);
}

TEST_F(QuickReplies, WhatFollowsARefusedReplyDoesNotHappen) {
  office.relay.desk.hear();
  SendReply last = reply("Bye");
  last.how.then_resolve = true;
  const auto frames = office.ask(last).frames;
  EXPECT_EQ(here().status, WorkStatus::resolved) << "shown at once";
  office.exchange(frames);
  settle();
  EXPECT_EQ(office.client.take_notices().size(), 1u);
  EXPECT_EQ(here().status, WorkStatus::open);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, WhoAnswersAtTheSameMomentResolvesOnlyWithTheOneThatGoes) {
  office.relay.desk.run(reply("Ben was first"), Desk::as(Desk::ben));
  SendReply last = reply("Bye");
  last.how.then_resolve = true;
  office.exchange(office.ask(last).frames);
  settle();
  EXPECT_EQ(sent(), 1u);
  EXPECT_EQ(here().status, WorkStatus::open);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, WhatFollowsTheSecondNeedsTheFirstToHaveGone) {
  SendReply second = reply("second");
  second.how.then_resolve = true;
  const CommandId id{30, office.next};
  office.ask(reply("first"));  // its frame does not arrive
  EXPECT_TRUE(office.ask(second).frames.empty());
  wire::Answer answer;
  answer.id = id;
  answer.error = wire::ErrorBody{"number_detached", "The number is gone.", "", {}, "", {}};
  office.exchange(office.client.receive(wire::server_frame_text(answer), office.relay.desk.now));
  settle();
  EXPECT_EQ(office.client.take_notices().size(), 1u);
  EXPECT_EQ(sent(), 1u) << "it is judged by itself";
  EXPECT_EQ(here().status, WorkStatus::open);
  EXPECT_TRUE(office.in_step());
}

TEST_F(QuickReplies, WhatFollowsIsKeptWithItsReplyOverAReload) {
  office.client.disconnected();
  SendReply last = reply("Bye");
  last.how.then_resolve = true;
  const auto asked = wire::parse_client_frame(wire::client_frame_text(wire::Submit{CommandId{30, 77}, last}));
  ASSERT_TRUE(asked);
  const auto& kept = std::get<SendReply>(std::get<wire::Submit>(*asked).command);
  EXPECT_TRUE(kept.how.then_resolve);
  EXPECT_TRUE(office.client.adopt(wire::client_frame_text(std::get<wire::Submit>(*asked)), office.relay.desk.now).empty());
  EXPECT_EQ(here().status, WorkStatus::resolved);
  office.relay.desk.hear(Channel::sms, OptChange::out);
  office.connect();
  settle();
  EXPECT_EQ(sent(), 0u);
  EXPECT_EQ(here().status, WorkStatus::open);
  EXPECT_TRUE(office.in_step());
}
