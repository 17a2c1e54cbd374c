#include <utility>

#include "tests/core/desk.h"

using namespace tributary;

TEST(A9, MessagesOnTwoChannelsAndCallsOfOneContactShareAThread) {
  Desk desk;
  desk.hear(Channel::sms);
  desk.hear(Channel::whatsapp);
  desk.run(desk.call(CallStatus::ringing, 0));
  std::size_t threads = 0;
  desk.state.threads.for_each([&](const auto&, const Thread&) { ++threads; });
  EXPECT_EQ(threads, 1u);
  EXPECT_EQ(desk.state.conversation_count, 1u);
}

TEST(A9, AFirstMessageMakesContactThreadConversationAndSessionInOneStep) {
  Desk desk;
  desk.hear();
  EXPECT_EQ(desk.happened<ContactAdded>() + desk.happened<ThreadStarted>() + desk.happened<ConversationOpened>() + desk.happened<SessionOpened>() + desk.happened<MessageReceived>(), 5u);
  EXPECT_EQ(desk.happened<IdentityBound>(), 1u);
  EXPECT_EQ(desk.conversation().inbound, 1u);
}

TEST(A43, AMessageAfterACallContinuesTheCallsConversation) {
  Desk desk;
  desk.run(desk.call(CallStatus::completed, 0));
  const ConversationId called = desk.conversation().id;
  desk.hear();
  EXPECT_EQ(desk.conversation().id, called);
  EXPECT_EQ(desk.state.calls.find(CallId{7, 1})->conversation, called);
}

TEST(A43, AnOlderCallbackOfACallChangesNothing) {
  Desk desk;
  desk.run(desk.call(CallStatus::completed, 2));
  desk.run(desk.call(CallStatus::ringing, 0));
  EXPECT_TRUE(desk.last.empty());
  EXPECT_EQ(desk.state.calls.find(CallId{7, 1})->status, CallStatus::completed);
}

TEST(Call, WithAWithheldNumberIsRecordedWithoutAContact) {
  Desk desk;
  RecordCall call = desk.call(CallStatus::ringing, 0);
  call.other.clear();
  desk.run(call);
  EXPECT_TRUE(desk.state.calls.find(call.call));
  EXPECT_EQ(desk.state.conversation_count, 0u);
}

TEST(Call, ThatWasMissedReopensAResolvedConversation) {
  Desk desk;
  desk.hear();
  desk.run(Resolve{desk.conversation().id}, Desk::as(Desk::anna));
  desk.run(desk.call(CallStatus::no_answer, 0));
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
}

TEST(A8, AReplyIsRefusedWhenTheNumberHasMovedToAnotherService) {
  Desk desk;
  desk.hear();
  const SendReply reply = desk.reply();
  desk.run(ConfigureNumber{{Desk::sms, Desk::account, Channel::sms, "+15550100900", Desk::sales}});
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::anna)), Refusal::number_detached);
}

TEST(A8, TheNextMessageAfterAMoveOpensAConversationUnderTheNewService) {
  Desk desk;
  desk.hear();
  desk.run(ConfigureNumber{{Desk::sms, Desk::account, Channel::sms, "+15550100900", Desk::sales}});
  desk.hear();
  EXPECT_EQ(desk.happened<ThreadStarted>(), 1u);
  EXPECT_EQ(desk.state.conversation_count, 2u);
}

TEST(A7, ConfiguringTheSameNumberAgainChangesNothing) {
  Desk desk;
  desk.run(ConfigureNumber{{Desk::sms, Desk::account, Channel::sms, "+15550100900", Desk::support}});
  EXPECT_TRUE(desk.last.empty());
  EXPECT_EQ(desk.refused(ConfigureNumber{{NumberId{3, 9}, Desk::account, Channel::sms, "+1", ServiceId{2, 9}}}), Refusal::unknown_service);
}

TEST(C23, EachChannelHasItsOwnWindowFromTheLastInboundMessage) {
  Desk desk;
  desk.hear(Channel::sms);
  desk.hear(Channel::whatsapp);
  desk.run(desk.call(CallStatus::ringing, 0));
  EXPECT_EQ(desk.session(Channel::sms).expires.ms - desk.now.ms, 4 * limits::hour_ms);
  EXPECT_EQ(desk.session(Channel::whatsapp).expires.ms - desk.now.ms, 24 * limits::hour_ms);
  EXPECT_EQ(desk.session(Channel::voice).expires.ms - desk.now.ms, 30 * limits::minute_ms);
}

TEST(C24, ASessionClosesByItselfToTheMillisecond) {
  Desk desk;
  desk.hear();
  const SessionId session = desk.session().id;
  ASSERT_TRUE(next_wake(desk.state).has_value());
  desk.now = Instant{next_wake(desk.state)->ms - 1};
  desk.run(Wake{});
  EXPECT_EQ(desk.state.sessions.find(session)->status, SessionStatus::active);
  desk.pass(1);
  desk.run(Wake{});
  EXPECT_EQ(desk.state.sessions.find(session)->status, SessionStatus::expired);
  EXPECT_FALSE(next_wake(desk.state).has_value());
}

TEST(C25, TheNextMessageAfterTheWindowOpensAFreshSessionInTheSameConversation) {
  Desk desk;
  desk.hear();
  const SessionId first = desk.session().id;
  const ConversationId conversation = desk.conversation().id;
  desk.pass(limits::sms_window_ms);
  desk.hear();
  EXPECT_NE(desk.session().id, first);
  EXPECT_EQ(desk.conversation().id, conversation);
  EXPECT_EQ(desk.state.sessions.find(first)->status, SessionStatus::expired);
}

TEST(E4, AConversationIsResumedWithinThirtyDaysAndNotAfter) {
  Desk desk;
  desk.hear();
  desk.pass(limits::conversation_idle_ms - 1);
  desk.hear();
  EXPECT_EQ(desk.state.conversation_count, 1u);
  desk.pass(limits::conversation_idle_ms);
  desk.hear();
  EXPECT_EQ(desk.state.conversation_count, 2u);
}

TEST(WorkStatus, AnInboundMessageReopensAndKeepsTheAssignee) {
  Desk desk;
  desk.hear();
  desk.run(Assign{desk.conversation().id, Desk::ben}, Desk::as(Desk::anna));
  desk.run(Resolve{desk.conversation().id}, Desk::as(Desk::ben));
  EXPECT_EQ(desk.session().status, SessionStatus::completed);
  EXPECT_EQ(desk.refused(Resolve{desk.conversation().id}), Refusal::already_resolved);
  desk.hear();
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_EQ(desk.conversation().assignee, Desk::ben);
  EXPECT_EQ(desk.refused(Reopen{desk.conversation().id}), Refusal::already_open);
}

TEST(Assign, IsRefusedToStrangersAndToWhoHasItAlready) {
  Desk desk;
  desk.hear();
  const ConversationId id = desk.conversation().id;
  EXPECT_EQ(desk.refused(Assign{id, AgentId{4, 9}}), Refusal::unknown_agent);
  desk.run(Assign{id, Desk::ben});
  EXPECT_EQ(desk.refused(Assign{id, Desk::ben}), Refusal::already_assigned);
  desk.run(ConfigureAgent{{Desk::anna, Role::agent, false}, "Anna"});
  EXPECT_EQ(desk.refused(Assign{id, Desk::anna}), Refusal::unknown_agent);
  desk.run(Assign{id, AgentId{}});
  EXPECT_FALSE(desk.conversation().assignee);
}

TEST(ReadMarker, IsClampedToWhatCameInAndNeverGoesBack) {
  Desk desk;
  desk.hear();
  desk.hear();
  const ConversationId id = desk.conversation().id;
  EXPECT_EQ(unread(desk.state, Desk::anna, desk.conversation()), 2u);
  desk.run(MarkRead{id, 99}, Desk::as(Desk::anna));
  EXPECT_EQ(unread(desk.state, Desk::anna, desk.conversation()), 0u);
  EXPECT_EQ(unread(desk.state, Desk::ben, desk.conversation()), 2u);
  desk.run(MarkRead{id, 1}, Desk::as(Desk::anna));
  EXPECT_TRUE(desk.last.empty());
  EXPECT_EQ(desk.refused(MarkRead{id, 1}, {ActorKind::automation, Desk::anna}), Refusal::not_allowed);
}

TEST(Contact, IsKnownByAnyOfItsIdentitiesAndGetsTheNewOnesBound) {
  Desk desk;
  const IdentityId hidden{5, 2};
  desk.hear(Channel::sms);
  ReceiveMessage message = desk.text(Channel::whatsapp);
  message.from.push_back({IdentityKind::business_scoped, hidden, "US.13491208655302741918"});
  desk.run(message);
  EXPECT_EQ(desk.happened<ContactAdded>(), 0u);
  EXPECT_EQ(desk.happened<IdentityBound>(), 1u);
  EXPECT_EQ(desk.state.identities.find(hidden)->contact, desk.state.identities.find(Desk::phone)->contact);
  std::swap(message.from.front(), message.from.back());
  message.from.pop_back();
  desk.run(message);
  EXPECT_EQ(desk.conversation().identity, hidden) << "without the number it is the same conversation";
}

TEST(Contact, FollowsTheProfileNameUntilAnAgentRenamesThem) {
  Desk desk;
  ReceiveMessage message = desk.text();
  message.profile_name = "Maria";
  desk.run(message);
  EXPECT_EQ(std::get<ContactName>(desk.contents[1]).name, "Maria");
  desk.run(RenameContact{desk.state.identities.find(Desk::phone)->contact, "Maria G."});
  desk.run(message);
  for (const Content& content : desk.contents) EXPECT_FALSE(std::holds_alternative<ContactName>(content));
}

TEST(MessageIn, TakesTheCommandsIdAndNumbersItsPictures) {
  Desk desk;
  ReceiveMessage message = desk.text();
  message.kind = MessageKind::media;
  message.media.resize(2);
  desk.run(message);
  const auto& body = std::get<MessageBody>(desk.contents[1]);
  EXPECT_EQ(body.id, desk.conversation().last_message);
  EXPECT_EQ(body.media, 2u);
  EXPECT_EQ(std::get<MediaItem>(desk.contents[3]).index, 1u);
}

TEST(MessageIn, ToANumberThatIsNotOursIsRefused) {
  Desk desk;
  ReceiveMessage message = desk.text();
  message.number = NumberId{3, 9};
  EXPECT_EQ(desk.refused(message), Refusal::unknown_number);
  message = desk.text();
  message.from.clear();
  EXPECT_EQ(desk.refused(message), Refusal::invalid_value);
}
