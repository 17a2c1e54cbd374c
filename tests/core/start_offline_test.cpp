// A conversation that is begun without a connection waits in the page's outbox like a reply.
#include "tests/core/office.h"

using namespace tributary;

namespace {

StartConversation to(IdentityId who, std::string text) {
  StartConversation command;
  command.number = Desk::sms;
  command.to = {IdentityKind::phone, who, "+15550200177"};
  command.text = std::move(text);
  return command;
}

template <class One>
std::size_t happened(const std::vector<Line>& log) {
  std::size_t count = 0;
  for (const Line& line : log) count += std::holds_alternative<One>(line.event);
  return count;
}

}  // namespace

TEST(StartOffline, D52_ToSomebodyNewItWaitsUnseenAndInItsTurn) {
  Office office;
  office.connect();
  office.client.disconnected();
  ASSERT_TRUE(office.ask(office.relay.desk.reply("first")).accepted);
  ASSERT_TRUE(office.ask(to({}, "second")).accepted);
  ASSERT_TRUE(office.ask(Resolve{office.relay.desk.conversation().id}).accepted);
  EXPECT_EQ(office.client.waiting(), 3u);
  std::size_t conversations = 0;
  office.client.state().conversations.for_each([&](const ConversationId&, const Conversation&) { ++conversations; });
  EXPECT_EQ(conversations, 1u) << "whom the number means is not known here";
  std::vector<std::string> order;
  for (const Replica::Pending& one : office.client.replica().pending())
    order.push_back(std::holds_alternative<SendReply>(one.command) ? "reply" : std::holds_alternative<StartConversation>(one.command) ? "start" : "resolve");
  EXPECT_EQ(order, (std::vector<std::string>{"reply", "start", "resolve"}));
  ClientSession later;  // the page is opened anew, still without a connection
  for (const std::string& text : office.kept) later.restore(text);
  for (const Replica::Pending& one : office.client.replica().pending()) later.adopt(wire::client_frame_text(wire::Submit{one.id, one.command}), one.stamp.at);
  EXPECT_EQ(later.waiting(), 3u);
  EXPECT_EQ(std::get<StartConversation>(later.replica().pending()[1].command).text, "second");
}

TEST(StartOffline, A44_ToSomebodyKnownItStandsInTheirThreadAtOnceAndJoinsItOnReturn) {
  Office office;
  office.connect();
  office.client.disconnected();
  ASSERT_TRUE(office.ask(to(Desk::phone, "still there?")).accepted);
  EXPECT_EQ(office.client.state().conversations.find(office.relay.desk.conversation().id)->messages, 2u);
  office.connect();
  while (!office.relay.answers.empty()) office.answer();
  office.publish();
  EXPECT_EQ(office.client.waiting(), 0u);
  EXPECT_EQ(happened<ConversationOpened>(office.relay.desk.log), 1u);
  EXPECT_EQ(happened<ReplyQueued>(office.relay.desk.log), 1u);
  EXPECT_TRUE(office.in_step());
}

TEST(StartOffline, D52_WhatIsRefusedOnReturnComesBackAsItWasAsked) {
  Office office;
  office.connect();
  office.client.disconnected();
  ASSERT_TRUE(office.ask(to(Desk::phone, "still there?")).accepted);
  office.relay.desk.hear(Channel::sms, OptChange::out);
  office.connect();
  while (!office.relay.answers.empty()) office.answer();
  const auto notices = office.client.take_notices();
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "opted_out");
  EXPECT_EQ(std::get<StartConversation>(notices[0].command).text, "still there?");
  EXPECT_EQ(office.client.waiting(), 0u);
}

TEST(StartOffline, D52_OnlyWhoeverIsSignedInMaySubmitIt) {
  EXPECT_TRUE(may_submit({Desk::anna, Role::agent}, to(Desk::phone, "hello")));
  EXPECT_FALSE(may_submit({}, to(Desk::phone, "hello")));
}
