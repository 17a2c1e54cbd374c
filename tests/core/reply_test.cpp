#include <algorithm>

#include "tests/core/desk.h"

using namespace tributary;

TEST(Reply, IsQueuedAndClaimsAnUnassignedConversationForTheAgent) {
  Desk desk;
  desk.hear();
  const MessageId message = desk.answer(Desk::ben);
  EXPECT_EQ(desk.status(message), Delivery::queued);
  EXPECT_EQ(desk.conversation().assignee, Desk::ben);
  EXPECT_EQ(desk.session().status, SessionStatus::waiting_reply);
  desk.answer(Desk::anna);
  EXPECT_EQ(desk.conversation().assignee, Desk::ben);
}

TEST(Reply, OfAnAutomationClaimsNothing) {
  Desk desk;
  desk.hear();
  desk.run(desk.reply(), {ActorKind::automation, AgentId{8, 8}});
  EXPECT_FALSE(desk.conversation().assignee);
}

TEST(Reply, OfSixteenHundredCharactersGoesAndOneMoreDoesNot) {
  Desk desk;
  desk.hear();
  std::string words;
  for (int i = 0; i < 1600; ++i) words += "\xC3\xA9";
  desk.run(desk.reply(words), Desk::as(Desk::anna));
  const Decision longer = desk.ask(desk.reply(words + "e"), Desk::as(Desk::anna));
  ASSERT_FALSE(longer.has_value());
  EXPECT_EQ(longer.error().why, Refusal::message_too_long);
  EXPECT_EQ(longer.error().limit, 1600);
}

TEST(Reply, WithNothingToSayOrToNobodyIsRefused) {
  Desk desk;
  desk.hear();
  EXPECT_EQ(desk.refused(desk.reply(" \n ")), Refusal::empty_message);
  EXPECT_EQ(desk.refused(SendReply{ConversationId{6, 6}, {}, "hi"}), Refusal::unknown_conversation);
  EXPECT_EQ(desk.refused(SendReply{{}, SessionId{6, 6}, "hi"}), Refusal::unknown_session);
}

TEST(Reply, WhenThereWereOnlyCallsHasNoChannel) {
  Desk desk;
  desk.run(desk.call(CallStatus::completed, 0));
  EXPECT_EQ(desk.refused(desk.reply()), Refusal::no_channel);
}

TEST(C16, FreeTextOnWhatsAppIsRefusedFromTheMomentTheWindowCloses) {
  Desk desk;
  desk.hear(Channel::whatsapp);
  const Instant closes = desk.now + limits::whatsapp_window_ms;
  desk.now = Instant{closes.ms - 1};
  desk.answer();
  desk.pass(1);
  const Decision late = desk.ask(desk.reply(), Desk::as(Desk::anna));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().why, Refusal::whatsapp_window_closed);
  EXPECT_EQ(late.error().since, closes);
  EXPECT_EQ(free_text_until(desk.state, desk.conversation()), std::optional(closes));
}

TEST(D6, AnSmsDoesNotOpenWhatsAppsWindow) {
  Desk desk;
  desk.hear(Channel::sms);
  SendReply by_whatsapp = desk.reply();
  by_whatsapp.how.number = Desk::whatsapp;
  by_whatsapp.how.identity = Desk::phone;
  EXPECT_EQ(desk.refused(by_whatsapp, Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
  desk.hear(Channel::whatsapp);
  desk.hear(Channel::sms);
  desk.run(by_whatsapp, Desk::as(Desk::anna));
}

TEST(D6, WhatsAppsWindowIsThatOfTheNumberTheyWroteToAndTheAddressTheyWroteFrom) {
  Desk desk;
  const NumberId second{3, 3};
  const IdentityId other{5, 9};
  desk.run(ConfigureNumber{{second, Desk::account, Channel::whatsapp, "+15550100902", Desk::support}});
  ReceiveMessage message = desk.text(Channel::whatsapp);
  message.from.push_back({IdentityKind::phone, other, "+15550200199"});
  desk.run(message);
  SendReply reply = desk.reply();
  reply.how.number = second;
  reply.how.identity = Desk::phone;
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
  reply.how.number = Desk::whatsapp;
  reply.how.identity = other;
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
  EXPECT_EQ(free_text_until(desk.state, desk.conversation()), std::optional(desk.now + limits::whatsapp_window_ms));
  reply.how.identity = Desk::phone;
  desk.run(reply, Desk::as(Desk::anna));
}

TEST(C20, OnSmsAReplyOutsideTheSessionOpensANewOne) {
  Desk desk;
  desk.hear();
  desk.pass(limits::sms_window_ms);
  desk.answer();
  EXPECT_EQ(desk.happened<SessionExpired>(), 1u);
  EXPECT_EQ(desk.happened<SessionOpened>(), 1u);
  EXPECT_EQ(desk.session().last_inbound.ms, 0);
  EXPECT_EQ(desk.session().expires, desk.now + limits::sms_window_ms);
}

TEST(C38, AReplyToAnExpiredSessionIsToldTheCurrentOne) {
  Desk desk;
  desk.hear();
  const SessionId old = desk.session().id;
  desk.pass(limits::sms_window_ms);
  Decision late = desk.ask(SendReply{{}, old, "hi"});
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().why, Refusal::session_expired);
  EXPECT_FALSE(late.error().current);
  desk.hear();
  late = desk.ask(SendReply{{}, old, "hi"});
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().current, desk.session().id);
}

TEST(C38, AReplyToASessionGoesOutOnThatSessionsChannel) {
  Desk desk;
  desk.hear(Channel::sms);
  desk.hear(Channel::whatsapp);
  desk.run(SendReply{{}, desk.session(Channel::sms).id, "hi"});
  EXPECT_EQ(desk.conversation().channel, Channel::sms);
}

TEST(C38, ACompletedSessionIsNotRevivedBesideItsSuccessor) {
  Desk desk;
  desk.hear();
  const SessionId old = desk.session().id;
  desk.run(Resolve{desk.conversation().id});
  desk.hear();
  ASSERT_NE(desk.session().id, old);
  EXPECT_EQ(desk.refused(SendReply{{}, old, "hi"}), Refusal::session_expired);
}

TEST(WorkStatus, AReplyToAResolvedConversationDoesNotReopenIt) {
  Desk desk;
  desk.hear();
  desk.run(Resolve{desk.conversation().id});
  desk.answer();
  EXPECT_EQ(desk.conversation().status, WorkStatus::resolved);
}

TEST(OptOut, StopForbidsRepliesFromThatNumberUntilStart) {
  Desk desk;
  desk.hear(Channel::sms, OptChange::out);
  EXPECT_EQ(desk.refused(desk.reply()), Refusal::opted_out);
  desk.hear(Channel::sms, OptChange::in);
  desk.answer();
}

TEST(Delivery, EndsTheSameWhateverOrderTheProvidersWordsComeIn) {
  std::vector<Delivery> words{Delivery::unknown, Delivery::accepted, Delivery::sent, Delivery::failed, Delivery::delivered, Delivery::read};
  do {
    Delivery status = Delivery::queued;
    for (Delivery word : words)
      if (moves(status, word)) status = word;
    ASSERT_EQ(status, Delivery::read);
  } while (std::next_permutation(words.begin(), words.end()));
}

TEST(Delivery, ADeliveredAfterAFailureWinsAndTheCodeIsKept) {
  Desk desk;
  desk.hear(Channel::whatsapp);
  const MessageId message = desk.answer();
  desk.run(StartAttempt{message});
  desk.run(ReportDelivery{message, Delivery::failed, 30003});
  desk.run(ReportDelivery{message, Delivery::sent, 0});
  EXPECT_EQ(desk.status(message), Delivery::failed);
  desk.run(ReportDelivery{message, Delivery::delivered, 0});
  EXPECT_EQ(desk.status(message), Delivery::delivered);
  EXPECT_EQ(desk.state.outgoing.find(message)->error, 30003);
  desk.run(ReportDelivery{message, Delivery::read, 0});
  EXPECT_FALSE(desk.state.outgoing.find(message));
  desk.run(ReportDelivery{message, Delivery::delivered, 0});
  EXPECT_TRUE(desk.last.empty());
}

TEST(Delivery, TheNextMessageWaitsForTheOneBeforeAndAMinuteForAnUnknown) {
  Desk desk;
  desk.hear();
  const MessageId first = desk.answer(), second = desk.answer();
  const auto startable = [&](MessageId id) { return may_start(desk.state, *desk.state.outgoing.find(id), desk.now); };
  EXPECT_TRUE(startable(first));
  EXPECT_FALSE(startable(second));
  desk.run(StartAttempt{first});
  EXPECT_FALSE(startable(second));
  EXPECT_EQ(desk.refused(StartAttempt{second}), Refusal::not_sendable_again);
  desk.run(ReportDelivery{first, Delivery::unknown, 0});
  desk.pass(limits::next_after_unknown_ms);
  EXPECT_FALSE(startable(second));
  desk.pass(1);
  EXPECT_TRUE(startable(second));
}

TEST(Delivery, IsRetriedEightTimesAndNotMore) {
  Desk desk;
  desk.hear();
  const MessageId message = desk.answer();
  for (int attempt = 1; attempt < limits::attempts_max; ++attempt) {
    desk.run(StartAttempt{message});
    desk.run(RetryLater{message, desk.now + 1000, 0});
    EXPECT_EQ(desk.refused(StartAttempt{message}), Refusal::not_sendable_again);
    desk.pass(1000);
  }
  desk.run(StartAttempt{message});
  EXPECT_EQ(desk.refused(RetryLater{message, desk.now + 1000, 0}), Refusal::invalid_value);
}

TEST(Delivery, APersonDecidesAboutAnUnknownMessage) {
  Desk desk;
  desk.hear();
  const MessageId message = desk.answer();
  EXPECT_EQ(desk.refused(SendAgain{message}), Refusal::not_sendable_again);
  desk.run(StartAttempt{message});
  desk.run(ReportDelivery{message, Delivery::unknown, 0});
  desk.run(SendAgain{message});
  EXPECT_EQ(desk.status(message), Delivery::queued);
  EXPECT_EQ(desk.state.outgoing.find(message)->attempts, 1u);
  desk.run(StartAttempt{message});
  desk.run(ReportDelivery{message, Delivery::unknown, 0});
  desk.run(MarkAsSent{message});
  EXPECT_EQ(desk.status(message), Delivery::sent);
}
