#include "core/inbox/sending.h"

#include "core/inbox/delivery.h"
#include "core/inbox/offer_choices.h"
#include "core/inbox/saved_reply.h"
#include "core/inbox/send_template.h"
#include "tests/core/desk.h"

using namespace tributary;

namespace {

struct Sending : testing::Test {
  static constexpr TemplateId order{20, 1}, pending{20, 2}, plain{20, 3};
  Desk desk;
  Sending() {
    desk.run(ConfigureTemplate{{order, "order_update", Channel::whatsapp, "en", "Hi {{name}}, {{order}} is on its way.", {"name", "order"}, "HX1", Approval::approved, false, TemplateUsage::any}});
    desk.run(ConfigureTemplate{{pending, "welcome", Channel::whatsapp, "en", "Hello", {}, "HX2", Approval::pending, false, TemplateUsage::any}});
    desk.run(ConfigureTemplate{{plain, "hours", Channel::sms, "en", "We are open till {{hour}}.", {"hour"}, "", Approval::not_submitted, false, TemplateUsage::any}});
  }
  SendReply held(std::int64_t ms) {
    SendReply reply = desk.reply("later");
    reply.how.not_before = desk.now + ms;
    return reply;
  }
  template <class Row>
  const Row* row() const {
    for (const Content& content : desk.contents)
      if (const Row* found = std::get_if<Row>(&content)) return found;
    return nullptr;
  }
  SendTemplate with(TemplateId id, Values values) { return {desk.conversation().id, id, std::move(values), {}}; }
};

}  // namespace

TEST_F(Sending, D72_ATemplateHasASampleForEachOfItsBlanksOrForNone) {
  MessageTemplate t{TemplateId{6, 40}, "parcel", Channel::whatsapp, "en", "Hi {{name}}, {{order}}", {"name", "order"}, "", Approval::rejected};
  t.category = TemplateCategory::marketing;
  t.samples = {"Maya"};
  EXPECT_EQ(desk.refused(ConfigureTemplate{t}), Refusal::invalid_value);
  t.samples = {"Maya", std::string(limits::name_characters_max + 1, 'x')};
  EXPECT_EQ(desk.refused(ConfigureTemplate{t}), Refusal::invalid_value);
  t.samples = {"Maya", ""};
  t.reason = std::string(limits::description_characters_max + 1, 'x');
  EXPECT_EQ(desk.refused(ConfigureTemplate{t}), Refusal::invalid_value);
  t.reason = "Too vague";
  desk.run(ConfigureTemplate{t});
  EXPECT_EQ(*desk.state.templates.find(t.id), t);
}

TEST_F(Sending, D72_ANameIsTakenWhereAnotherTemplateOfTheSameChannelAndLanguageHasIt) {
  MessageTemplate t{TemplateId{6, 40}, "order_update", Channel::whatsapp, "en", "On its way", {}, "", Approval::not_submitted};
  EXPECT_EQ(desk.refused(ConfigureTemplate{t}), Refusal::name_taken);
  t.language = "de";
  desk.run(ConfigureTemplate{t});
  EXPECT_EQ(*desk.state.templates.find(t.id), t);
}

TEST_F(Sending, AHeldMessageWaitsForItsTimeAndKeepsNobodyWaiting) {
  desk.hear();
  desk.run(held(limits::hour_ms), Desk::as(Desk::anna));
  const MessageId later = desk.conversation().last_message;
  const MessageId now = desk.answer();
  EXPECT_EQ(desk.refused(StartAttempt{later}), Refusal::not_sendable_again);
  desk.run(StartAttempt{now});
  desk.run(ReportDelivery{now, Delivery::accepted, 0});
  desk.pass(limits::hour_ms);
  desk.run(StartAttempt{later});
  EXPECT_EQ(desk.status(later), Delivery::sending);
}

TEST_F(Sending, AMessageIsTakenBackWhileItIsQueuedAndNotAfter) {
  desk.hear();
  desk.run(held(10'000), Desk::as(Desk::anna));
  const MessageId message = desk.conversation().last_message;
  desk.run(CancelSend{message}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.status(message), Delivery::cancelled);
  EXPECT_FALSE(desk.state.outgoing.find(message));
  const MessageId other = desk.answer();
  desk.run(StartAttempt{other});
  EXPECT_EQ(desk.refused(CancelSend{other}, Desk::as(Desk::anna)), Refusal::not_cancellable);
}

TEST_F(Sending, C16_FreeTextForATimeAfterTheWindowIsRefusedWithWhenItCloses) {
  desk.hear(Channel::whatsapp);
  const Instant closes = desk.now + limits::whatsapp_window_ms;
  const Decision late = desk.ask(held(limits::whatsapp_window_ms), Desk::as(Desk::anna));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().why, Refusal::window_closed_by_then);
  EXPECT_EQ(late.error().since, closes);
  OfferChoices offer{desk.conversation().id, "Which?", {{"This", ""}}, held(limits::whatsapp_window_ms).how};
  EXPECT_EQ(desk.refused(offer, Desk::as(Desk::anna)), Refusal::window_closed_by_then);
  desk.run(held(limits::whatsapp_window_ms - 1), Desk::as(Desk::anna));
  desk.hear(Channel::sms);
  desk.run(held(25 * limits::hour_ms), Desk::as(Desk::anna));
}

TEST_F(Sending, D27_ATemplateForATimeAfterTheWindowHasToBeApproved) {
  desk.hear(Channel::whatsapp);
  SendTemplate later = with(pending, {});
  desk.run(later, Desk::as(Desk::anna));
  later.how.not_before = desk.now + 25 * limits::hour_ms;
  EXPECT_EQ(desk.refused(later, Desk::as(Desk::anna)), Refusal::template_not_approved);
  later = with(order, {{"name", "Ada"}, {"order", "4711"}});
  later.how.not_before = desk.now + 25 * limits::hour_ms;
  desk.run(later, Desk::as(Desk::anna));
}

TEST_F(Sending, AHeldMessageDoesNotLeaveOnceTheWindowHasClosed) {
  desk.hear(Channel::whatsapp);
  desk.run(held(23 * limits::hour_ms), Desk::as(Desk::anna));
  const MessageId message = desk.conversation().last_message;
  desk.pass(25 * limits::hour_ms);
  EXPECT_EQ(desk.refused(StartAttempt{message}), Refusal::whatsapp_window_closed);
}

TEST_F(Sending, AStaleReplyIsStoppedAndSaysHowManyAreNewerUnlessTheAuthorInsists) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.seen = desk.conversation().messages;
  desk.hear();
  desk.hear();
  const Decision stopped = desk.ask(reply, Desk::as(Desk::anna));
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().why, Refusal::stale);
  EXPECT_EQ(stopped.error().limit, 2);
  reply.how.anyway = true;
  desk.run(reply, Desk::as(Desk::anna));
}

TEST_F(Sending, WhatIsToFollowHappensWithTheMessageOrNotAtAll) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.then_resolve = true;
  reply.how.seen = desk.conversation().messages;
  desk.hear();
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::anna)), Refusal::stale);
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  reply.how.anyway = true;
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(desk.conversation().status, WorkStatus::resolved);
  EXPECT_EQ(desk.session().status, SessionStatus::completed);
}

TEST_F(Sending, D35_AConversationPutAwayWithItsReplySleepsFromThenOn) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.then_snooze = desk.now + limits::hour_ms;
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(snoozed_until(desk.state, desk.conversation().id), desk.now + limits::hour_ms);
  desk.pass(limits::hour_ms);
  desk.run(Wake{});
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
}

TEST_F(Sending, D37_WhatWasPutAwayWithItsReplyIsOpenAgainWhenThatFails) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.then_resolve = true;
  desk.run(reply, Desk::as(Desk::anna));
  const MessageId resolved = desk.conversation().last_message;
  desk.run(StartAttempt{resolved});
  desk.run(ReportDelivery{resolved, Delivery::accepted, 0});
  EXPECT_EQ(desk.conversation().status, WorkStatus::resolved);
  desk.run(ReportDelivery{resolved, Delivery::failed, 30003});
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_EQ(desk.conversation().assignee, Desk::anna);
  desk.run(ReportDelivery{resolved, Delivery::failed, 30003});
  EXPECT_TRUE(desk.last.empty());
  SendReply again = desk.reply();
  again.how.then_snooze = desk.now + limits::day_ms;
  desk.run(again, Desk::as(Desk::anna));
  const MessageId asleep = desk.conversation().last_message;
  desk.run(StartAttempt{asleep});
  desk.run(ReportDelivery{asleep, Delivery::failed, 30003});
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  EXPECT_FALSE(snoozed_until(desk.state, desk.conversation().id));
}

TEST_F(Sending, WhatFailsInAnOpenConversationOpensNothing) {
  desk.hear();
  const MessageId message = desk.answer();
  desk.run(StartAttempt{message});
  desk.run(ReportDelivery{message, Delivery::failed, 30003});
  EXPECT_EQ(desk.happened<DeliveryChanged>(), 1u);
  EXPECT_EQ(desk.happened<Reopened>(), 0u);
}

TEST_F(Sending, WhatCannotFollowAnyMoreDoesNotStopTheMessage) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.then_snooze = desk.now;
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(desk.conversation().status, WorkStatus::open);
  desk.run(Resolve{desk.conversation().id}, Desk::as(Desk::ben));
  reply.how.then_snooze = {};
  reply.how.then_resolve = true;
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(desk.happened<ReplyQueued>(), 1u);
  EXPECT_EQ(desk.happened<Resolved>(), 0u);
}

TEST_F(Sending, OnesOwnMessagesUnderWayMakeNothingStaleButAColleaguesDo) {
  desk.hear();
  SendReply reply = desk.reply();
  reply.how.seen = desk.conversation().messages;
  desk.run(reply, Desk::as(Desk::anna));
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::ben)), Refusal::stale);
}

TEST_F(Sending, GoesByAnotherChannelOfTheSamePersonAndOfNobodyElse) {
  desk.hear(Channel::whatsapp);
  SendReply reply = desk.reply();
  reply.how.number = Desk::sms;
  reply.how.identity = Desk::phone;
  desk.run(reply, Desk::as(Desk::anna));
  EXPECT_EQ(desk.conversation().channel, Channel::sms);
  reply.how.identity = IdentityId{5, 77};
  EXPECT_EQ(desk.refused(reply, Desk::as(Desk::anna)), Refusal::no_channel);
}

TEST_F(Sending, AnSmsLeavesTheOutboxWhenItIsDeliveredAndWhatsAppWhenItIsRead) {
  desk.hear();
  const MessageId sms = desk.answer();
  desk.run(StartAttempt{sms});
  desk.run(ReportDelivery{sms, Delivery::delivered, 0});
  EXPECT_FALSE(desk.state.outgoing.find(sms));
  desk.run(ReportDelivery{sms, Delivery::sent, 0});
  EXPECT_TRUE(desk.last.empty());
  apply_event(desk.state, DeliveryChanged{sms, desk.conversation().id, Delivery::read, 0}, {});  // as older logs say
  EXPECT_EQ(broken_invariant(desk.state), nullptr);
  desk.hear(Channel::whatsapp);
  const MessageId chat = desk.answer();
  desk.run(StartAttempt{chat});
  desk.run(ReportDelivery{chat, Delivery::delivered, 0});
  EXPECT_TRUE(desk.state.outgoing.find(chat));
  desk.run(ReportDelivery{chat, Delivery::read, 0});
  EXPECT_FALSE(desk.state.outgoing.find(chat));
}

TEST_F(Sending, D27_OnlyAnApprovedTemplateLeavesAfterTheWindow) {
  desk.hear(Channel::whatsapp);
  desk.pass(25 * limits::hour_ms);
  EXPECT_EQ(desk.refused(desk.reply(), Desk::as(Desk::anna)), Refusal::whatsapp_window_closed);
  EXPECT_EQ(desk.refused(with(pending, {}), Desk::as(Desk::anna)), Refusal::template_not_approved);
  desk.run(with(order, {{"name", "Ada"}, {"order", "4711"}}), Desk::as(Desk::anna));
  EXPECT_EQ(row<MessageBody>()->text, "Hi Ada, 4711 is on its way.");
  const TemplateUse* use = row<TemplateUse>();
  ASSERT_TRUE(use);
  EXPECT_EQ(use->content_sid, "HX1");
  EXPECT_EQ(use->variables, (Values{{"1", "Ada"}, {"2", "4711"}}));
  EXPECT_TRUE(desk.state.outgoing.find(desk.conversation().last_message)->approved_words);
}

TEST_F(Sending, D74_AMissingValueStopsATemplateAndSaysWhich) {
  desk.hear(Channel::whatsapp);
  const Decision refused = desk.ask(with(order, {{"name", "Ada"}, {"order", " "}}), Desk::as(Desk::anna));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().why, Refusal::missing_value);
  EXPECT_EQ(refused.error().what, "order");
  EXPECT_NE(sentence(refused.error()).find("order"), std::string::npos);
}

TEST_F(Sending, ATemplateOfAnotherChannelIsRefusedAndOneForSmsIsPlainText) {
  desk.hear();
  EXPECT_EQ(desk.refused(with(order, {{"name", "Ada"}, {"order", "1"}}), Desk::as(Desk::anna)), Refusal::template_elsewhere);
  EXPECT_EQ(desk.refused(with(TemplateId{20, 9}, {}), Desk::as(Desk::anna)), Refusal::unknown_template);
  desk.run(with(plain, {{"hour", "18:00"}}), Desk::as(Desk::anna));
  EXPECT_EQ(row<MessageBody>()->text, "We are open till 18:00.");
  EXPECT_EQ(desk.happened<TemplateUsed>(), 0u);
}

TEST_F(Sending, D72_WhatOneAccountHoldsDoesNotLeaveFromANumberOfAnother) {
  desk.hear(Channel::whatsapp);
  MessageTemplate elsewhere = *desk.state.templates.find(order);
  elsewhere.account = AccountId{1, 77};
  desk.run(ConfigureTemplate{elsewhere});
  const SendTemplate command = with(order, {{"name", "Ada"}, {"order", "4711"}});
  desk.run(command, Desk::as(Desk::anna));
  EXPECT_EQ(row<TemplateUse>()->content_sid, "") << "within the 24 hours as words of our own";
  desk.pass(25 * limits::hour_ms);
  EXPECT_EQ(desk.refused(command, Desk::as(Desk::anna)), Refusal::template_elsewhere);
  elsewhere.account = Desk::account;
  desk.run(ConfigureTemplate{elsewhere});
  desk.run(command, Desk::as(Desk::anna));
  EXPECT_EQ(row<TemplateUse>()->content_sid, "HX1");
}

TEST_F(Sending, C15_UpToTenChoicesAreOfferedAsNumberedLines) {
  desk.hear(Channel::whatsapp);
  OfferChoices offer{desk.conversation().id, "Which part?", {}, {}};
  for (int i = 0; i < 10; ++i) offer.choices.push_back({"Part " + std::to_string(i), ""});
  desk.run(offer, Desk::as(Desk::anna));
  EXPECT_NE(row<MessageBody>()->text.find("\n10. Part 9"), std::string::npos);
  offer.choices.push_back({"One too many", ""});
  EXPECT_EQ(desk.refused(offer, Desk::as(Desk::anna)), Refusal::too_many_choices);
  offer.choices = {{"Yes", ""}, {"No", "Not today"}};
  desk.run(offer, Desk::as(Desk::anna));
  EXPECT_EQ(row<MessageBody>()->text, "Which part?\n1. Yes\n2. No – Not today");
  ASSERT_TRUE(row<ChoicesOffered>()) << "what WhatsApp makes buttons of";
  EXPECT_EQ(row<ChoicesOffered>()->question, "Which part?");
  EXPECT_EQ(row<ChoicesOffered>()->choices.size(), 2u);
  desk.hear(Channel::sms);
  offer.conversation = desk.conversation().id;
  desk.run(offer, Desk::as(Desk::anna));
  EXPECT_FALSE(row<ChoicesOffered>()) << "SMS has none";
}

TEST_F(Sending, ASavedReplyNeedsAShortcutOfItsOwnAndFillsItsBlanks) {
  desk.run(SaveReply{{}, "hi", "Greeting", "Hello {{customer_name}}!", "Start"}, Desk::as(Desk::anna));
  const SavedReply saved = std::get<ReplySaved>(desk.last.front()).saved_reply;
  EXPECT_EQ(desk.refused(SaveReply{{}, "HI", "Other", "x", ""}, Desk::as(Desk::anna)), Refusal::name_taken);
  EXPECT_EQ(desk.refused(SaveReply{{}, "h i", "Other", "x", ""}, Desk::as(Desk::anna)), Refusal::invalid_value);
  EXPECT_EQ(missing_values(saved.body, {}), std::vector<std::string>{"customer_name"});
  EXPECT_EQ(*filled_in(saved.body, {{"customer_name", "{{user_name}}"}}), "Hello {{user_name}}!");
  desk.run(RemoveSavedReply{saved.id}, Desk::as(Desk::anna));
  EXPECT_EQ(desk.refused(RemoveSavedReply{saved.id}, Desk::as(Desk::anna)), Refusal::unknown_saved_reply);
}
